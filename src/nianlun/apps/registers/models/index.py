"""The typed index over versions: narrow rows, those of a register side by side, made anew at any time.

Filters, sorts, sums and questions as of an instant read these rows and never the JSON of the versions.
"""

from __future__ import annotations

from django.db import models

from nianlun.apps.people.models import Unit
from nianlun.apps.registers.models.definitions import Register
from nianlun.apps.registers.models.entries import Entry, Version

TEXTS = tuple(f"t{number}" for number in range(1, 25))
"""Columns for texts, folded to one case; several values stand between separators."""
CODES = tuple(f"t{number}" for number in range(25, 33))
"""Columns for choices, and for yes and no: short, so that an index can hold them."""
NUMBERS = tuple(f"n{number}" for number in range(1, 33))
"""Columns for numbers, and for the numbers of units, persons and entries."""
DATES = tuple(f"d{number}" for number in range(1, 25))
"""Columns for days; a period takes two."""
KNOWN = ("register", "superseded_at", "is_living", "is_final", "version")
"""What both indexes begin with; by the version, so that the rows beside are read in the order in which they lie."""
COUNTED = (
    *("entry", "unit", "recorded_at", "stage", "classes", "reached"),
    *DATES[:6],
    *NUMBERS[:6],
    *CODES,
)
"""Columns that counting reads most: read from the index alone, now and as of any day."""
UPKEEP = ("unit", "updated_at", "stage", "classes")
"""Columns that tell what is due and late: the narrow index is read alone, also over all registers at once."""


class IndexRow(models.Model):
    """A version as tables need it; `superseded_at` is empty for the newest."""

    pk = models.CompositePrimaryKey("register", "version")
    register = models.ForeignKey(Register, models.CASCADE, related_name="+", db_index=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="+", db_index=False)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    """When the next version was recorded: as of T holds what has `recorded_at <= T < superseded_at`."""
    updated_at = models.DateTimeField()
    """When its keeper last brought it up to date, or confirmed it."""
    code = models.CharField(max_length=60)
    stage = models.PositiveIntegerField(null=True)
    is_final = models.BooleanField()
    is_living = models.BooleanField()
    is_correction = models.BooleanField()
    classes = models.CharField(max_length=100, blank=True)
    """`|1|3|`: lasting numbers of the lists it stands in."""
    stood = models.CharField(max_length=100, blank=True)
    """`|1|2|`: stages in which it has stood."""
    reached = models.CharField(max_length=400, blank=True)
    """`|1:|2:2023-08-30|`: stages it has reached, with the day where a field tells it."""

    for _column in (*TEXTS, *CODES):
        locals()[_column] = models.TextField(null=True)
    for _column in NUMBERS:
        locals()[_column] = models.FloatField(null=True)
    for _column in DATES:
        locals()[_column] = models.DateField(null=True)
    del _column

    class Meta:
        ordering = ("register_id", "version_id")
        indexes = (
            models.Index(*KNOWN, *COUNTED, name="index_row_now"),
            models.Index("entry", "recorded_at", name="index_row_entry"),
            models.Index(*KNOWN, *UPKEEP, name="index_row_upkeep"),
        )

    def __str__(self) -> str:
        return f"{self.code} ({self.version_id})"
