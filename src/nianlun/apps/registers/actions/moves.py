"""Moving entries: to another stage, to another unit, to the newest definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.registers.actions.entries import changed_content
from nianlun.apps.registers.actions.office import Work, work_on
from nianlun.apps.registers.actions.requirements import (
    require,
    require_living,
    require_open_unit,
    require_reason,
)
from nianlun.apps.registers.actions.steps import finish, next_step
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Act, Version
from nianlun.apps.registers.recording.content import (
    Content,
    class_keys,
    stage_key,
    values_by_id,
    values_by_key,
)
from nianlun.apps.registers.recording.writing import Step
from nianlun.define.migrate import EntryState, migrate
from nianlun.define.model import Move, Stage
from nianlun.define.model import Register as Definition
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def move_stage(
    *,
    entry_id: int,
    to: str,
    by: User,
    at: datetime,
    values: Mapping[str, Any] | None = None,
    reason: str = "",
    expected_version: int | None = None,
    stored: bool = False,
) -> Version:
    """Take an entry a step further, with the readings the new stage asks for.

    Raises:
        RefusedValuesError: the stage asks for readings that are missing.
        RefusedError: `registers.entry.*`, `registers.stage.*`.
    """
    work = work_on(entry_id, by=by, at=at, expected_version=expected_version)
    before = stage_numbered(work.definition, work.content.stage)
    step = move_step(work, to, values=values or {}, reason=reason, stored=stored)
    return finish(work, step, to=to, before=before.key if before else None)


def move_step(
    work: Work, to: str, *, values: Mapping[str, Any], reason: str = "", stored: bool = False
) -> Step:
    """The version a move makes."""
    require_living(work)
    stage = stage_named(work.definition, to)
    move = move_to(work, stage)
    require(work.office, work.content.unit, *(str(role) for role in move.roles))
    if move.reason:
        reason = require_reason(reason)
    content = replace(changed_content(work, values, stored=stored), stage=stage.id)
    return next_step(work, content, Act.MOVED_STAGE, reason=reason.strip())


def stage_named(definition: Definition, key: str) -> Stage:
    """A stage by its key or label.

    Raises:
        RefusedError: `registers.stage.unknown`.
    """
    for each in definition.stages:
        if key in (each.key, each.label):
            return each
    raise RefusedError(
        "registers.stage.unknown", stage=key, known="、".join(each.label for each in definition.stages)
    )


def stage_numbered(definition: Definition, number: int | None) -> Stage | None:
    """A stage by its lasting number."""
    return next((each for each in definition.stages if each.id == number), None)


def move_to(work: Work, stage: Stage) -> Move:
    """The allowed move from where the entry stands.

    Raises:
        RefusedError: `registers.stage.not_allowed`.
    """
    here = stage_numbered(work.definition, work.content.stage)
    moves = here.moves_to if here is not None else ()
    for move in moves:
        if move.to == stage.key:
            return move
    labels = [work.definition.stage_by_key[move.to].label for move in moves]
    raise RefusedError(
        "registers.stage.not_allowed",
        code=work.entry.code,
        here=here.label if here else "-",
        stage=stage.label,
        known="、".join(labels) or "-",
    )


@transaction.atomic
def hand_over(
    *, entry_id: int, unit: Unit, reason: str, by: User, at: datetime, expected_version: int | None = None
) -> Version:
    """Give an entry to another unit, which keeps it from now on.

    Raises:
        RefusedError: `registers.entry.*`.
    """
    work = work_on(entry_id, by=by, at=at, expected_version=expected_version)
    step = hand_over_step(work, unit, reason)
    return finish(work, step, reason=step.reason, **step.detail)


def hand_over_step(work: Work, unit: Unit, reason: str) -> Step:
    """The version a hand-over makes."""
    reason = require_reason(reason)
    require_living(work)
    require(work.office, work.content.unit, Role.KEEP)
    require_open_unit(work.office, unit.pk)
    if unit.pk == work.content.unit:
        raise RefusedError("registers.entry.nothing_changed", code=work.entry.code)
    before = work.content.unit
    content = replace(work.content, unit=unit.pk)
    return next_step(work, content, Act.HANDED_OVER, reason=reason, detail={"before": before}, check=False)


@transaction.atomic
def upgrade_entry(*, entry_id: int, by: User, at: datetime, expected_version: int | None = None) -> Version:
    """Take an entry to the published definition: values by their lasting numbers, stages by theirs.

    Raises:
        RefusedValuesError: the new definition asks for what is missing.
        RefusedError: `registers.entry.*`.
    """
    work = work_on(entry_id, by=by, at=at, expected_version=expected_version)
    require_living(work)
    require(work.office, work.content.unit, Role.KEEP)
    newest = work.office.current
    if work.head.definition_id == newest.pk:
        raise RefusedError("registers.entry.newest_already", code=work.entry.code)
    content, lost = upgraded_content(work, definition_of(newest))
    detail = {"before": work.head.definition.number, "after": newest.number, "lost": lost}
    step = next_step(work, content, Act.UPGRADED, detail=detail, definition=newest)
    return finish(work, step, **detail)


def upgraded_content(work: Work, new: Definition) -> tuple[Content, list[str]]:
    """The content as another definition holds it, and keys of the fields it has no place for."""
    old, content = work.definition, work.content
    state = EntryState(
        values_by_key(old, content.values),
        stage_key(old, content.stage),
        tuple(sorted(class_keys(old, content.classes))),
    )
    migrated = migrate(state, old, new, work.office.names)
    stage = migrated.state.stage or (new.initial_stages[0].key if new.stages else None)
    classes = tuple(sorted(new.class_by_key[key].id for key in migrated.state.classes))
    upgraded = replace(
        content,
        stage=new.stage_by_key[stage].id if stage else None,
        classes=classes,
        values=values_by_id(new, {k: v for k, v in migrated.state.values.items() if v is not None}),
    )
    return upgraded, sorted(migrated.lost)
