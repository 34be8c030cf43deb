"""The registers as plain reckoning sees them: as known at an instant, with the corrections made afterwards.

What happened after the day of a report does not make its numbers wrong; what turned out to have been wrong on
that day does: a correction, an entry that was dropped or merged, one that was entered too late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Act, Register, State, Version
from nianlun.apps.registers.recording.content import class_keys, stage_key, translated, values_by_key
from nianlun.define.expressions.situation import Situation
from nianlun.define.model import IndicatorDef
from nianlun.define.model import Register as Definition
from nianlun.reckon.asking import Question
from nianlun.reckon.counting import PlainSource
from nianlun.reckon.history import PlainHistory
from nianlun.reckon.periods import happened_in, span
from nianlun.reckon.results import Counted, Reading, Tally
from nianlun.reckon.versions import EntryVersion, Ledger, ledger_of

REVISIONS = frozenset({Act.CORRECTED, Act.UNDONE})
ENDINGS = {Act.DROPPED: False, Act.MERGED: False, Act.RESTORED: True}
BEGINNING = date(1900, 1, 1)
NOTHING = Tally(number=0, read=0, total=Decimal(0))
"""Of a register that is not installed."""


@dataclass(frozen=True, kw_only=True)
class Book(Ledger):
    """A ledger that remembers what it has looked up."""

    _standing: dict[Any, dict[int, EntryVersion]] = field(default_factory=dict, compare=False)
    _situations: dict[Any, Situation] = field(default_factory=dict, compare=False)

    def standing(self, register: str, at: datetime) -> dict[int, EntryVersion]:
        """The entries of a register as they stood."""
        if (register, at) not in self._standing:
            self._standing[register, at] = super().standing(register, at)
        return self._standing[register, at]

    def situation(self, register: Definition, version: EntryVersion, question: Question) -> Situation:
        """An entry as conditions see it."""
        key = (register.key, version.entry, version.number, version.recorded_at, question.as_of)
        if key not in self._situations:
            self._situations[key] = super().situation(register, version, question)
        return self._situations[key]


def book_of(
    keys: Iterable[str], *, known_at: datetime, since: datetime, until: datetime, readings: Iterable[Reading]
) -> Book:
    """Registers as known at an instant, with revisions recorded between two later ones."""
    rows = {each.key: each for each in Register.objects.filter(key__in=set(keys)).select_related("current")}
    definitions = {key: definition_of(row.current) for key, row in rows.items() if row.current}
    versions = [
        (key, version)
        for key in definitions
        for version in _versions(rows[key], definitions[key], known_at, max(since, known_at), until)
    ]
    ledger = ledger_of(definitions, versions)
    return Book(registers=definitions, entries=ledger.entries, readings=tuple(readings))


def _versions(
    register: Register, definition: Definition, known_at: datetime, since: datetime, until: datetime
) -> Iterator[EntryVersion]:
    rows = Version.objects.filter(register=register, recorded_at__lte=max(known_at, until))
    entry: list[Version] = []
    rows = rows.select_related("definition").defer("definition__definition").order_by("entry", "number")
    for row in rows.iterator(chunk_size=2000):
        if entry and entry[0].entry_id != row.entry_id:
            yield from _revised(entry, definition, known_at, since)
            entry = []
        entry.append(row)
    if entry:
        yield from _revised(entry, definition, known_at, since)


def _revised(
    rows: list[Version], definition: Definition, known_at: datetime, since: datetime
) -> Iterator[EntryVersion]:
    stood: frozenset[str] = frozenset()
    base: EntryVersion | None = None
    before: EntryVersion | None = None
    for row in rows:
        here = _plain(row, definition, stood)
        stood = here.stood
        if row.recorded_at <= known_at:
            base = here
            yield here
        elif row.recorded_at > since:
            made = _revision(base, before, here, row, created=rows[0].recorded_at > since)
            if made is not None:
                base = made
                yield made
        before = here


def _revision(
    base: EntryVersion | None, before: EntryVersion | None, here: EntryVersion, row: Version, *, created: bool
) -> EntryVersion | None:
    """What a later version says of how the entry stood then; None where it says nothing of it."""
    if base is None or (created and row.act not in ENDINGS):
        return here if created else None
    if row.act in ENDINGS:
        return replace(base, number=here.number, recorded_at=here.recorded_at, is_living=ENDINGS[row.act])
    if row.act not in REVISIONS or before is None:
        return None
    values = dict(base.values)
    for key in before.values.keys() | here.values.keys():
        old, new = before.values.get(key), here.values.get(key)
        if old != new and base.values.get(key) == old:
            values.pop(key, None)
            values |= {} if new is None else {key: new}
    same_stage = base.stage == before.stage
    return replace(
        base,
        number=here.number,
        recorded_at=here.recorded_at,
        is_correction=True,
        values=values,
        stage=here.stage if same_stage else base.stage,
        stood=here.stood if same_stage else base.stood,
        classes=here.classes if base.classes == before.classes else base.classes,
        unit=here.unit if base.unit == before.unit else base.unit,
        reason=here.reason,
    )


def _plain(row: Version, definition: Definition, stood: frozenset[str]) -> EntryVersion:
    own = definition_of(row.definition)
    values = values_by_key(definition, translated(row.values, own, definition))
    stage = stage_key(definition, row.stage)
    return EntryVersion(
        entry=row.entry_id,
        number=row.number,
        recorded_at=row.recorded_at,
        unit=row.unit_id,
        stage=stage,
        stood=stood | ({stage} if stage else frozenset()),
        classes=class_keys(definition, tuple(row.classes)),
        values=values,
        is_final=row.state == State.FINAL,
        is_living=row.is_living,
        is_correction=row.act == Act.CORRECTED,
        reason=row.reason,
    )


@dataclass(frozen=True)
class BookSource:
    """Counts a book; what was counted once is remembered.

    An entry first recorded after the report counts only where its date lies on or before the day asked about.
    """

    book: Book
    known_at: datetime
    _counted: dict[Any, tuple[Counted, ...]] = field(default_factory=dict, compare=False)
    _tallies: dict[Any, Tally] = field(default_factory=dict, compare=False)

    def tally(self, indicator: IndicatorDef, question: Question) -> Tally:
        """Totals only."""
        if indicator.register not in self.book.registers:
            return NOTHING
        key = (indicator, question)
        if key not in self._tallies:
            self._tallies[key] = PlainSource(self._seen(indicator, question)).tally(indicator, question)
        return self._tallies[key]

    def counted(self, indicator: IndicatorDef, question: Question) -> tuple[Counted, ...]:
        """Every entry that counts."""
        if indicator.register not in self.book.registers:
            return ()
        key = (indicator, question)
        if key not in self._counted:
            self._counted[key] = PlainSource(self._seen(indicator, question)).counted(indicator, question)
        return self._counted[key]

    def readings(self, indicator: IndicatorDef, question: Question) -> tuple[Reading, ...]:
        """Readings known by then."""
        return PlainSource(self.book).readings(indicator, question)

    def _seen(self, indicator: IndicatorDef, question: Question) -> Ledger:
        """The book without late entries that lie after the day."""
        key = indicator.register
        entries = self.book.entries.get(key, {})
        late = {number for number, all_ in entries.items() if all_[0].recorded_at > self.known_at}
        if not late:
            return self.book
        kept = {
            number: all_
            for number, all_ in entries.items()
            if number not in late or self._is_earlier(indicator, all_[-1], question)
        }
        return Book(registers=self.book.registers, entries={key: kept})

    def _is_earlier(self, indicator: IndicatorDef, version: EntryVersion, question: Question) -> bool:
        if not indicator.date:
            return False
        register = self.book.registers[indicator.register]
        term = self.book.situation(register, version, question).term(indicator.date)
        return happened_in(span(BEGINNING, question.as_of), term)


def history_of(book: Book) -> PlainHistory:
    """Tells what happened to the entries of a book."""
    return PlainHistory(book)


def entry_standing(book: Book, register: str, entry: int, at: datetime) -> EntryVersion | None:
    """An entry of a book as it stood."""
    return book.standing(register, at).get(entry)


Entries = Mapping[int, EntryVersion]
