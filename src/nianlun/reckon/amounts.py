"""Exact numbers: how an indicator's value is kept, reckoned with and shown.

A value is kept as formulas reckon with it: money in its base unit, a percentage as a ratio, all else in the
indicator's own unit. Rounding, always half up, is for display alone.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction

from nianlun.define.model import IndicatorDef, TargetDef
from nianlun.define.reading.numbers import rounded, written
from nianlun.kernel.measures import measure_of

EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
"""More digits than any figure of an office has."""
PERCENT = "%"
MONEY = "money"


def scale_of(measure: str) -> Decimal:
    """How much one of a printed unit is in the form in which values are kept."""
    if measure == PERCENT:
        return Decimal("0.01")
    found = measure_of(measure)
    return found.factor if found.kind == MONEY else Decimal(1)


def kept(shown: Decimal, measure: str) -> Decimal:
    """A value given in its printed unit, as it is kept."""
    return EXACT.multiply(shown, scale_of(measure))


def in_measure(value: Decimal, measure: str) -> Decimal:
    """A kept value in its printed unit, not rounded."""
    return EXACT.divide(value, scale_of(measure))


def target_value(target: TargetDef, indicator: IndicatorDef) -> Decimal:
    """The number of a target as the indicator's values are kept."""
    if indicator.measure == PERCENT:
        return target.value
    theirs, ours = measure_of(target.measure or indicator.measure), measure_of(indicator.measure)
    return kept(EXACT.divide(EXACT.multiply(target.value, theirs.factor), ours.factor), indicator.measure)


def total(numbers: list[Decimal]) -> Decimal:
    """The sum, without losing a digit."""
    with localcontext(EXACT):
        return sum(numbers, Decimal(0))


def decimal_of(ratio: Fraction) -> Decimal:
    """A fraction to sixty digits."""
    return EXACT.divide(Decimal(ratio.numerator), Decimal(ratio.denominator))


def quotient(over: Decimal, under: Decimal) -> Decimal | None:
    """One number over another; None where nothing stands below the line."""
    return EXACT.divide(over, under) if under else None


def printed(value: Decimal, places: int) -> str:
    """A number with at most so many places, halves up, without needless zeros: `66.7`, `88`."""
    return written(rounded(value, places))


def shown(value: Decimal, indicator: IndicatorDef) -> str:
    """A kept value as reports print it, without its unit: `63.6`."""
    return printed(in_measure(value, indicator.measure), indicator.places)


def percent(ratio: Decimal, places: int = 1) -> str:
    """`112.5%`."""
    return f"{printed(in_measure(ratio, PERCENT), places)}{PERCENT}"
