"""Mean of a reading over the entries that have it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from nianlun.define.model import IndicatorDef
from nianlun.reckon.amounts import quotient
from nianlun.reckon.asking import Question
from nianlun.reckon.kinds.base import Ask, counted, ended
from nianlun.reckon.results import Missing, Result
from nianlun.reckon.source import Reckoner


def average(indicator: IndicatorDef, question: Question, reckoner: Reckoner, ask: Ask) -> Result:
    """The sum over the number of readings; both are kept."""
    del ask
    tally, result = counted(indicator, question, reckoner)
    over, under = tally.total, Decimal(tally.read)
    result = replace(result, numerator=over, denominator=under)
    return ended(result, quotient(over, under), Missing.NO_READING)
