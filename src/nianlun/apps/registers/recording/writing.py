"""Versions are written here and nowhere else: one or ten thousand at a time, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.module_loading import import_string

from nianlun.apps.people.models import User
from nianlun.apps.registers.definitions.slots import slots_of
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import (
    Act,
    DailyRoot,
    Entry,
    ImportBatch,
    IndexRow,
    Register,
    RegisterVersion,
    Version,
)
from nianlun.apps.registers.recording.content import Content
from nianlun.apps.registers.recording.digests import digest_of_version
from nianlun.apps.registers.recording.indexing import Carried, carried_from, insert_rows, local_day, row_of
from nianlun.kernel.errors import RefusedError

AT_ONCE = 500
"""Rows of one statement; SQLite counts each value of a statement."""
CLOCKS_DIFFER = timedelta(minutes=5)
"""How far the clock may be behind the last version; within that, the new one is put right after it."""
INSTANT = timedelta(milliseconds=1)
"""Versions are told apart by milliseconds: what a program is given as JSON can be asked for again."""

Thing = TypeVar("Thing")


@dataclass(frozen=True, kw_only=True)
class Step:
    """A version to be written."""

    entry: Entry
    """The entry, locked, or not yet saved where this is its first version."""
    content: Content
    act: Act
    definition: RegisterVersion
    previous: Version | None = None
    """The newest version; none for a new entry."""
    reason: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)
    corrects: Version | None = None
    key_value: str | None = None
    """What the import knows the entry by from now on; None: as before."""


def in_parts(things: Sequence[Thing], size: int = AT_ONCE) -> Iterator[Sequence[Thing]]:
    """The things, so many at a time."""
    for start in range(0, len(things), size):
        yield things[start : start + size]


def write(
    register: Register, steps: Sequence[Step], *, by: User, at: datetime, batch: ImportBatch | None = None
) -> list[Version]:
    """Write versions, their index rows, and where the entries stand now; the caller holds the locks.

    Raises:
        RefusedError: `registers.entry.clock_behind`, `registers.day.closed`, and what the guards refuse.
    """
    if not steps:
        return []
    for guard in settings.ENTRY_GUARDS:
        refuse: Callable[[Register, Sequence[Step]], None] = import_string(guard)
        refuse(register, steps)
    versions = [_version(register, step, by=by, at=at, batch=batch) for step in steps]
    _refuse_closed_day(register, min(version.recorded_at for version in versions))
    _make_entries([step.entry for step in steps if step.previous is None])
    for step, version in zip(steps, versions, strict=True):
        version.entry = step.entry
        version.digest = digest_of_version(version, step.definition.digest)
    Version.objects.bulk_create(versions, batch_size=AT_ONCE)
    _index(register, steps, versions)
    _move_entries(steps)
    return versions


def _make_entries(entries: Sequence[Entry]) -> None:
    """Save new entries; another may have taken a key since it was asked for.

    Raises:
        RefusedError: `registers.entry.key_taken_meanwhile`.
    """
    try:
        with transaction.atomic():
            Entry.objects.bulk_create(entries, batch_size=AT_ONCE)
    except IntegrityError as error:
        raise RefusedError("registers.entry.key_taken_meanwhile") from error


def _version(register: Register, step: Step, *, by: User, at: datetime, batch: ImportBatch | None) -> Version:
    content, previous = step.content, step.previous
    return Version(
        register=register,
        number=1 if previous is None else previous.number + 1,
        definition=step.definition,
        unit_id=content.unit,
        stage=content.stage,
        classes=sorted(content.classes),
        values=dict(content.values),
        state=str(content.state),
        is_living=content.is_living,
        act=str(step.act),
        reason=step.reason,
        detail=dict(step.detail),
        corrects=step.corrects,
        batch=batch,
        recorded_at=_after(previous, at),
        recorded_by=by,
        previous_digest="" if previous is None else previous.digest,
    )


def _after(previous: Version | None, at: datetime) -> datetime:
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    if previous is None or at > previous.recorded_at:
        return at
    if at < previous.recorded_at - CLOCKS_DIFFER:
        raise RefusedError("registers.entry.clock_behind", at=at, last=previous.recorded_at)
    return previous.recorded_at + INSTANT


def _refuse_closed_day(register: Register, at: datetime) -> None:
    day = local_day(at)
    if DailyRoot.objects.filter(register=register, day__gte=day).exists():
        raise RefusedError("registers.day.closed", day=day, label=str(register))


def _index(register: Register, steps: Sequence[Step], versions: Sequence[Version]) -> None:
    slots = slots_of(register)
    before = _rows_before(register, [step.previous.pk for step in steps if step.previous is not None])
    rows = []
    for step, version in zip(steps, versions, strict=True):
        old = before.get(step.previous.pk) if step.previous is not None else None
        carried = carried_from(old) if old is not None else Carried()
        rows.append(row_of(version, step.entry.code, definition_of(step.definition), slots, carried))
    insert_rows(rows, slots)
    _supersede(register, steps, versions)


def _rows_before(register: Register, ids: Sequence[int]) -> dict[int, IndexRow]:
    found: dict[int, IndexRow] = {}
    for part in in_parts(ids):
        rows = IndexRow.objects.filter(register=register, version__in=part)
        for row in rows.only("register", "version", "updated_at", "stood", "stage"):
            found[row.version_id] = row
    return found


def _supersede(register: Register, steps: Sequence[Step], versions: Sequence[Version]) -> None:
    """Close the rows before; mostly all at one instant."""
    by_instant: dict[datetime, list[int]] = {}
    for step, version in zip(steps, versions, strict=True):
        if step.previous is not None:
            by_instant.setdefault(version.recorded_at, []).append(step.previous.pk)
    for at, ids in by_instant.items():
        for part in in_parts(ids):
            IndexRow.objects.filter(register=register, version__in=part).update(superseded_at=at)


def _move_entries(steps: Sequence[Step]) -> None:
    going_on = [step for step in steps if step.previous is not None]
    for part in in_parts([step.entry.pk for step in going_on]):
        Entry.objects.filter(pk__in=part).update(newest=F("newest") + 1)
    changed: list[Entry] = []
    for step in going_on:
        entry, content = step.entry, step.content
        entry.newest += 1
        key = entry.key_value if step.key_value is None else step.key_value
        now = (content.unit, content.is_living, key)
        if (entry.unit_id, entry.is_living, entry.key_value) != now:
            entry.unit_id, entry.is_living, entry.key_value = now
            changed.append(entry)
    Entry.objects.bulk_update(changed, ["unit", "is_living", "key_value"], batch_size=100)
