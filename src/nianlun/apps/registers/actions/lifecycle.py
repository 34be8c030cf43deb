"""Submitting entries, returning them, dropping them and taking them back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from nianlun.apps.people.models import Role, User
from nianlun.apps.registers.actions.office import Work, work_on
from nianlun.apps.registers.actions.requirements import require, require_living, require_reason
from nianlun.apps.registers.actions.steps import finish, next_step
from nianlun.apps.registers.models import Act, State, Version
from nianlun.apps.registers.recording.writing import Step
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def submit_entry(*, entry_id: int, by: User, at: datetime, expected_version: int | None = None) -> Version:
    """Let a draft count; from now on what is wrong in it is corrected, not overwritten.

    Raises:
        RefusedValuesError: readings are missing.
        RefusedError: `registers.entry.*`.
    """
    work = work_on(entry_id, by=by, at=at, expected_version=expected_version)
    return finish(work, submit_step(work))


def submit_step(work: Work) -> Step:
    """The version a submission makes."""
    require_living(work)
    require(work.office, work.content.unit, Role.KEEP)
    if work.content.state == State.FINAL:
        raise RefusedError("registers.entry.submitted_already", code=work.entry.code)
    content = replace(work.content, state=State.FINAL.value)
    return next_step(work, content, Act.SUBMITTED)


@transaction.atomic
def return_entry(
    *, entry_id: int, reason: str, by: User, at: datetime, expected_version: int | None = None
) -> Version:
    """Give a submitted entry back to its keeper, who makes it good and submits it again.

    Raises:
        RefusedError: `registers.entry.*`.
    """
    reason = require_reason(reason)
    work = work_on(entry_id, by=by, at=at, expected_version=expected_version)
    require_living(work)
    require(work.office, work.content.unit, Role.REVIEW)
    if work.content.state != State.FINAL:
        raise RefusedError("registers.entry.not_submitted", code=work.entry.code)
    content = replace(work.content, state=State.DRAFT.value)
    return finish(work, next_step(work, content, Act.RETURNED, reason=reason), reason=reason)


@transaction.atomic
def drop_entry(
    *, entry_id: int, reason: str, by: User, at: datetime, expected_version: int | None = None
) -> Version:
    """Take an entry out of the counts from now on; what it was stays as it was.

    Raises:
        RefusedError: `registers.entry.*`.
    """
    reason = require_reason(reason)
    work = work_on(entry_id, by=by, at=at, expected_version=expected_version)
    require_living(work)
    require(work.office, work.content.unit, Role.KEEP)
    content = replace(work.content, is_living=False)
    return finish(work, next_step(work, content, Act.DROPPED, reason=reason, check=False), reason=reason)


@transaction.atomic
def restore_entry(
    *, entry_id: int, reason: str, by: User, at: datetime, expected_version: int | None = None
) -> Version:
    """Take a dropped entry back.

    Raises:
        RefusedError: `registers.entry.*`.
    """
    reason = require_reason(reason)
    work = work_on(entry_id, by=by, at=at, expected_version=expected_version)
    require(work.office, work.content.unit, Role.KEEP)
    if work.content.is_living or work.entry.merged_into_id is not None:
        raise RefusedError("registers.entry.not_dropped", code=work.entry.code)
    content = replace(work.content, is_living=True)
    return finish(work, next_step(work, content, Act.RESTORED, reason=reason), reason=reason)
