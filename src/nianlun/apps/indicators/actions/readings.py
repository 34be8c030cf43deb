"""Entering readings, and correcting them by others."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.indicators.actions.office import require_keeper, require_open
from nianlun.apps.indicators.models import Reading
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.people.models import User
from nianlun.define.errors import BadValueError
from nianlun.define.model import IndicatorKind
from nianlun.define.reading.periods import read_period
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def enter_reading(
    *,
    indicator: str,
    period: str,
    value: Decimal,
    source: str,
    by: User,
    at: datetime,
    unit: int | None = None,
    nature: str = Reading.Nature.ACTUAL,
    replaces: int | None = None,
    reason: str = "",
) -> Reading:
    """Enter a value with where it was taken from.

    Raises:
        RefusedError: `indicators.indicator.missing`, `indicators.step.not_allowed`, `indicators.reading.*`,
            `indicators.period.*`.
    """
    desk = Desk(by)
    found = require_keeper(desk, indicator, unit)
    if found.kind is not IndicatorKind.ENTERED:
        raise RefusedError("indicators.reading.counted", label=found.label)
    try:
        span = read_period(period)
    except BadValueError as error:
        raise RefusedError("indicators.period.unreadable", period=period) from error
    require_open(desk, indicator, span)
    if not source.strip():
        raise RefusedError("indicators.reading.no_source")
    row = Reading.objects.create(
        indicator=indicator,
        period=span.code,
        unit_id=unit,
        value=value,
        nature=nature,
        source=source.strip()[:500],
        replaces_id=replaces,
        reason=reason.strip()[:500],
        recorded_at=at,
        recorded_by=by,
    )
    kind = "reading.corrected" if replaces else "reading.entered"
    record(kind, row, by=by, at=at, unit=row.unit, value=str(value), period=span.code, replaces=replaces)
    return row


@transaction.atomic
def correct_reading(
    *,
    reading_id: int,
    value: Decimal,
    source: str,
    reason: str,
    by: User,
    at: datetime,
    nature: str = Reading.Nature.ACTUAL,
) -> Reading:
    """Enter another in the place of a reading; both stay.

    Raises:
        RefusedError: `indicators.reading.missing`, `indicators.reading.replaced`, `indicators.reason.needed`.
    """
    old = Reading.objects.select_for_update().filter(pk=reading_id).first()
    if old is None:
        raise RefusedError("indicators.reading.missing", id=reading_id)
    if Reading.objects.filter(replaces=old).exists():
        raise RefusedError("indicators.reading.replaced")
    if not reason.strip():
        raise RefusedError("indicators.reason.needed")
    return enter_reading(
        indicator=old.indicator,
        period=old.period,
        value=value,
        source=source or old.source,
        unit=old.unit_id,
        nature=nature,
        replaces=old.pk,
        reason=reason,
        by=by,
        at=at,
    )
