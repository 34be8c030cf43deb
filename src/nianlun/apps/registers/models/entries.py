"""Entries, and the versions that say what was known of them when. Versions are added and never changed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nianlun.apps.people.models import Unit
from nianlun.apps.registers.models.definitions import Register, RegisterVersion
from nianlun.apps.registers.models.encoding import CompactEncoder
from nianlun.apps.registers.models.imports import ImportBatch


class State(models.TextChoices):
    """Whether an entry counts yet."""

    DRAFT = "draft", _("Draft")
    FINAL = "final", _("Submitted")


class Act(models.TextChoices):
    """What made a version."""

    CREATED = "created", pgettext_lazy("version", "Created")
    EDITED = "edited", pgettext_lazy("version", "Edited")
    UPDATED = "updated", pgettext_lazy("version", "Updated")
    CONFIRMED = "confirmed", pgettext_lazy("version", "Confirmed without change")
    SUBMITTED = "submitted", pgettext_lazy("version", "Submitted")
    RETURNED = "returned", pgettext_lazy("version", "Returned")
    CORRECTED = "corrected", pgettext_lazy("version", "Corrected")
    MOVED_STAGE = "moved_stage", pgettext_lazy("version", "Moved to another stage")
    HANDED_OVER = "handed_over", pgettext_lazy("version", "Handed over")
    MERGED = "merged", pgettext_lazy("version", "Merged")
    DROPPED = "dropped", pgettext_lazy("version", "Dropped")
    RESTORED = "restored", pgettext_lazy("version", "Restored")
    UNDONE = "undone", pgettext_lazy("version", "Undone")
    UPGRADED = "upgraded", pgettext_lazy("version", "Upgraded to the new definition")


class Entry(models.Model):
    """A line of a ledger: its identity. What is known of it stands in its versions; the rest here is a pointer."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="entries")
    code = models.CharField(_("Number"), max_length=60)
    key_value = models.CharField(max_length=300, blank=True)
    """The fields by which an import knows the entry again, as they are now; empty where the register has none."""
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    """The unit that keeps it now."""
    newest = models.PositiveIntegerField(default=1)
    """Number of its newest version; raised under a row lock, so that nobody writes over anybody."""
    is_living = models.BooleanField(default=True)
    """False once it is dropped or merged."""
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("register_id", "pk")
        constraints = (
            models.UniqueConstraint("register", "code", name="entry_code_once"),
            models.UniqueConstraint(
                "register",
                "key_value",
                condition=Q(is_living=True) & ~Q(key_value=""),
                name="entry_key_once_among_the_living",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(is_living=False), name="entry_merged_is_not_living"
            ),
        )

    def __str__(self) -> str:
        return self.code


class Version(models.Model):
    """What was known of an entry from an instant on."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="versions")
    register = models.ForeignKey(Register, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    definition = models.ForeignKey(RegisterVersion, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    stage = models.PositiveIntegerField(null=True, blank=True)
    """Lasting number of the stage; empty where the register has none."""
    classes: models.JSONField[Any, Any] = models.JSONField(default=list)
    """Lasting numbers of the lists it stands in, in ascending order."""
    values: models.JSONField[Any, Any] = models.JSONField(default=dict, encoder=CompactEncoder)
    """Readings by the lasting number of the field, as text; what is missing is not there."""
    state = models.CharField(max_length=6, choices=State)
    is_living = models.BooleanField(default=True)
    act = models.CharField(max_length=12, choices=Act)
    reason = models.CharField(max_length=500, blank=True)
    detail: models.JSONField[Any, Any] = models.JSONField(default=dict, encoder=CompactEncoder)
    """What the act needs to say beyond the values: the unit before, the entry it went into."""
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    """The version that was wrong."""
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, blank=True, related_name="versions")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    previous_digest = models.CharField(max_length=64, blank=True)
    """Digest of the version before; empty for the first."""
    digest = models.CharField(max_length=64)
    """SHA-256 of everything above; `nianlun audit verify` reckons it again."""

    class Meta:
        ordering = ("entry_id", "number")
        constraints = (
            models.UniqueConstraint("entry", "number", name="version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_counts_from_one"),
            models.CheckConstraint(
                condition=Q(number=1, previous_digest="") | Q(number__gt=1) & ~Q(previous_digest=""),
                name="version_follows_another",
            ),
            models.CheckConstraint(
                condition=Q(act="corrected", corrects__isnull=False)
                | ~Q(act="corrected") & Q(corrects__isnull=True),
                name="version_correction_names_what_it_corrects",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="version_state_known"),
            models.CheckConstraint(condition=Q(act__in=Act.values), name="version_act_known"),
        )
        indexes = (models.Index("register", F("recorded_at").desc(), name="version_latest"),)

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.number}"


class Counter(models.Model):
    """The last number given in a register; locked by whoever takes the next."""

    register = models.ForeignKey(Register, models.CASCADE, related_name="+")
    scope = models.CharField(max_length=40, blank=True)
    """The year, where numbers begin anew every year."""
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint("register", "scope", name="counter_once"),)

    def __str__(self) -> str:
        return f"{self.register_id}/{self.scope}: {self.last}"
