"""The database as a source of numbers: what was asked once, or prepared, is remembered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from nianlun.apps.indicators import models
from nianlun.apps.indicators.queries.counting.books import Books
from nianlun.apps.indicators.queries.counting.conditions import instant_of
from nianlun.apps.indicators.queries.counting.rows import counted_of, lines_of
from nianlun.apps.indicators.queries.counting.tallies import EMPTY, Cut, tallies
from nianlun.define.model import IndicatorDef
from nianlun.reckon.asking import Question
from nianlun.reckon.counting import PlainSource
from nianlun.reckon.results import Counted, Nature, Reading, Tally
from nianlun.reckon.versions import Ledger


@dataclass
class DatabaseSource:
    """Counts in the index of the registers and finds readings."""

    books: Books
    _tallies: dict[Cut, Tally] = field(default_factory=dict)
    _entries: dict[Cut, tuple[Counted, ...]] = field(default_factory=dict)
    _readings: dict[str, tuple[Reading, ...]] = field(default_factory=dict)

    def tally(self, indicator: IndicatorDef, question: Question) -> Tally:
        """Totals of the entries that count."""
        cut = Cut(indicator, question)
        if cut not in self._tallies:
            self.prepare([cut])
        return self._tallies[cut]

    def counted(self, indicator: IndicatorDef, question: Question) -> tuple[Counted, ...]:
        """Every entry that counts, by its number."""
        cut = Cut(indicator, question)
        if cut not in self._entries:
            book = self.books.on(indicator.register, question.as_of)
            self._entries[cut] = () if book is None else counted_of(lines_of(book, indicator, question))
        return self._entries[cut]

    def readings(self, indicator: IndicatorDef, question: Question) -> tuple[Reading, ...]:
        """Readings of the unit for spans within the period, known by then and not replaced by then."""
        self.prepare_readings([indicator.key])
        ledger = Ledger(registers={}, entries={}, readings=self._readings[indicator.key])
        known = question.known(instant_of(question))
        return PlainSource(ledger).readings(indicator, known)

    def prepare(self, cuts: Iterable[Cut]) -> None:
        """Count all that is not known yet, with as few passes over each register as can be."""
        groups: dict[tuple[str, date, datetime], list[Cut]] = {}
        for cut in dict.fromkeys(cuts):
            if cut not in self._tallies:
                key = (cut.indicator.register, cut.question.as_of, instant_of(cut.question))
                groups.setdefault(key, []).append(cut)
        for (register, day, _), same in groups.items():
            book = self.books.on(register, day)
            self._tallies |= dict.fromkeys(same, EMPTY) if book is None else tallies(book, same)

    def prepare_readings(self, keys: Iterable[str]) -> None:
        """Fetch all readings of indicators at once."""
        missing = [key for key in dict.fromkeys(keys) if key not in self._readings]
        if not missing:
            return
        found: dict[str, list[Reading]] = {key: [] for key in missing}
        for row in models.Reading.objects.filter(indicator__in=missing).select_related("recorded_by"):
            found[row.indicator].append(plain_reading(row))
        self._readings |= {key: tuple(readings) for key, readings in found.items()}


def plain_reading(row: models.Reading) -> Reading:
    """A reading as reckoning knows it."""
    return Reading(
        id=row.pk,
        indicator=row.indicator,
        period=row.period,
        unit=row.unit_id,
        value=row.value.normalize() + 0,
        nature=Nature(row.nature),
        source=row.source,
        entered_at=row.recorded_at,
        entered_by=str(row.recorded_by),
        replaces=row.replaces_id,
    )
