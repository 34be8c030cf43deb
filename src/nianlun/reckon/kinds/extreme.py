"""Largest or smallest reading among entries."""

from __future__ import annotations

from nianlun.define.model import IndicatorDef
from nianlun.reckon.asking import Question
from nianlun.reckon.kinds.base import Ask, counted, ended
from nianlun.reckon.results import Missing, Result
from nianlun.reckon.source import Reckoner


def extreme(indicator: IndicatorDef, question: Question, reckoner: Reckoner, ask: Ask) -> Result:
    """The reading that stands out; missing where no entry has one."""
    del ask
    tally, result = counted(indicator, question, reckoner)
    return ended(result, tally.least if indicator.extreme == "smallest" else tally.most, Missing.NO_READING)
