"""Making entries and keeping them up to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.registers.actions.codes import codes_for
from nianlun.apps.registers.actions.office import Office, Work, office_for, work_on
from nianlun.apps.registers.actions.requirements import require, require_living, require_open_unit
from nianlun.apps.registers.actions.steps import finish, next_step
from nianlun.apps.registers.actions.values import (
    gives_unique,
    hold_unique,
    key_value_of,
    read_changes,
    refuse_incomplete,
    refuse_taken_key,
)
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Act, Entry, Register, State, Version
from nianlun.apps.registers.recording.checking import defaults_of
from nianlun.apps.registers.recording.content import Content
from nianlun.apps.registers.recording.writing import Step, write
from nianlun.define.model import Register as Definition
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def create_entry(
    *,
    register: Register,
    unit: Unit,
    values: Mapping[str, Any],
    by: User,
    at: datetime,
    stage: str = "",
    classes: Iterable[str] = (),
    final: bool = False,
    stored: bool = False,
) -> Entry:
    """Add an entry, as a draft or submitted at once; `values` by field key, as typed or in stored form.

    Raises:
        RefusedValuesError: readings are wrong or missing.
        RefusedError: `registers.entry.*`, `registers.register.*`, `registers.stage.*`.
    """
    office = office_for(register, by=by, at=at)
    definition = definition_of(office.current)
    require(office, unit.pk, Role.KEEP)
    require_open_unit(office, unit.pk)
    content = first_content(
        office, definition, unit.pk, values, stage=stage, classes=classes, final=final, stored=stored
    )
    if gives_unique(definition, None, content):
        hold_unique(office)
    key = key_value_of(definition, content)
    refuse_incomplete(office, definition, content, None)
    refuse_taken_key(office, key, None, definition)
    code = codes_for(office, definition, [unit.pk])[0]
    entry = new_entry(office, content, code, key)
    version = write(office.register, [first_step(office, entry, content)], by=by, at=at)[0]
    record(
        "entry.created",
        entry,
        by=by,
        at=at,
        unit=unit,
        register=register.key,
        version=1,
        digest=version.digest,
    )
    return entry


def first_content(
    office: Office,
    definition: Definition,
    unit: int,
    values: Mapping[str, Any],
    *,
    stage: str = "",
    classes: Iterable[str] = (),
    final: bool = False,
    stored: bool = False,
) -> Content:
    """What a new entry says."""
    read = read_changes(office, definition, unit, values, stored=stored)
    content = Content(
        unit=unit,
        stage=first_stage(definition, stage),
        classes=class_numbers(definition, classes),
        state=State.FINAL if final else State.DRAFT,
    )
    return content.with_values({**defaults_of(definition, office.context), **read})


def new_entry(office: Office, content: Content, code: str, key: str) -> Entry:
    """An entry that is not saved yet."""
    return Entry(
        register=office.register,
        code=code,
        key_value=key,
        unit_id=content.unit,
        created_at=office.at,
        created_by=office.by,
    )


def first_step(office: Office, entry: Entry, content: Content) -> Step:
    """The first version of an entry; it keeps the number, so that a changed number is found."""
    return Step(
        entry=entry, content=content, act=Act.CREATED, definition=office.current, detail={"code": entry.code}
    )


def first_stage(definition: Definition, key: str) -> int | None:
    """Number of the stage a new entry begins in.

    Raises:
        RefusedError: `registers.stage.not_initial`.
    """
    if not definition.stages:
        return None
    beginnings = definition.initial_stages
    for each in beginnings:
        if key in ("", each.key, each.label):
            return each.id
    raise RefusedError(
        "registers.stage.not_initial", stage=key, known="、".join(each.label for each in beginnings)
    )


def class_numbers(definition: Definition, keys: Iterable[str]) -> tuple[int, ...]:
    """Numbers of lists.

    Raises:
        RefusedError: `registers.class.unknown`, `registers.class.several`.
    """
    found = set()
    for key in keys:
        each = next((each for each in definition.classes if key in (each.key, each.label)), None)
        if each is None:
            raise RefusedError(
                "registers.class.unknown",
                name=key,
                known="、".join(each.label for each in definition.classes),
            )
        found.add(each.id)
    if len(found) > 1 and not definition.several_classes:
        raise RefusedError("registers.class.several")
    return tuple(sorted(found))


@transaction.atomic
def edit_entry(
    *,
    entry_id: int,
    values: Mapping[str, Any],
    by: User,
    at: datetime,
    expected_version: int | None = None,
    classes: Iterable[str] | None = None,
    reason: str = "",
    stored: bool = False,
) -> Version | None:
    """Change readings of an entry; None where nothing changes.

    A draft stays a draft. A submitted entry is *updated*: the world has moved on, and it must stay complete.
    What was wrong from the beginning is corrected, which is another act.

    Raises:
        RefusedValuesError: readings are wrong or missing.
        RefusedError: `registers.entry.*`.
    """
    work = work_on(entry_id, by=by, at=at, expected_version=expected_version)
    step = edit_step(work, values, classes=classes, reason=reason, stored=stored)
    return None if step is None else finish(work, step)


def edit_step(
    work: Work,
    values: Mapping[str, Any],
    *,
    classes: Iterable[str] | None = None,
    reason: str = "",
    stored: bool = False,
) -> Step | None:
    """The version an edit makes; None where nothing changes."""
    require_living(work)
    require(work.office, work.content.unit, Role.KEEP)
    content = changed_content(work, values, classes=classes, stored=stored)
    if content == work.content:
        return None
    act = Act.UPDATED if content.state == State.FINAL else Act.EDITED
    return next_step(work, content, act, reason=reason.strip())


def changed_content(
    work: Work, values: Mapping[str, Any], *, classes: Iterable[str] | None = None, stored: bool = False
) -> Content:
    """What an entry says with some readings changed."""
    read = read_changes(work.office, work.definition, work.content.unit, values, stored=stored)
    content = work.content.with_values(read)
    return content if classes is None else replace(content, classes=class_numbers(work.definition, classes))


@transaction.atomic
def confirm_entry(*, entry_id: int, by: User, at: datetime, expected_version: int | None = None) -> Version:
    """Say that an entry stands as it is: 本月无变化; this counts as bringing it up to date.

    Raises:
        RefusedError: `registers.entry.*`.
    """
    work = work_on(entry_id, by=by, at=at, expected_version=expected_version)
    return finish(work, confirm_step(work))


def confirm_step(work: Work) -> Step:
    """The version a confirmation makes."""
    require_living(work)
    require(work.office, work.content.unit, Role.KEEP)
    return next_step(work, work.content, Act.CONFIRMED, check=False)
