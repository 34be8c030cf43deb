"""Closing a period for an indicator or a field of work, and opening it again with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from nianlun.apps.audit.actions import record
from nianlun.apps.indicators.models import PeriodLock
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.people.models import User
from nianlun.define.errors import BadValueError
from nianlun.define.reading.periods import read_period
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def lock_period(*, period: str, by: User, at: datetime, indicator: str = "", pack: str = "") -> PeriodLock:
    """Close a period, on its last day at the earliest.

    Raises:
        RefusedError: `indicators.period.to_lock`, `indicators.step.not_allowed`, `indicators.period.unreadable`,
            `indicators.period.running`, `indicators.period.locked`.
    """
    if bool(indicator) == bool(pack):
        raise RefusedError("indicators.period.to_lock")
    _require(Desk(by), indicator, pack)
    try:
        asked = read_period(period)
    except BadValueError as error:
        raise RefusedError("indicators.period.unreadable", period=period) from error
    code = asked.code
    if asked.last > timezone.localtime(at).date():
        raise RefusedError("indicators.period.running", period=code, last=asked.last.isoformat())
    held = PeriodLock.objects.select_for_update(of=("self",)).filter(
        indicator=indicator, pack=pack, period=code, unlocked_at__isnull=True
    )
    for each in held:
        raise RefusedError(
            "indicators.period.locked", period=code, by=str(each.locked_by), at=f"{each.locked_at:%Y-%m-%d}"
        )
    row = PeriodLock.objects.create(indicator=indicator, pack=pack, period=code, locked_at=at, locked_by=by)
    record("period.locked", row, by=by, at=at)
    return row


@transaction.atomic
def unlock_period(*, lock_id: int, reason: str, by: User, at: datetime) -> PeriodLock:
    """Open it again; who did it and why stays on record.

    Raises:
        RefusedError: `indicators.lock.missing`, `indicators.step.not_allowed`, `indicators.reason.needed`.
    """
    row = PeriodLock.objects.select_for_update().filter(pk=lock_id, unlocked_at__isnull=True).first()
    if row is None:
        raise RefusedError("indicators.lock.missing", id=lock_id)
    _require(Desk(by), row.indicator, row.pack)
    if not reason.strip():
        raise RefusedError("indicators.reason.needed")
    row.unlocked_at, row.unlocked_by, row.reason = at, by, reason.strip()[:500]
    row.save(update_fields=["unlocked_at", "unlocked_by", "reason"])
    record("period.unlocked", row, by=by, at=at, reason=row.reason)
    return row


def _require(desk: Desk, indicator: str, pack: str) -> None:
    label = desk.indicator(indicator).label if indicator else pack
    if not desk.may_keep(None, pack or desk.pack_of(indicator)):
        raise RefusedError("indicators.step.not_allowed", label=label)
