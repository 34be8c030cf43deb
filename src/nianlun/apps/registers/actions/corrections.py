"""Setting right what was wrong, and going back to what stood before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from nianlun.apps.people.models import Role, User
from nianlun.apps.registers.actions.entries import changed_content
from nianlun.apps.registers.actions.moves import stage_named
from nianlun.apps.registers.actions.office import Work, work_on
from nianlun.apps.registers.actions.requirements import require, require_living, require_reason
from nianlun.apps.registers.actions.steps import finish, next_step
from nianlun.apps.registers.models import Act, State, Version
from nianlun.apps.registers.recording.content import content_of
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def correct_entry(
    *,
    entry_id: int,
    values: Mapping[str, Any],
    reason: str,
    by: User,
    at: datetime,
    corrects: int | None = None,
    expected_version: int | None = None,
    stage: str | None = None,
    classes: Iterable[str] | None = None,
    stored: bool = False,
) -> Version:
    """Say that a submitted entry was wrong from a version on, and what is right.

    `corrects` is the number of the version that was wrong first; none means the newest. A stage that was never
    reached is corrected here too, without asking for an allowed move.

    Raises:
        RefusedValuesError: readings are wrong or missing.
        RefusedError: `registers.entry.*`.
    """
    reason = require_reason(reason)
    work = work_on(entry_id, by=by, at=at, expected_version=expected_version)
    require_living(work)
    require(work.office, work.content.unit, Role.KEEP, Role.REVIEW)
    if work.content.state != State.FINAL:
        raise RefusedError("registers.entry.not_submitted", code=work.entry.code)
    content = changed_content(work, values, classes=classes, stored=stored)
    if stage is not None:
        content = replace(content, stage=stage_named(work.definition, stage).id)
    if content == work.content:
        raise RefusedError("registers.entry.nothing_changed", code=work.entry.code)
    wrong = version_numbered(work, corrects or work.head.number)
    step = next_step(work, content, Act.CORRECTED, reason=reason, corrects=wrong)
    return finish(work, step, reason=reason, corrects=wrong.number)


@transaction.atomic
def undo(
    *, entry_id: int, to: int, reason: str, by: User, at: datetime, expected_version: int | None = None
) -> Version:
    """Let an entry say again what it said in an earlier version; both stay.

    Raises:
        RefusedValuesError: it would be incomplete.
        RefusedError: `registers.entry.*`.
    """
    reason = require_reason(reason)
    work = work_on(entry_id, by=by, at=at, expected_version=expected_version)
    require(work.office, work.content.unit, Role.KEEP)
    if work.entry.merged_into_id is not None:
        raise RefusedError("registers.entry.dropped", code=work.entry.code)
    earlier = version_numbered(work, to)
    content = content_of(earlier)
    require(work.office, content.unit, Role.KEEP)
    if work.content.state == State.FINAL and content.state == State.DRAFT:
        content = replace(content, state=State.FINAL.value)
    if content == work.content:
        raise RefusedError("registers.entry.nothing_changed", code=work.entry.code)
    step = next_step(
        work, content, Act.UNDONE, reason=reason, detail={"to": to}, definition=earlier.definition
    )
    return finish(work, step, reason=reason, to=to)


def version_numbered(work: Work, number: int) -> Version:
    """An earlier version of the entry, or the newest.

    Raises:
        RefusedError: `registers.version.missing`.
    """
    found = (
        Version.objects.select_related("definition")
        .defer("definition__definition")
        .filter(entry=work.entry, number=number)
        .first()
    )
    if found is None:
        raise RefusedError("registers.version.missing", code=work.entry.code, version=number)
    return found
