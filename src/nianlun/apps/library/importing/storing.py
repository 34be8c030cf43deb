"""One file that was read becomes rows; called inside the one transaction of its item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from nianlun.apps.audit.actions import record
from nianlun.apps.library.importing.linking import link_new
from nianlun.apps.library.models import (
    Access,
    Commitment,
    Document,
    Figure,
    ImportItem,
    ImportJob,
    Source,
    Tag,
)
from nianlun.apps.library.promises.proposing import propose_for_all
from nianlun.apps.library.reading import READER_VERSION, ReadFile


def shelf_of(job: ImportJob) -> str:
    """Where a file counts as the same file: one private shelf for each person, one open shelf for each unit."""
    return f"user:{job.created_by_id}" if job.access == Access.PRIVATE else f"unit:{job.unit_id}"


def source_of(job: ImportJob, sha256: str) -> Source | None:
    """The source this file already is, on the shelf of the delivery."""
    return Source.objects.filter(sha256=sha256, shelf=shelf_of(job)).first()


def store(read: ReadFile, *, item: ImportItem, job: ImportJob, at: datetime) -> Source:
    """Store a file with its documents, findings and links, and write the audit row."""
    source = Source.objects.create(
        **read.row,
        sha256=item.sha256,
        name=item.name,
        unit_id=job.unit_id,
        shelf=shelf_of(job),
        imported_at=at,
        imported_by_id=job.created_by_id,
    )
    documents = Document.objects.bulk_create(
        Document(
            source=source,
            access=job.access,
            unit_id=job.unit_id,
            owner_id=job.created_by_id,
            added_at=at,
            read_at=at,
            reader_version=READER_VERSION,
            **each.row,
        )
        for each in read.documents
    )
    pairs = list(zip(documents, read.documents, strict=True))
    figures = Figure.objects.bulk_create(
        (Figure(document=document, **row) for document, each in pairs for row in each.figures), batch_size=500
    )
    commitments = Commitment.objects.bulk_create(
        (Commitment(document=document, **row) for document, each in pairs for row in each.commitments),
        batch_size=500,
    )
    link_new(pairs)
    _tag(documents, job.tags)
    propose_for_all(documents)
    item.documents, item.figures, item.commitments = len(documents), len(figures), len(commitments)
    record(
        "source.imported",
        source,
        by=job.created_by,
        at=at,
        unit=job.unit,
        job=job.pk,
        documents=len(documents),
        figures=len(figures),
        commitments=len(commitments),
    )
    return source


def tags_named(names: Iterable[str]) -> list[Tag]:
    """The tags of these names; new ones are made."""
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    Tag.objects.bulk_create((Tag(name=name) for name in wanted), ignore_conflicts=True)
    return list(Tag.objects.filter(name__in=wanted))


def _tag(documents: Sequence[Document], names: Sequence[str]) -> None:
    if not names:
        return
    through = Document.tags.through
    tags = tags_named(names)
    through.objects.bulk_create(
        through(document_id=document.pk, tag_id=tag.pk) for document in documents for tag in tags
    )
