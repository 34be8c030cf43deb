"""One indicator less another."""

from __future__ import annotations

from dataclasses import replace

from nianlun.define.model import IndicatorDef
from nianlun.reckon.amounts import EXACT
from nianlun.reckon.asking import Question
from nianlun.reckon.kinds.base import Ask, begun, ended
from nianlun.reckon.results import Missing, Result
from nianlun.reckon.source import Reckoner


def difference(indicator: IndicatorDef, question: Question, reckoner: Reckoner, ask: Ask) -> Result:
    """What is reduced, less what is taken away."""
    del reckoner
    whole, less = ask(indicator.numerator, question), ask(indicator.denominator, question)
    result = begun(indicator, question, whole, less)
    result = replace(result, numerator=whole.value, denominator=less.value)
    if whole.value is None or less.value is None:
        return result
    return ended(result, EXACT.subtract(whole.value, less.value), Missing.PART)
