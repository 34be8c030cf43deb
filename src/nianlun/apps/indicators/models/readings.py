"""Readings that people enter; one is corrected by another that names it, and never written over."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nianlun.apps.people.models import Unit


class Reading(models.Model):
    """A value of an indicator that nothing counts: a place in the city, a tax of the year."""

    class Nature(models.TextChoices):
        """What it says of its period."""

        ACTUAL = "actual", _("Actual")
        FORECAST = "forecast", _("Forecast")

    indicator = models.SlugField(max_length=80)
    period = models.CharField(_("Period"), max_length=21)
    """Code of the span: `2023`, `2023-10`, `2023-01-01/2023-10-20`."""
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    """None for the whole."""
    value = models.DecimalField(_("Value"), max_digits=30, decimal_places=8)
    """In the indicator's printed unit, as it was typed."""
    nature = models.CharField(_("Nature"), max_length=8, choices=Nature, default=Nature.ACTUAL)
    source = models.CharField(_("Source"), max_length=500)
    """Document and passage it was taken from."""
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    """The reading it corrects."""
    reason = models.CharField(max_length=500, blank=True)
    """Why it was corrected."""
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("indicator", "recorded_at", "pk")
        indexes = (models.Index("indicator", "unit", "recorded_at", name="reading_of_unit"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(reason=""), name="reading_correction_has_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.period}: {self.value.normalize():f}"
