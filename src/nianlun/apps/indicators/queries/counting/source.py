"""The database as a source of numbers: what was asked once, or prepared, is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain

from nianlun.apps.indicators import models
from nianlun.apps.indicators.queries.counting.books import Book, Books
from nianlun.apps.indicators.queries.counting.conditions import Cut, instant_of
from nianlun.apps.indicators.queries.counting.rows import lines_of
from nianlun.apps.indicators.queries.counting.standing import look
from nianlun.apps.indicators.queries.counting.tallies import EMPTY, tallies
from nianlun.define.model import IndicatorDef
from nianlun.reckon.asking import Question
from nianlun.reckon.counting import Line, PlainSource
from nianlun.reckon.results import Counted, Nature, Reading, Tally
from nianlun.reckon.versions import Ledger

MANY_UNITS = 3
"""From so many units on, the entries of all are fetched at once and parted in Python."""


@dataclass
class DatabaseSource:
    """Counts in the index of the registers and finds readings."""

    books: Books
    _tallies: dict[Cut, Tally] = field(default_factory=dict)
    _lines: dict[Cut, list[Line]] = field(default_factory=dict)
    _by_unit: dict[Cut, Mapping[object, list[Line]]] = field(default_factory=dict)
    _units_asked: dict[Cut, int] = field(default_factory=dict)
    _counted: dict[Cut, tuple[Counted, ...]] = field(default_factory=dict)
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
        if cut not in self._counted:
            self._counted[cut] = tuple(line.counted for line in self.lines(indicator, question))
        return self._counted[cut]

    def lines(self, indicator: IndicatorDef, question: Question) -> list[Line]:
        """The same with unit, and with date where it matters."""
        cut = Cut(indicator, question)
        if cut not in self._lines:
            self._lines[cut] = self._fetched(cut)
        return self._lines[cut]

    def _fetched(self, cut: Cut) -> list[Line]:
        indicator, question = cut.indicator, cut.question
        book = self.books.on(indicator.register, question.as_of)
        if book is None:
            return []
        if question.units is None:
            return self._looked_up(book, cut)
        whole = replace(cut, question=question.of(None, None))
        self._units_asked[whole] = self._units_asked.get(whole, 0) + 1
        if whole not in self._lines and self._units_asked[whole] < MANY_UNITS:
            return self._looked_up(book, cut)
        if whole not in self._by_unit:
            self._by_unit[whole] = _parted(self.lines(indicator, whole.question))
        mine = chain.from_iterable(self._by_unit[whole].get(unit, ()) for unit in question.units)
        return sorted(mine, key=lambda line: line.counted.entry)

    def _looked_up(self, book: Book, cut: Cut) -> list[Line]:
        return look(
            [(book, instant_of(cut.question))],
            self.books.last_recorded,
            lambda rows: lines_of(book, cut.indicator, cut.question, rows[0]),
        )

    def readings(self, indicator: IndicatorDef, question: Question) -> tuple[Reading, ...]:
        """Readings of the unit for spans within the period, known by then and not replaced by then."""
        ledger = Ledger(registers={}, readings=self.entered(indicator.key))
        known = question.known(instant_of(question))
        return PlainSource(ledger).readings(indicator, known)

    def entered(self, key: str) -> tuple[Reading, ...]:
        """Everything ever entered for an indicator."""
        self.prepare_readings([key])
        return self._readings[key]

    def prepare(self, cuts: Iterable[Cut]) -> None:
        """Count all that is not known yet, with as few passes over each register as can be."""
        groups: dict[tuple[str, date, datetime], list[Cut]] = {}
        for cut in dict.fromkeys(cuts):
            if cut not in self._tallies:
                key = (cut.indicator.register, cut.question.as_of, instant_of(cut.question))
                groups.setdefault(key, []).append(cut)
        asked: list[tuple[Book, list[Cut]]] = []
        for (register, day, _), same in groups.items():
            book = self.books.on(register, day)
            if book is None:
                self._tallies |= dict.fromkeys(same, EMPTY)
            else:
                asked.append((book, same))
        self._tallies |= tallies(asked, self.books.last_recorded)

    def prepare_readings(self, keys: Iterable[str]) -> None:
        """Fetch all readings of indicators at once."""
        missing = [key for key in dict.fromkeys(keys) if key not in self._readings]
        if not missing:
            return
        found: dict[str, list[Reading]] = {key: [] for key in missing}
        for row in models.Reading.objects.filter(indicator__in=missing).select_related("recorded_by"):
            found[row.indicator].append(plain_reading(row))
        self._readings |= {key: tuple(readings) for key, readings in found.items()}


def _parted(lines: Iterable[Line]) -> Mapping[object, list[Line]]:
    found: dict[object, list[Line]] = {}
    for line in lines:
        found.setdefault(line.unit, []).append(line)
    return found


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
