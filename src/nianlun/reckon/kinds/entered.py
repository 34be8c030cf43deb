"""A reading somebody enters, with its source."""

from __future__ import annotations

from dataclasses import replace

from nianlun.define.model import IndicatorDef
from nianlun.define.reading.periods import read_period
from nianlun.reckon.amounts import kept
from nianlun.reckon.asking import Question
from nianlun.reckon.kinds.base import Ask, begun, ended
from nianlun.reckon.results import Missing, Nature, Reading, Result
from nianlun.reckon.source import Reckoner


def entered(indicator: IndicatorDef, question: Question, reckoner: Reckoner, ask: Ask) -> Result:
    """The reading for the latest span in the period; what is so goes before what is expected."""
    del ask
    result = begun(indicator, question)
    last = newest(reckoner.source.readings(indicator, question))
    if last is None:
        return ended(result, None, Missing.NO_READING)
    expected = last.nature is Nature.FORECAST
    result = replace(result, readings=(last,), provisional=result.provisional or expected)
    return ended(result, kept(last.value, indicator.measure), Missing.NO_READING)


def newest(readings: tuple[Reading, ...]) -> Reading | None:
    """The one that counts: latest span, then the longer one, then actual before forecast, then entered last."""
    return max(readings, key=_order, default=None)


def _order(reading: Reading) -> tuple[object, ...]:
    period = read_period(reading.period)
    actual = reading.nature is Nature.ACTUAL
    return (period.last, -period.first.toordinal(), actual, reading.entered_at, reading.id)
