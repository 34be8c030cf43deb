"""What every step asks first: is it a known indicator, may he, is the period open."""

from __future__ import annotations

from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.locks import locks_on
from nianlun.define.model import IndicatorDef
from nianlun.define.reading.periods import Period
from nianlun.kernel.errors import RefusedError


def require_keeper(desk: Desk, key: str, unit: int | None) -> IndicatorDef:
    """The indicator, for whoever may enter readings and targets for the unit.

    Raises:
        RefusedError: `indicators.indicator.missing`, `indicators.unit.missing`, `indicators.step.not_allowed`.
    """
    indicator = desk.indicator(key)
    if unit is not None and unit not in desk.units:
        raise RefusedError("indicators.unit.missing", id=unit)
    if not desk.may_keep(unit, desk.pack_of(key)):
        raise RefusedError("indicators.step.not_allowed", label=indicator.label)
    return indicator


def require_open(desk: Desk, key: str, period: Period) -> None:
    """Stop whoever enters something into a period that is locked.

    Raises:
        RefusedError: `indicators.period.locked`.
    """
    for each in locks_on(desk, key, period):
        raise RefusedError(
            "indicators.period.locked",
            period=each.period,
            by=str(each.locked_by),
            at=f"{each.locked_at:%Y-%m-%d}",
        )
