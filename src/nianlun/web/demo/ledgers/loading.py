"""Carries the acts of the demo out, through the same checks, digests and audit rows as any other act.

What one person does in one register at one instant is written together; all of it stands or nothing does.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import transaction
from docx import Document

from nianlun.apps.audit.actions import record
from nianlun.apps.people.actions.accounts import system_user
from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.registers.actions.attachments import keep_file
from nianlun.apps.registers.actions.bulk import confirm_many
from nianlun.apps.registers.actions.codes import codes_for
from nianlun.apps.registers.actions.corrections import correct_entry
from nianlun.apps.registers.actions.definitions import apply_packs
from nianlun.apps.registers.actions.entries import (
    edit_step,
    first_content,
    first_step,
    new_entry,
)
from nianlun.apps.registers.actions.lifecycle import drop_entry, return_entry, submit_entry
from nianlun.apps.registers.actions.moves import hand_over, move_step
from nianlun.apps.registers.actions.office import Office, Work, office_for
from nianlun.apps.registers.actions.requirements import require, require_open_unit
from nianlun.apps.registers.actions.values import key_value_of, refuse_incomplete, refuse_taken_key
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Entry, Register, Version
from nianlun.apps.registers.recording.heads import heads_of, locked
from nianlun.apps.registers.recording.writing import Step, write
from nianlun.web.demo.ledgers import acts
from nianlun.web.demo.ledgers.acts import (
    Act,
    Confirm,
    Correct,
    Create,
    Drop,
    Edit,
    HandOver,
    Link,
    Move,
    Paper,
    Return,
    Submit,
    Values,
)
from nianlun.web.demo.ledgers.people_loading import load_people

Progress = Callable[[int, int, str], None]
"""Told how many acts are done, how many there are, and the month they are of."""

TOGETHER = (Edit, Move)
"""Changes that are written many at a time."""


def is_loaded() -> bool:
    """Whether the demo's own first entry is there."""
    first = acts()[0]
    return Entry.objects.filter(register__key=first.register, created_at=first.at).exists()


@transaction.atomic
def load_ledgers(*, password: str, at: datetime, progress: Progress) -> None:
    """Load the people and every act up to now, all or none; a second call does nothing."""
    if is_loaded():
        return
    done = [act for act in acts() if act.at <= at]
    apply_packs(by=system_user(), at=acts()[0].at - timedelta(days=1))
    load_people(password=password, at=at)
    desk = Desk()
    count = 0
    for group in _groups(done):
        desk.carry_out(group)
        count += len(group)
        progress(count, len(done), f"{group[0].at:%Y-%m}")


def _groups(every: Iterable[Act]) -> Iterator[list[Act]]:
    """Acts that can be written at once: of one register, person, instant and sort, and no entry twice."""
    for _, same in groupby(sorted(every, key=_place), key=_place):
        for _, alike in groupby(same, key=_sort):
            yield list(alike)


def _place(act: Act) -> tuple[datetime, str, str]:
    return act.at, act.register, act.by


def _sort(act: Act) -> str:
    """Acts that are written together share a sort; every other one stands for itself."""
    if isinstance(act, (Create, Confirm)):
        return type(act).__name__
    return "change" if isinstance(act, TOGETHER) else f"alone {act.ref}"


@dataclass
class Desk:
    """What is at hand while the acts are carried out."""

    users: dict[str, User] = field(
        default_factory=lambda: {each.username: each for each in User.objects.all()}
    )
    units: dict[str, Unit] = field(default_factory=lambda: {each.name: each for each in Unit.objects.all()})
    registers: dict[str, Register] = field(
        default_factory=lambda: {each.key: each for each in Register.objects.select_related("current")}
    )
    entries: dict[tuple[str, str], int] = field(default_factory=dict)
    """Numbers of entries by register and reference."""
    offices: dict[tuple[str, str], Office] = field(default_factory=dict)
    papers: dict[Paper, dict[str, Any]] = field(default_factory=dict)

    def carry_out(self, group: list[Act]) -> None:
        """One group of acts."""
        first = group[0]
        if isinstance(first, Create):
            self._create([act for act in group if isinstance(act, Create)])
        elif isinstance(first, Confirm):
            self._confirm(group)
        elif isinstance(first, TOGETHER):
            self._change(group)
        else:
            self._alone(first)

    def _office(self, act: Act) -> Office:
        key = (act.register, act.by)
        if key not in self.offices:
            self.offices[key] = office_for(self.registers[act.register], by=self.users[act.by], at=act.at)
        return replace(self.offices[key], at=act.at)

    def _create(self, group: list[Create]) -> None:
        office = self._office(group[0])
        definition = definition_of(office.current)
        units = [self.units[act.unit].pk for act in group]
        steps = []
        for act, unit, code in zip(group, units, codes_for(office, definition, units), strict=True):
            require(office, unit, Role.KEEP)
            require_open_unit(office, unit)
            content = first_content(
                office,
                definition,
                unit,
                self._raw(act.values),
                stage=act.stage,
                classes=act.classes,
                final=act.final,
            )
            key = key_value_of(definition, content)
            refuse_incomplete(office, definition, content, None)
            refuse_taken_key(office, key, None, definition)
            steps.append(first_step(office, new_entry(office, content, code, key), content))
        self._write(office, steps)
        for act, step in zip(group, steps, strict=True):
            self.entries[act.register, act.ref] = step.entry.pk

    def _confirm(self, group: list[Act]) -> None:
        first = group[0]
        numbers = dict.fromkeys(self.entries[act.register, act.ref] for act in group)
        confirm_many(
            register=self.registers[first.register], entries=numbers, by=self.users[first.by], at=first.at
        )

    def _change(self, group: list[Act]) -> None:
        office = self._office(group[0])
        numbers = [self.entries[act.register, act.ref] for act in group]
        found = {entry.pk: entry for entry in locked(numbers)}
        heads = heads_of(list(found.values()))
        works = [Work(office, found[number], heads[number]) for number in numbers]
        self._write(office, [self._step(act, work) for act, work in zip(group, works, strict=True)])

    def _step(self, act: Act, work: Work) -> Step:
        step: Step | None
        match act:
            case Edit():
                step = edit_step(work, self._raw(act.values), classes=act.classes, reason=act.reason)
            case Move():
                step = move_step(work, act.to, values=self._raw(act.values), reason=act.reason)
            case _:
                step = None
        if step is None:
            message = f"{act} changes nothing"
            raise AssertionError(message)
        return step

    def _write(self, office: Office, steps: list[Step]) -> list[Version]:
        versions = write(office.register, steps, by=office.by, at=office.at)
        for step, version in zip(steps, versions, strict=True):
            record(
                f"entry.{step.act.value}",
                step.entry,
                by=office.by,
                at=office.at,
                unit=Unit(pk=step.content.unit),
                register=office.register.key,
                version=version.number,
                digest=version.digest,
            )
        return versions

    def _alone(self, act: Act) -> None:
        common = {
            "entry_id": self.entries[act.register, act.ref],
            "by": self.users[act.by],
            "at": act.at,
        }
        match act:
            case Correct():
                values = self._raw(act.values)
                correct_entry(
                    **common, values=values, reason=act.reason, stage=act.stage, corrects=act.corrects
                )
            case HandOver():
                hand_over(**common, unit=self.units[act.unit], reason=act.reason)
            case Drop():
                drop_entry(**common, reason=act.reason)
            case Return():
                return_entry(**common, reason=act.reason)
            case Submit():
                submit_entry(**common)

    def _raw(self, values: Values) -> dict[str, Any]:
        """Values with the numbers of entries and the files that links and papers stand for."""
        return {key: self._meant(value) for key, value in values.items()}

    def _meant(self, value: Any) -> Any:
        if isinstance(value, Link):
            return self.entries[value.register, value.ref]
        if isinstance(value, Paper):
            if value not in self.papers:
                self.papers[value] = keep_file(name=value.name, content=_written(value), most_mb=1)
            return [self.papers[value]]
        return value


def _written(paper: Paper) -> io.BytesIO:
    document = Document()
    document.add_paragraph(paper.words)
    content = io.BytesIO()
    document.save(content)
    content.seek(0)
    return content
