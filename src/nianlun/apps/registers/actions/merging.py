"""Entries that are one and the same thing: one is kept, the other goes into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import Role, User
from nianlun.apps.registers.actions.entries import edit_step
from nianlun.apps.registers.actions.office import office_for, works_on
from nianlun.apps.registers.actions.requirements import require, require_living, require_reason
from nianlun.apps.registers.actions.steps import finish, next_step
from nianlun.apps.registers.models import Act, Entry, NotDuplicate, Register, Version
from nianlun.apps.registers.recording.heads import locked
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def merge_entries(
    *,
    keep: int,
    merge: int,
    reason: str,
    by: User,
    at: datetime,
    values: Mapping[str, Any] | None = None,
    expected: Mapping[int, int | None] | None = None,
) -> Version:
    """Keep one of two entries of a register; the other no longer counts and says where it went.

    `values` are readings the kept one takes over. Gives the last version of the entry that was merged.

    Raises:
        RefusedValuesError: readings are wrong.
        RefusedError: `registers.entry.*`, `registers.merge.*`.
    """
    reason = require_reason(reason)
    kept, gone = _pair(keep, merge)
    register = (
        Register.objects.select_related("current").defer("current__definition").get(pk=kept.register_id)
    )
    office = office_for(register, by=by, at=at)
    works = works_on([kept, gone], office, expected or {})
    for work in works:
        require_living(work)
        require(office, work.content.unit, Role.KEEP)
    content = replace(works[1].content, is_living=False)
    step = next_step(works[1], content, Act.MERGED, reason=reason, detail={"into": kept.pk}, check=False)
    version = finish(works[1], step, reason=reason, into=kept.code)
    Entry.objects.filter(pk=gone.pk).update(merged_into=kept)
    Entry.objects.filter(merged_into=gone).update(merged_into=kept)
    taken_over = edit_step(works[0], values, reason=reason) if values else None
    if taken_over is not None:
        finish(works[0], taken_over, merged=gone.code)
    return version


def _pair(keep: int, merge: int) -> tuple[Entry, Entry]:
    found = {entry.pk: entry for entry in locked([keep, merge])}
    if keep == merge:
        raise RefusedError("registers.merge.itself")
    for number in (keep, merge):
        if number not in found:
            raise RefusedError("registers.entry.missing", id=number)
    if found[keep].register_id != found[merge].register_id:
        raise RefusedError("registers.merge.other_register")
    return found[keep], found[merge]


@transaction.atomic
def say_not_duplicates(*, first: int, second: int, by: User, at: datetime) -> NotDuplicate:
    """Say that two entries that look alike are two; they are not shown as likely duplicates again.

    Raises:
        RefusedError: `registers.entry.*`, `registers.merge.*`.
    """
    one, other = _pair(min(first, second), max(first, second))
    register = Register.objects.select_related("current").defer("current__definition").get(pk=one.register_id)
    office = office_for(register, by=by, at=at)
    for work in works_on([one, other], office, {}):
        require(office, work.content.unit, Role.KEEP)
    row, made = NotDuplicate.objects.get_or_create(
        first=one, second=other, defaults={"told_at": at, "told_by": by}
    )
    if made:
        record("entry.not_duplicate", one, by=by, at=at, unit=one.unit, other=other.code)
    return row
