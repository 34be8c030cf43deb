"""Number of entries; none is zero and not missing."""

from __future__ import annotations

from decimal import Decimal

from nianlun.define.model import IndicatorDef
from nianlun.reckon.amounts import kept
from nianlun.reckon.asking import Question
from nianlun.reckon.kinds.base import Ask, counted, ended
from nianlun.reckon.results import Missing, Result
from nianlun.reckon.source import Reckoner


def count(indicator: IndicatorDef, question: Question, reckoner: Reckoner, ask: Ask) -> Result:
    """How many entries count."""
    del ask
    tally, result = counted(indicator, question, reckoner)
    return ended(result, kept(Decimal(tally.number), indicator.measure), Missing.NO_READING)
