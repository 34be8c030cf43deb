"""Periods that are closed for an indicator or for all of a field of work, and how they were opened again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from nianlun.apps.people.models.rights import together


class PeriodLock(models.Model):
    """While it holds no reading is entered for the period, and no entry enters it, leaves it or counts otherwise."""

    indicator = models.SlugField(max_length=80, blank=True)
    """Key of the indicator; empty where a whole pack is locked."""
    pack = models.SlugField(max_length=60, blank=True)
    """Key of the field of work."""
    period = models.CharField(max_length=21)
    locked_at = models.DateTimeField()
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unlocked_at = models.DateTimeField(null=True, blank=True)
    unlocked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)
    """Why it was opened again."""

    class Meta:
        ordering = ("-locked_at", "-pk")
        constraints = (
            together("lock_locked_at_with_by", prefix="locked"),
            together("lock_unlocked_at_with_by", prefix="unlocked"),
            models.CheckConstraint(
                condition=(Q(indicator="") & ~Q(pack="")) | (~Q(indicator="") & Q(pack="")),
                name="lock_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(unlocked_at__isnull=True) | ~Q(reason=""), name="lock_opened_with_a_reason"
            ),
            models.UniqueConstraint(
                "indicator", "pack", "period", condition=Q(unlocked_at__isnull=True), name="lock_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator or self.pack} {self.period}"
