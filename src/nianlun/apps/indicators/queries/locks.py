"""Locks of periods: those in force on a period, and the trail of all."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from nianlun.apps.indicators.models import PeriodLock
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.define.reading.periods import Period, read_period


def locks_in_force() -> QuerySet[PeriodLock]:
    """Locks that nobody has opened."""
    return PeriodLock.objects.filter(unlocked_at__isnull=True).select_related("locked_by")


def locks_on(desk: Desk, key: str, period: Period) -> list[PeriodLock]:
    """Locks in force that touch a period of an indicator."""
    own = Q(indicator=key) | Q(indicator="", pack=desk.pack_of(key))
    return touching(locks_in_force().filter(own), period)


def touching(locks: Iterable[PeriodLock], period: Period) -> list[PeriodLock]:
    """Locks of spans that share a day with a period."""
    found = []
    for each in locks:
        span = read_period(each.period)
        if span.first <= period.last and period.first <= span.last:
            found.append(each)
    return found


def lock_trail(desk: Desk) -> QuerySet[PeriodLock]:
    """Every lock the person may know of, those in force first, then the latest."""
    packs = [pack.key for pack, _ in desk.packs]
    rows = PeriodLock.objects.filter(Q(indicator__in=desk.seen.keys()) | Q(pack__in=packs, indicator=""))
    return rows.select_related("locked_by", "unlocked_by").order_by(
        F("unlocked_at").desc(nulls_first=True), "-locked_at", "-pk"
    )
