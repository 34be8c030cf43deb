"""An indicator from the beginning of the year."""

from __future__ import annotations

from dataclasses import replace

from nianlun.define.model import IndicatorDef
from nianlun.reckon.asking import Question
from nianlun.reckon.kinds.base import Ask, begun, ended
from nianlun.reckon.periods import to_date as until
from nianlun.reckon.results import Missing, Result
from nianlun.reckon.source import Reckoner


def to_date(indicator: IndicatorDef, question: Question, reckoner: Reckoner, ask: Ask) -> Result:
    """From the first of January to the last day of the period."""
    del reckoner
    found = ask(indicator.of, question.within(until(question.period.last)))
    result = begun(indicator, question, found)
    result = replace(result, numerator=found.numerator, denominator=found.denominator)
    return ended(result, found.value, Missing.PART)
