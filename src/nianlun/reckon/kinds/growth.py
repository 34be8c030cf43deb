"""An indicator against its value in the same period of the year before."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from nianlun.define.model import IndicatorDef
from nianlun.reckon.amounts import EXACT, quotient
from nianlun.reckon.asking import Question
from nianlun.reckon.kinds.base import Ask, begun, ended
from nianlun.reckon.periods import cut, year_before
from nianlun.reckon.results import Missing, Result
from nianlun.reckon.source import Reckoner


def growth(indicator: IndicatorDef, question: Question, reckoner: Reckoner, ask: Ask) -> Result:
    """Growth as a ratio, -0.0769 for a fall; a year not over yet is held against the same days of the last."""
    del reckoner
    period = cut(question.period, question.as_of)
    if period is None:
        return ended(begun(indicator, question), None, Missing.NOT_BEGUN)
    now = ask(indicator.of, question.within(period))
    before = ask(indicator.of, question.within(year_before(period)))
    result = begun(indicator, question, now, before)
    result = replace(result, numerator=now.value, denominator=before.value)
    if now.value is None or before.value is None:
        return result
    value, why = growth_of(now.value, before.value)
    return ended(result, value, why)


def growth_of(now: Decimal, before: Decimal) -> tuple[Decimal | None, Missing]:
    """The ratio of growth; the reason stands beside it for where there is none."""
    if before < 0:
        return None, Missing.NEGATIVE_BASE
    return quotient(EXACT.subtract(now, before), before), Missing.NOTHING_BELOW
