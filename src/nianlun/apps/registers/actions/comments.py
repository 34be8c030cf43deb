"""Remarks on entries."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import Role, User
from nianlun.apps.registers.actions.office import work_on
from nianlun.apps.registers.actions.requirements import require
from nianlun.apps.registers.models import Comment
from nianlun.kernel.errors import RefusedError

LONGEST = 2_000


@transaction.atomic
def comment(*, entry_id: int, words: str, by: User, at: datetime) -> Comment:
    """Say something about an entry; whoever reads it may.

    Raises:
        RefusedError: `registers.entry.missing`, `registers.comment.empty`, `registers.comment.long`.
    """
    words = words.strip()
    if not words:
        raise RefusedError("registers.comment.empty")
    if len(words) > LONGEST:
        raise RefusedError("registers.comment.long", most=LONGEST)
    work = work_on(entry_id, by=by, at=at, expected_version=None)
    row = Comment.objects.create(entry=work.entry, words=words, written_at=at, written_by=by)
    record("entry.commented", work.entry, by=by, at=at, unit=work.entry.unit, comment=row.pk)
    return row


@transaction.atomic
def withdraw_comment(*, comment_id: int, by: User, at: datetime) -> Comment:
    """Take a remark back: one's own, or as administrator anybody's; a second time changes nothing.

    Raises:
        RefusedError: `registers.comment.missing`, `registers.entry.not_allowed`.
    """
    row = Comment.objects.select_for_update(of=("self",)).filter(pk=comment_id).first()
    if row is None:
        raise RefusedError("registers.comment.missing", id=comment_id)
    work = work_on(row.entry_id, by=by, at=at, expected_version=None)
    if row.written_by_id != by.pk:
        require(work.office, work.content.unit, Role.ADMINISTER)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = at, by
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        record("entry.comment_withdrawn", work.entry, by=by, at=at, unit=work.entry.unit, comment=row.pk)
    return row
