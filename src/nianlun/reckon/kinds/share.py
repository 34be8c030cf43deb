"""One indicator over another; numerator and denominator are kept."""

from __future__ import annotations

from dataclasses import replace

from nianlun.define.model import IndicatorDef
from nianlun.reckon.amounts import quotient
from nianlun.reckon.asking import Question
from nianlun.reckon.kinds.base import Ask, begun, ended
from nianlun.reckon.results import Missing, Result
from nianlun.reckon.source import Reckoner


def share(indicator: IndicatorDef, question: Question, reckoner: Reckoner, ask: Ask) -> Result:
    """A ratio; never more exact than its parts and never clamped."""
    del reckoner
    over, under = ask(indicator.numerator, question), ask(indicator.denominator, question)
    result = begun(indicator, question, over, under)
    result = replace(result, numerator=over.value, denominator=under.value)
    if over.value is None or under.value is None:
        return result
    return ended(result, quotient(over.value, under.value), Missing.NOTHING_BELOW)
