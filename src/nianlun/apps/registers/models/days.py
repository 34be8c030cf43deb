"""One digest for all that a register recorded in a day, chained to the day before; it can be printed."""

from __future__ import annotations

from django.db import models

from nianlun.apps.registers.models.definitions import Register


class DailyRoot(models.Model):
    """A day that is closed: nothing can be added to it, and nothing taken away, unseen."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="daily_roots")
    day = models.DateField()
    """In the time zone of the site."""
    count = models.PositiveIntegerField()
    """How many versions were recorded."""
    previous_root = models.CharField(max_length=64, blank=True)
    """Root of the last day before on which anything was recorded."""
    root = models.CharField(max_length=64)
    reckoned_at = models.DateTimeField()

    class Meta:
        ordering = ("register_id", "day")
        constraints = (models.UniqueConstraint("register", "day", name="daily_root_once"),)

    def __str__(self) -> str:
        return f"{self.register_id} {self.day}"
