"""Who may read a document, and taking a document out of the library."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.library.forgetting import forget_after_commit
from nianlun.apps.library.indexing import touch
from nianlun.apps.library.models import Access, Document, IndexRemoval
from nianlun.apps.library.parting.settling import settle
from nianlun.apps.library.queries.documents import AREA, is_system
from nianlun.apps.library.rights import document_to_change
from nianlun.apps.people.models import Unit, User
from nianlun.apps.people.queries import may
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def change_access(
    *, document_id: int, access: Access, by: User, at: datetime, unit: Unit | None = None
) -> Document:
    """Set who may read a document, and to which unit it belongs.

    Only its owner makes a document private, so that nobody locks others out of what is not his.

    Raises:
        RefusedError: `library.document.missing`, `library.document.not_allowed`, `library.document.not_owner`.
    """
    document = document_to_change(document_id, by)
    unit = unit or document.unit
    if not is_system(by) and access != Access.PRIVATE and not may(by, "keep", unit, AREA):
        raise RefusedError("library.document.not_allowed", id=document_id)
    if access == Access.PRIVATE and document.owner_id != by.pk:
        raise RefusedError("library.document.not_owner", id=document_id)
    before = {"access": document.access, "unit": document.unit_id}
    after = {"access": str(access), "unit": unit.pk}
    if before == after:
        return document
    document.access, document.unit = access, unit
    document.save(update_fields=["access", "unit"])
    settle(document)
    touch(document.pk)
    record("document.access_changed", document, by=by, at=at, unit=unit, before=before, after=after)
    return document


@transaction.atomic
def remove_document(*, document_id: int, by: User, at: datetime, reason: str) -> None:
    """Take a document out, with its findings; the audit row keeps what it was and why.

    With the last document of a file the file goes too, its bytes after the commit where nobody else needs them;
    it can be taken in again.

    Raises:
        RefusedError: `library.document.missing`, `library.document.not_allowed`, `library.document.reason_needed`.
    """
    if not reason.strip():
        raise RefusedError("library.document.reason_needed")
    document = document_to_change(document_id, by)
    record(
        "document.removed",
        document,
        by=by,
        at=at,
        unit=document.unit,
        reason=reason.strip(),
        source=document.source.name,
        sha256=document.source.sha256,
        position=document.position,
        digest=document.digest,
    )
    IndexRemoval.objects.get_or_create(document=document.pk)
    source = document.source
    document.delete()
    if not Document.objects.filter(source=source).exists():
        source.delete()
        forget_after_commit(source.sha256)
