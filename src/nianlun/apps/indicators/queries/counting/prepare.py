"""Finds out beforehand what many answers need, so that each register is passed over once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from nianlun.apps.indicators.queries.counting.conditions import Cut
from nianlun.apps.indicators.queries.counting.source import DatabaseSource
from nianlun.apps.indicators.queries.counting.tallies import EMPTY
from nianlun.define.catalog import Catalog
from nianlun.define.model import IndicatorDef
from nianlun.reckon.asking import Question
from nianlun.reckon.indicators import answer
from nianlun.reckon.results import Counted, Reading, Tally
from nianlun.reckon.source import Reckoner


@dataclass
class _Noting:
    """Notes what is asked and knows nothing; which questions are asked does not hang on the answers."""

    cuts: dict[Cut, None] = field(default_factory=dict)
    readings_of: dict[str, None] = field(default_factory=dict)

    def tally(self, indicator: IndicatorDef, question: Question) -> Tally:
        self.cuts[Cut(indicator, question)] = None
        return EMPTY

    def counted(self, indicator: IndicatorDef, question: Question) -> tuple[Counted, ...]:
        del indicator, question
        return ()

    def readings(self, indicator: IndicatorDef, question: Question) -> tuple[Reading, ...]:
        del question
        self.readings_of[indicator.key] = None
        return ()


def prepared(source: DatabaseSource, catalog: Catalog, asked: Iterable[tuple[str, Question]]) -> Reckoner:
    """A reckoner that has counted already all that these questions need; its answers carry no entries."""
    noting = _Noting()
    dry = Reckoner(catalog.indicators, noting, with_entries=False)
    for key, question in asked:
        answer(key, question, dry)
    source.prepare(noting.cuts)
    source.prepare_readings(noting.readings_of)
    return Reckoner(catalog.indicators, source, with_entries=False)
