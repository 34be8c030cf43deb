"""How much there is on each panel of a document."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from nianlun.apps.library.models import Commitment, Correction, Document, Figure, Link, Source, Tag
from nianlun.apps.library.queries.documents import readable
from nianlun.apps.people.models import User


@dataclass(frozen=True, slots=True)
class Panels:
    """Numbers beside the names of the panels, and the tags."""

    figures: int
    commitments: int
    similar: int
    corrections: int
    tags: tuple[Tag, ...]


def panels_of(document: Document) -> Panels:
    """The numbers of one document."""
    return Panels(
        figures=Figure.objects.filter(document=document).count(),
        commitments=Commitment.objects.filter(document=document).count(),
        similar=Link.objects.filter(Q(first=document) | Q(second=document)).count(),
        corrections=Correction.objects.filter(document=document, withdrawn_at__isnull=True).count(),
        tags=tuple(document.tags.order_by("name")),
    )


def distinct_values(figures: QuerySet[Figure]) -> dict[str, list[str]]:
    """What the figures have to choose from: roles, kinds, sections, setters, base units, qualifiers."""
    found: dict[str, set[str]] = {name: set() for name in COLUMNS}
    for row in figures.order_by().values_list(*COLUMNS).distinct():
        for name, value in zip(COLUMNS, row, strict=True):
            if value:
                found[name].add(value)
    return {name: sorted(values) for name, values in found.items()}


COLUMNS = ("role", "kind", "section", "setter", "base_unit", "qualifier")


def may_read_source(user: User, document: Document) -> bool:
    """Whether the person may read every document of the file, and with them the file."""
    return whole_sources(readable(user)).filter(pk=document.source_id).exists()


def whole_sources(documents: QuerySet[Document]) -> QuerySet[Source]:
    """Files of which every document is among these, one at least."""
    inside = Document.objects.filter(source=OuterRef("pk"))
    return Source.objects.filter(Exists(inside), ~Exists(inside.exclude(pk__in=documents.values("pk"))))


def documents_by_source(user: User, source_ids: Collection[int]) -> dict[int, list[Document]]:
    """The documents the person may read of each file, in the order of the file."""
    found: dict[int, list[Document]] = {}
    documents = readable(user).filter(source__in=source_ids).only("pk", "title", "position", "source_id")
    for document in documents.order_by("source", "position"):
        found.setdefault(document.source_id, []).append(document)
    return found
