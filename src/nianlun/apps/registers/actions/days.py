"""Closing days: one digest for all that a register recorded, chained to the day before."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from nianlun.apps.registers.models import DailyRoot, Register
from nianlun.apps.registers.queries.roots import reckon_roots

GRACE = timedelta(hours=1)
"""How long after midnight a day is closed, so that acts under way at midnight are in it."""


@transaction.atomic
def close_days(*, at: datetime, until: date | None = None) -> int:
    """Close all days that are over, or those up to a day; gives the number of roots written.

    Nobody stands behind it but the clock; closing twice changes nothing.
    """
    last = until or timezone.localtime(at - GRACE).date() - timedelta(days=1)
    made = 0
    for register in Register.objects.select_for_update().order_by("pk"):
        newest = DailyRoot.objects.filter(register=register).order_by("-day").first()
        roots = reckon_roots(register, after=newest, until=last)
        DailyRoot.objects.bulk_create(
            [
                DailyRoot(
                    register=register,
                    day=each.day,
                    count=each.count,
                    previous_root=each.previous,
                    root=each.root,
                    reckoned_at=at,
                )
                for each in roots
            ]
        )
        made += len(roots)
    return made
