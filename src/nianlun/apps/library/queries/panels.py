"""How much there is on each panel of a document."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from nianlun.apps.library.models import Commitment, Document, Figure, Link, Source, Tag
from nianlun.apps.library.queries.corrections import corrections_of
from nianlun.apps.library.queries.documents import readable
from nianlun.apps.library.queries.open_text import open_to, with_parts_closed_to
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Panels:
    """Numbers beside the names of the panels, and the tags."""

    figures: int
    commitments: int
    similar: int
    parts: int
    """In force."""
    corrections: int
    tags: tuple[Tag, ...]


def panels_of(user: User, document: Document) -> Panels:
    """The numbers of one document, of what the person may see of it."""
    return Panels(
        figures=open_to(user, Figure.objects.filter(document=document)).count(),
        commitments=open_to(user, Commitment.objects.filter(document=document)).count(),
        similar=Link.objects.filter(Q(first=document) | Q(second=document)).count(),
        parts=len(document.closed_spans),
        corrections=corrections_of(user, document).filter(withdrawn_at__isnull=True).count(),
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
    """Whether the person may read every document of the file, and every part of each, and with them the file."""
    return not _others_only(user, document).exists() and not closed_in_file(user, document).exists()


def closed_in_file(user: User, document: Document) -> QuerySet[Document]:
    """Documents of the same file of which the person may read some and not all."""
    readable_ones = readable(user).filter(source=document.source_id)
    return readable_ones.filter(pk__in=with_parts_closed_to(user).values("pk"))


def documents_of_file(user: User, document: Document) -> list[Document]:
    """All documents of the file, which leave together when the file does.

    Raises:
        RefusedError: `library.source.parts_closed` with the titles, `library.source.not_allowed`.
    """
    if _others_only(user, document).exists():
        raise RefusedError("library.source.not_allowed", id=document.pk)
    closed = list(closed_in_file(user, document).order_by("position").values_list("title", flat=True))
    if closed:
        raise RefusedError("library.source.parts_closed", titles="；".join(closed), number=len(closed))
    whole = Document.objects.filter(source=document.source_id).select_related("unit")
    return list(whole.defer("text", "outline").order_by("position"))


def _others_only(user: User, document: Document) -> QuerySet[Document]:
    whole = Document.objects.filter(source=document.source_id)
    return whole.exclude(pk__in=readable(user).values("pk"))


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
