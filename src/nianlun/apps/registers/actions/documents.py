"""Links between entries and documents of the library."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.library.queries.documents import readable_document
from nianlun.apps.people.models import Role, User
from nianlun.apps.registers.actions.links import LONGEST
from nianlun.apps.registers.actions.office import work_on
from nianlun.apps.registers.actions.requirements import require
from nianlun.apps.registers.models import EntryDocument
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def link_document(
    *, entry_id: int, document_id: int, by: User, at: datetime, words: str = ""
) -> EntryDocument:
    """Link an entry one keeps to a document one may read; a link that is there stays as it is.

    Raises:
        RefusedError: `registers.entry.*`, `library.document.missing`.
    """
    work = work_on(entry_id, by=by, at=at, expected_version=None)
    require(work.office, work.content.unit, Role.KEEP)
    document = readable_document(by, document_id)
    there = EntryDocument.objects.filter(entry=entry_id, document=document, unlinked_at__isnull=True).first()
    if there is not None:
        return there
    row = EntryDocument.objects.create(
        entry=work.entry, document=document, words=words.strip()[:LONGEST], linked_at=at, linked_by=by
    )
    record(
        "entry.document_linked",
        work.entry,
        by=by,
        at=at,
        unit=work.entry.unit,
        document=document.pk,
        link=row.pk,
    )
    return row


@transaction.atomic
def unlink_document(*, link_id: int, by: User, at: datetime) -> EntryDocument:
    """End a link; a second time changes nothing.

    Raises:
        RefusedError: `registers.link.missing`, `registers.entry.not_allowed`.
    """
    row = EntryDocument.objects.select_for_update(of=("self",)).filter(pk=link_id).first()
    if row is None:
        raise RefusedError("registers.link.missing", id=link_id)
    work = work_on(row.entry_id, by=by, at=at, expected_version=None)
    require(work.office, work.content.unit, Role.KEEP)
    if row.unlinked_at is None:
        row.unlinked_at, row.unlinked_by = at, by
        row.save(update_fields=["unlinked_at", "unlinked_by"])
        record("entry.document_unlinked", work.entry, by=by, at=at, unit=work.entry.unit, link=row.pk)
    return row
