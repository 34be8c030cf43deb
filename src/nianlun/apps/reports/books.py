"""Entries as reports see them: as known at an instant, with the corrections made afterwards.

What happened after the day of a report does not make its numbers wrong; what turned out to have been wrong on
that day does: a correction, an entry that was dropped or merged, one that was entered too late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from django.db.models import Q

from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Act, Register, State, Version
from nianlun.apps.registers.recording.content import class_keys, stage_key, translated, values_by_key
from nianlun.apps.registers.recording.writing import in_parts
from nianlun.define.model import Register as Definition
from nianlun.reckon.history import PlainHistory
from nianlun.reckon.versions import EntryVersion, Ledger, version_at

REVISIONS = frozenset({Act.CORRECTED, Act.UNDONE})
ENDINGS = {Act.DROPPED: False, Act.MERGED: False, Act.RESTORED: True}


@dataclass(frozen=True, kw_only=True)
class Instants:
    """What counts: known by an instant, with corrections recorded between two others."""

    known_at: datetime
    since: datetime
    until: datetime


@dataclass(frozen=True, kw_only=True)
class Book:
    """Registers of a report; of their entries only those that are looked at are fetched."""

    rows: Mapping[str, Register]
    """By key."""
    registers: Mapping[str, Definition]
    """Their present definitions."""
    instants: Instants
    _entries: dict[str, dict[int, tuple[EntryVersion, ...]]] = field(default_factory=dict, compare=False)

    def entries(self, register: str, numbers: Iterable[int]) -> dict[int, tuple[EntryVersion, ...]]:
        """Versions of entries by their numbers; those not looked at before are fetched together."""
        known = self._entries.setdefault(register, {})
        wanted = list(dict.fromkeys(numbers))
        for part in in_parts([number for number in wanted if number not in known]):
            known |= dict.fromkeys(part, ())
            for version in _versions(self.rows[register], self.registers[register], part, self.instants):
                known[version.entry] = (*known[version.entry], version)
        return {number: known[number] for number in wanted}

    def standing(self, register: str, numbers: Iterable[int], at: datetime) -> dict[int, EntryVersion]:
        """Entries as they stood at an instant."""
        found = {n: version_at(all_, at) for n, all_ in self.entries(register, numbers).items()}
        return {number: version for number, version in found.items() if version is not None}

    @cached_property
    def revised(self) -> Mapping[str, frozenset[int]]:
        """Entries of which something was recorded afterwards that says how they stood; one query."""
        since, until = max(self.instants.since, self.instants.known_at), self.instants.until
        if until <= since:
            return {}
        telling = Q(number=1) | Q(act__in=[*REVISIONS, *ENDINGS])
        keys = {row.pk: key for key, row in self.rows.items()}
        found: dict[str, set[int]] = {}
        late = Version.objects.filter(
            telling, register__in=keys, recorded_at__gt=since, recorded_at__lte=until
        )
        for register, entry in late.order_by().values_list("register", "entry"):
            found.setdefault(keys[register], set()).add(entry)
        return {key: frozenset(entries) for key, entries in found.items()}

    @cached_property
    def ledger(self) -> Ledger:
        """The revised entries with all that is known of them, for plain counting."""
        entries = {key: self.entries(key, sorted(numbers)) for key, numbers in self.revised.items()}
        return Ledger(registers=self.registers, entries=entries)


def book_of(keys: Iterable[str], instants: Instants) -> Book:
    """The registers of a report."""
    found = Register.objects.filter(key__in=set(keys), current__isnull=False).select_related("current")
    rows = {each.key: each for each in found}
    definitions = {key: definition_of(row.current) for key, row in rows.items() if row.current}
    return Book(rows=rows, registers=definitions, instants=instants)


def _versions(
    register: Register, definition: Definition, entries: Iterable[int], instants: Instants
) -> Iterator[EntryVersion]:
    known_at, until = instants.known_at, instants.until
    rows = Version.objects.filter(
        register=register, entry__in=list(entries), recorded_at__lte=max(known_at, until)
    )
    by_entry: dict[int, list[Version]] = {}
    for row in rows.select_related("definition").defer("definition__definition").order_by("entry", "number"):
        by_entry.setdefault(row.entry_id, []).append(row)
    for all_ in by_entry.values():
        yield from _revised(all_, definition, known_at, max(instants.since, known_at))


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


def history_of(book: Book) -> PlainHistory:
    """Tells what happened to the entries that were revised."""
    return PlainHistory(book.ledger)


def entry_standing(book: Book, register: str, entry: int, at: datetime) -> EntryVersion | None:
    """An entry of a register as it stood."""
    return book.standing(register, [entry], at).get(entry) if register in book.rows else None
