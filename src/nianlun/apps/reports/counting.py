"""Counting for reports: the index answers for what stood on the day, plain Python for the few entries revised since."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nianlun.apps.indicators.queries.counting import DatabaseSource
from nianlun.apps.reports.books import Book
from nianlun.define.model import IndicatorDef
from nianlun.define.reading.periods import read_period
from nianlun.reckon.asking import Question
from nianlun.reckon.counting import Line, PlainSource, tally_of
from nianlun.reckon.periods import happened_in, span
from nianlun.reckon.results import Counted, Reading, Tally
from nianlun.reckon.versions import EntryVersion, Ledger

BEGINNING = date(1900, 1, 1)


@dataclass(frozen=True)
class ReportSource:
    """Counts what a report says of its day.

    An entry first recorded after the report counts only where its date lies on or before the day asked about.
    """

    database: DatabaseSource
    book: Book
    _lines: dict[Any, list[Line]] = field(default_factory=dict, compare=False)
    _tallies: dict[Any, Tally] = field(default_factory=dict, compare=False)

    def tally(self, indicator: IndicatorDef, question: Question) -> Tally:
        """Totals of the entries that count; they are at hand, as a report keeps them all."""
        key = (indicator, question)
        if key not in self._tallies:
            self._tallies[key] = tally_of(self._counting(indicator, question))
        return self._tallies[key]

    def counted(self, indicator: IndicatorDef, question: Question) -> tuple[Counted, ...]:
        """Every entry that counts."""
        if self.book.revised.get(indicator.register):
            return tuple(line.counted for line in self._counting(indicator, question))
        return self.database.counted(indicator, self._on_the_day(question))

    def readings(self, indicator: IndicatorDef, question: Question) -> tuple[Reading, ...]:
        """Readings known on the day, corrections of them, and those entered later for spans that were over on it."""
        day, at = self.book.instants.known_at, self.book.ledger.instant(question)
        known: dict[int, Reading] = {}
        for each in sorted(self.database.entered(indicator.key), key=lambda one: (one.entered_at, one.id)):
            was_over = read_period(each.period).last <= question.as_of
            if each.entered_at <= day or (each.entered_at <= at and (was_over or each.replaces in known)):
                known[each.id] = each
        return PlainSource(Ledger(registers={}, readings=tuple(known.values()))).readings(indicator, question)

    def _on_the_day(self, question: Question) -> Question:
        return question.known(self.book.instants.known_at)

    def _counting(self, indicator: IndicatorDef, question: Question) -> list[Line]:
        standing = self.database.lines(indicator, self._on_the_day(question))
        revised = self.book.revised.get(indicator.register)
        if not revised:
            return standing
        key = (indicator, question)
        if key not in self._lines:
            kept = [line for line in standing if line.counted.entry not in revised]
            plain = PlainSource(self._seen(indicator, question)).lines(indicator, question)
            found = [*kept, *plain]
            self._lines[key] = sorted(found, key=lambda line: line.counted.entry)
        return self._lines[key]

    def _seen(self, indicator: IndicatorDef, question: Question) -> Ledger:
        """The revised entries without late ones that lie after the day."""
        ledger, key = self.book.ledger, indicator.register
        known_at = self.book.instants.known_at
        kept = {
            number: all_
            for number, all_ in ledger.entries.get(key, {}).items()
            if all_ and (all_[0].recorded_at <= known_at or self._is_earlier(indicator, all_[-1], question))
        }
        return Ledger(registers=ledger.registers, entries={key: kept})

    def _is_earlier(self, indicator: IndicatorDef, version: EntryVersion, question: Question) -> bool:
        if not indicator.date:
            return False
        register = self.book.registers[indicator.register]
        term = self.book.ledger.situation(register, version, question).term(indicator.date)
        return happened_in(span(BEGINNING, question.as_of), term)
