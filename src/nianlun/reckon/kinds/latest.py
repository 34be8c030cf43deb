"""The last reading in the period."""

from __future__ import annotations

from nianlun.define.model import IndicatorDef
from nianlun.reckon.asking import Question
from nianlun.reckon.kinds.base import Ask, counted, ended
from nianlun.reckon.results import Missing, Result
from nianlun.reckon.source import Reckoner


def latest(indicator: IndicatorDef, question: Question, reckoner: Reckoner, ask: Ask) -> Result:
    """The reading of the entry with the last date; of one day, that recorded last."""
    del ask
    tally, result = counted(indicator, question, reckoner)
    return ended(result, tally.latest, Missing.NO_READING)
