"""Reading a document again with a newer reader; what people mended stays mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.library.importing.linking import relink
from nianlun.apps.library.indexing import touch
from nianlun.apps.library.mending.applying import Finding, reapply
from nianlun.apps.library.models import Commitment, Document, Figure
from nianlun.apps.library.parting.settling import settle
from nianlun.apps.library.reading import READER_VERSION, ReadDocument, Row, reread_text
from nianlun.apps.library.rights import document_to_change
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError

KEPT_ON_REREADING = frozenset({"position", "start", "title", "series", "text", "gaps", "characters"})
"""What splitting decided once and rereading leaves alone."""


def reread_document(*, document_id: int, by: User, at: datetime) -> Document:
    """Read the text of a document again and apply its corrections; those without a place become orphans.

    Reading comes before the transaction: the text of a document never changes.

    Raises:
        RefusedError: `library.document.missing`, `library.document.not_allowed`.
    """
    known = Document.objects.filter(pk=document_id).first()
    if known is None:
        raise RefusedError("library.document.missing", id=document_id)
    return _store(document_id, reread_text(known.title, known.text, known.gaps), by, at)


@transaction.atomic
def _store(document_id: int, read: ReadDocument, by: User, at: datetime) -> Document:
    document = document_to_change(document_id, by)
    version = document.reader_version
    signature = bytes(document.signature or b"")
    for name, value in read.row.items():
        if name not in KEPT_ON_REREADING:
            setattr(document, name, value)
    document.read_at, document.reader_version = at, READER_VERSION
    document.save()
    _reconcile(Figure, document, read.figures)
    _reconcile(Commitment, document, read.commitments)
    orphans = reapply(document)
    if document.closed_bits:
        settle(document, signature_before=signature)
    elif signature != bytes(read.row["signature"] or b""):
        relink(document, read.keys)
    touch(document.pk)
    record(
        "document.reread",
        document,
        by=by,
        at=at,
        unit=document.unit,
        version_before=version,
        version=READER_VERSION,
        orphans=orphans,
    )
    document.refresh_from_db()
    return document


def _reconcile(model: type[Figure | Commitment], document: Document, rows: Iterable[Row]) -> None:
    """Make the findings those of the new reading; one at the same place keeps its key and what hangs on it.

    A commitment whose outcome a person confirmed stays, even where the reader no longer finds it.
    """
    known: dict[tuple[int, int], list[Finding]] = {}
    for finding in model.objects.filter(document=document).order_by("pk"):
        known.setdefault((finding.start, finding.end), []).append(finding)
    for row in rows:
        same = known.get((row["start"], row["end"]))
        finding = same.pop(0) if same else model(document=document)
        _fill(finding, row)
        finding.save()
    gone = [finding.pk for findings in known.values() for finding in findings]
    leftover = model.objects.filter(pk__in=gone)
    if model is Commitment:
        leftover = leftover.exclude(outcome__confirmed_at__isnull=False)
    leftover.delete()


def _fill(finding: Finding, row: Mapping[str, Any]) -> None:
    for name, value in row.items():
        setattr(finding, name, value)
    finding.corrected = False
