"""A register while somebody works on it, and one of its entries under lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from nianlun.apps.people.models import User
from nianlun.apps.registers.definitions.slots import SlotMap, slots_of
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Entry, Register, RegisterVersion, Version
from nianlun.apps.registers.queries.naming import Names
from nianlun.apps.registers.queries.rights import Standing, standing_in
from nianlun.apps.registers.recording.content import Content, content_of
from nianlun.apps.registers.recording.heads import heads_of, locked
from nianlun.define.kinds.base import ReadContext
from nianlun.define.model import Register as Definition
from nianlun.kernel.errors import RefusedError


@dataclass(frozen=True)
class Office:
    """A register while somebody works on it: his rights, names, columns; made once for a whole bulk act."""

    register: Register
    standing: Standing
    slots: SlotMap
    names: Names = field(compare=False)
    by: User
    at: datetime

    @property
    def today(self) -> date:
        """The day of the act."""
        return timezone.localtime(self.at).date()

    @property
    def current(self) -> RegisterVersion:
        """The published definition.

        Raises:
            RefusedError: `registers.register.unpublished`.
        """
        if self.register.current is None:
            raise RefusedError("registers.register.unpublished", label=str(self.register))
        return self.register.current

    @property
    def context(self) -> ReadContext:
        """For reading values."""
        return ReadContext(lookup=self.names, today=self.today)


@dataclass(frozen=True)
class Work:
    """An entry under lock."""

    office: Office
    entry: Entry
    head: Version

    @property
    def definition(self) -> Definition:
        """The definition the entry is pinned to."""
        return definition_of(self.head.definition)

    @property
    def content(self) -> Content:
        """What stands now."""
        return content_of(self.head)


def office_for(register: Register, *, by: User, at: datetime) -> Office:
    """A register to be worked on.

    Raises:
        RefusedError: `registers.register.closed`.
    """
    if register.closed_at is not None:
        raise RefusedError("registers.register.closed", label=str(register))
    return Office(register, standing_in(by, register), slots_of(register), Names(by), by, at)


def work_on(entry_id: int, *, by: User, at: datetime, expected_version: int | None) -> Work:
    """One entry under lock, with the rights of whoever acts.

    Raises:
        RefusedError: `registers.entry.missing`, `registers.entry.changed_meanwhile`.
    """
    found = locked([entry_id])
    if not found:
        raise RefusedError("registers.entry.missing", id=entry_id)
    register = (
        Register.objects.select_related("current").defer("current__definition").get(pk=found[0].register_id)
    )
    return works_on(found, office_for(register, by=by, at=at), {entry_id: expected_version})[0]


def works_on(entries: list[Entry], office: Office, expected: Mapping[int, int | None]) -> list[Work]:
    """Entries of one register, locked already.

    Raises:
        RefusedError: `registers.entry.missing`, `registers.entry.changed_meanwhile`.
    """
    heads = heads_of(entries)
    works = []
    for entry in entries:
        head = heads.get(entry.pk)
        if head is None or entry.unit_id not in office.standing.rows:
            raise RefusedError("registers.entry.missing", id=entry.pk)
        refuse_changed(head, expected.get(entry.pk))
        works.append(Work(office, entry, head))
    return works


def refuse_changed(head: Version, expected: int | None) -> None:
    """Stop whoever looked at an older version.

    Raises:
        RefusedError: `registers.entry.changed_meanwhile`.
    """
    if expected is not None and head.number != expected:
        raise RefusedError(
            "registers.entry.changed_meanwhile",
            by=str(head.recorded_by),
            at=f"{timezone.localtime(head.recorded_at):%Y-%m-%d %H:%M}",
            version=head.number,
            expected=expected,
        )
