"""What the kinds share: how they are asked, and what an answer from a register begins with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from nianlun.define.model import IndicatorDef
from nianlun.reckon.asking import Question
from nianlun.reckon.results import Missing, Result, Tally
from nianlun.reckon.source import Reckoner

Ask: TypeAlias = Callable[[str, Question], Result]
"""Answers a question about another indicator, by its key."""
Kind: TypeAlias = Callable[[IndicatorDef, Question, Reckoner, Ask], Result]
"""Answers a question about an indicator of its kind."""


def counted(indicator: IndicatorDef, question: Question, reckoner: Reckoner) -> tuple[Tally, Result]:
    """Totals from the register, and an answer that holds the entries but no value yet."""
    tally = reckoner.source.tally(indicator, question)
    entries = reckoner.source.counted(indicator, question) if reckoner.with_entries else ()
    result = begun(indicator, question)
    return tally, replace(result, counted=entries, lacking=tally.number - tally.read)


def begun(indicator: IndicatorDef, question: Question, *parts: Result) -> Result:
    """An answer without a value; a part that is missing is why."""
    missing = Missing.PART if any(each.value is None for each in parts) else None
    provisional = question.as_of < question.period.last or any(each.provisional for each in parts)
    return Result(
        indicator=indicator.key, question=question, parts=parts, missing=missing, provisional=provisional
    )


def ended(result: Result, value: Decimal | None, why: Missing) -> Result:
    """The answer with its value, or with the reason why there is none."""
    return replace(result, value=value, missing=None if value is not None else why)
