"""Closing a part of a document to some of its readers, and opening it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.library.indexing import touch
from nianlun.apps.library.models import Access, ClosedPart, Document
from nianlun.apps.library.parting.places import title_end, trimmed
from nianlun.apps.library.parting.settling import settle
from nianlun.apps.library.parting.spans import BITS, is_stricter
from nianlun.apps.library.queries.documents import readable
from nianlun.apps.library.queries.open_text import closed_bits, is_system
from nianlun.apps.library.reading import clipped
from nianlun.apps.library.rights import document_to_change
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def close_part(
    *, document_id: int, start: int, end: int, access: Access, reason: str, by: User, at: datetime
) -> ClosedPart:
    """Close a stretch of a document to all but its unit, or but its owner; `start` and `end` count in its text.

    White space at either end is left open. Only the owner of the document makes a part private, so that nobody
    locks others out of what is not his.

    Raises:
        RefusedError: `library.document.missing`, `library.document.not_allowed`, `library.part.reason_needed`,
            `library.part.place`, `library.part.title`, `library.part.not_stricter`, `library.part.not_owner`,
            `library.part.closed_already`.
    """
    if not reason.strip():
        raise RefusedError("library.part.reason_needed")
    document = document_to_change(document_id, by)
    start, end = _place(document, start, end)
    if not is_stricter(access, document.access):
        raise RefusedError("library.part.not_stricter")
    if access == Access.PRIVATE and document.owner_id != by.pk:
        raise RefusedError("library.part.not_owner", id=document_id)
    standing = ClosedPart.objects.filter(
        document=document, lifted_at__isnull=True, start__lte=start, end__gte=end
    )
    if any(not is_stricter(access, part.access) for part in standing):
        raise RefusedError("library.part.closed_already", start=start, end=end)
    part = ClosedPart.objects.create(
        document=document,
        start=start,
        end=end,
        access=access,
        reason=clipped(reason.strip(), 500) or "",
        closed_at=at,
        closed_by=by,
    )
    _settled(document)
    record(
        "document.part_closed", document, by=by, at=at, unit=document.unit,
        part=part.pk, start=start, end=end, access=str(access), reason=part.reason,
    )  # fmt: skip
    return part


@transaction.atomic
def lift_part(*, part_id: int, reason: str, by: User, at: datetime) -> ClosedPart:
    """Open a part again to all who may read the document; only somebody who may read the part himself.

    Raises:
        RefusedError: `library.part.missing`, `library.document.not_allowed`, `library.part.not_reader`,
            `library.part.reason_needed`.
    """
    part = ClosedPart.objects.filter(pk=part_id, lifted_at__isnull=True).first()
    if part is None or not (is_system(by) or readable(by).filter(pk=part.document_id).exists()):
        raise RefusedError("library.part.missing", id=part_id)
    document = document_to_change(part.document_id, by)
    part = ClosedPart.objects.select_for_update().filter(pk=part_id, lifted_at__isnull=True).first()
    if part is None:
        raise RefusedError("library.part.missing", id=part_id)
    if closed_bits(by, document) & BITS[part.access]:
        raise RefusedError("library.part.not_reader")
    if not reason.strip():
        raise RefusedError("library.part.reason_needed")
    part.lifted_at, part.lifted_by = at, by
    part.lift_reason = clipped(reason.strip(), 500) or ""
    part.save()
    _settled(document)
    record(
        "document.part_lifted", document, by=by, at=at, unit=document.unit,
        part=part.pk, start=part.start, end=part.end, access=part.access, reason=part.lift_reason,
    )  # fmt: skip
    return part


def _place(document: Document, start: int, end: int) -> tuple[int, int]:
    if not 0 <= start < end <= len(document.text):
        raise RefusedError("library.part.place", start=start, end=end, most=len(document.text))
    first, last = trimmed(document.text, start, end)
    if first >= last:
        raise RefusedError("library.part.place", start=start, end=end, most=len(document.text))
    if first < title_end(document):
        raise RefusedError("library.part.title")
    return first, last


def _settled(document: Document) -> None:
    settle(document)
    touch(document.pk)
