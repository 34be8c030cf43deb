"""Links between entries, beyond the fields of their registers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import Role, User
from nianlun.apps.registers.actions.office import work_on
from nianlun.apps.registers.actions.requirements import require
from nianlun.apps.registers.models import EntryLink
from nianlun.kernel.errors import RefusedError

LONGEST = 200


@transaction.atomic
def link_entries(*, source: int, target: int, by: User, at: datetime, words: str = "") -> EntryLink:
    """Link an entry one keeps to one that one reads; a link that is there stays as it is.

    Raises:
        RefusedError: `registers.entry.*`, `registers.link.itself`.
    """
    if source == target:
        raise RefusedError("registers.link.itself")
    work = work_on(source, by=by, at=at, expected_version=None)
    require(work.office, work.content.unit, Role.KEEP)
    other = work_on(target, by=by, at=at, expected_version=None)
    there = EntryLink.objects.filter(source=source, target=target, unlinked_at__isnull=True).first()
    if there is not None:
        return there
    row = EntryLink.objects.create(
        source=work.entry, target=other.entry, words=words.strip()[:LONGEST], linked_at=at, linked_by=by
    )
    record("entry.linked", work.entry, by=by, at=at, unit=work.entry.unit, target=target, link=row.pk)
    return row


@transaction.atomic
def unlink_entries(*, link_id: int, by: User, at: datetime) -> EntryLink:
    """End a link; a second time changes nothing.

    Raises:
        RefusedError: `registers.link.missing`, `registers.entry.not_allowed`.
    """
    row = EntryLink.objects.select_for_update(of=("self",)).filter(pk=link_id).first()
    if row is None:
        raise RefusedError("registers.link.missing", id=link_id)
    work = work_on(row.source_id, by=by, at=at, expected_version=None)
    require(work.office, work.content.unit, Role.KEEP)
    if row.unlinked_at is None:
        row.unlinked_at, row.unlinked_by = at, by
        row.save(update_fields=["unlinked_at", "unlinked_by"])
        record("entry.unlinked", work.entry, by=by, at=at, unit=work.entry.unit, link=row.pk)
    return row
