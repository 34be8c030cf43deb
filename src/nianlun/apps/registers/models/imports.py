"""A sheet that was brought in: what came, how its columns were read, what became of its rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nianlun.apps.people.models import Unit
from nianlun.apps.people.models.rights import together
from nianlun.apps.registers.models.definitions import Register
from nianlun.apps.registers.models.encoding import CompactEncoder


class ImportBatch(models.Model):
    """One import; first looked at, then carried out, once."""

    class Form(models.TextChoices):
        """What was handed over."""

        XLSX = "xlsx", _("Excel")
        CSV = "csv", _("CSV")
        PASTE = "paste", _("Pasted")

    class Asked(models.TextChoices):
        """What the worker is to do with it."""

        LOOK = "look", _("Look at it")
        CARRY_OUT = "carry_out", _("Carry it out")

    register = models.ForeignKey(Register, models.PROTECT, related_name="imports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    """The unit that keeps what the rows do not say otherwise."""
    name = models.CharField(max_length=300)
    form = models.CharField(max_length=6, choices=Form)
    sha256 = models.CharField(max_length=64)
    """Digest under which the bytes lie in the file store."""
    sheet = models.CharField(max_length=120, blank=True)
    """Empty for the first."""
    matching = models.JSONField(default=dict)
    """Field keys by the number of the column; what a person has set."""
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    carried_out_at = models.DateTimeField(null=True, blank=True)
    carried_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    """Rows of its largest sheet."""
    outcome = models.JSONField(default=dict, encoder=CompactEncoder)
    """What would become of each row, or did, with every bad cell."""
    asked = models.CharField(max_length=10, choices=Asked, blank=True)
    """Empty while the worker has nothing to do with it."""
    good_rows_only = models.BooleanField(default=False)
    final = models.BooleanField(default=True)
    """Whether new entries are submitted at once."""
    worker = models.CharField(max_length=36, blank=True)
    """The worker that holds it."""
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    """When it was asked for, or a worker last showed that it is alive."""
    fault = models.CharField(max_length=100, blank=True)
    """Slug of why the worker could not do it."""
    fault_values = models.JSONField(default=dict)

    class Meta:
        ordering = ("-brought_at", "-pk")
        constraints = (together("import_batch_carried_out_at_with_by", prefix="carried_out"),)

    def __str__(self) -> str:
        return self.name
