"""Where reckoning takes its numbers from: the ledger in plain Python, or a database that counts for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from nianlun.define.model import IndicatorDef
from nianlun.reckon.asking import Question
from nianlun.reckon.results import Counted, Reading, Tally


class Source(Protocol):
    """Counts the entries of an indicator that is counted from a register, and finds readings."""

    def tally(self, indicator: IndicatorDef, question: Question) -> Tally:
        """Totals only."""

    def counted(self, indicator: IndicatorDef, question: Question) -> tuple[Counted, ...]:
        """Every entry that counts, by its number."""

    def readings(self, indicator: IndicatorDef, question: Question) -> tuple[Reading, ...]:
        """Readings of the unit for spans within the period, known by then and not replaced by then."""


@dataclass(frozen=True)
class Reckoner:
    """Everything an answer needs besides the question."""

    indicators: Mapping[str, IndicatorDef]
    """All indicators by key."""
    source: Source
    """Where to count."""
    with_entries: bool = True
    """Whether answers carry the entries they were counted from."""
