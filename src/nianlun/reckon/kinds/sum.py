"""Sum of a reading over entries; of no entries it is zero, of entries that all lack it it is missing."""

from __future__ import annotations

from nianlun.define.model import IndicatorDef
from nianlun.reckon.asking import Question
from nianlun.reckon.kinds.base import Ask, counted, ended
from nianlun.reckon.results import Missing, Result
from nianlun.reckon.source import Reckoner


def sum_(indicator: IndicatorDef, question: Question, reckoner: Reckoner, ask: Ask) -> Result:
    """The sum of what is there; `lacking` says how many entries have no reading."""
    del ask
    tally, result = counted(indicator, question, reckoner)
    known = tally.read > 0 or tally.number == 0
    return ended(result, tally.total if known else None, Missing.NO_READING)
