"""Documents a person may read, one document with all that belongs to it, and its likenesses."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from nianlun.apps.library.models import Access, Document, Link, Tag
from nianlun.apps.library.parting.spans import comparable
from nianlun.apps.library.queries.open_text import AREA, as_read, is_system
from nianlun.apps.people.models import User
from nianlun.apps.people.queries import units_of
from nianlun.kernel.errors import RefusedError
from nianlun.text.model import Difference
from nianlun.text.similarity import differences


@dataclass(frozen=True, slots=True)
class SimilarDocument:
    """A near-duplicate of a document, or one that holds most of it."""

    document: Document
    similarity: float
    """Share of characters both have in the same order, 0 to 1."""
    containment: float
    """Share of the shorter one's shingles found in the longer one, 0 to 1."""
    leaks: int
    """Number of places where one tells what the other masks."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents side by side; offsets count in the `text` of each."""

    first: Document
    second: Document
    differences: tuple[Difference, ...]


def readable(user: User) -> QuerySet[Document]:
    """Documents the person may read: public, of his units, and his own private ones; the system reads all."""
    if is_system(user):
        return Document.objects.all()
    if not user.is_authenticated or not user.is_active:
        return Document.objects.none()
    return Document.objects.filter(
        Q(access=Access.PUBLIC)
        | Q(access=Access.UNIT, unit__in=units_of(user, "read", AREA))
        | Q(access=Access.PRIVATE, owner=user)
    )


def editable(user: User) -> QuerySet[Document]:
    """Documents the person may correct, tag, reread: of the units where he may write, and his own."""
    if is_system(user):
        return Document.objects.all()
    if not user.is_authenticated or not user.is_active:
        return Document.objects.none()
    mine = Q(owner=user, access=Access.PRIVATE)
    return Document.objects.filter(
        mine | (~Q(access=Access.PRIVATE) & Q(unit__in=units_of(user, "keep", AREA)))
    )


def readable_document(user: User, document_id: int) -> Document:
    """One document as the person may read it, with source, unit and owner at hand.

    Raises:
        RefusedError: `library.document.missing`, also where the person may not know that it exists.
    """
    document = readable(user).select_related("source", "unit", "owner").filter(pk=document_id).first()
    if document is None:
        raise RefusedError("library.document.missing", id=document_id)
    return as_read(user, document)


def may_edit(user: User, document: Document) -> bool:
    """Whether the person may change this document."""
    return editable(user).filter(pk=document.pk).exists()


def similar_to(user: User, document: Document) -> list[SimilarDocument]:
    """Near-duplicates the person may read, the most alike first."""
    links = Link.objects.filter(Q(first=document) | Q(second=document)).order_by(
        "-similarity", "-containment", "pk"
    )
    pairs = [(link, link.second_id if link.first_id == document.pk else link.first_id) for link in links]
    others = (
        readable(user).select_related("source", "unit").defer("text").in_bulk([other for _, other in pairs])
    )
    return [
        SimilarDocument(others[other], link.similarity, link.containment, link.leaks)
        for link, other in pairs
        if other in others
    ]


def compare(user: User, first_id: int, second_id: int) -> Comparison:
    """The differences of what the person may read of two documents, aligned.

    A difference that undoes a mask is a `leak`.

    Raises:
        RefusedError: `library.document.missing`.
    """
    first, second = readable_document(user, first_id), readable_document(user, second_id)
    found = differences(
        comparable(first, first.closed_to_reader), comparable(second, second.closed_to_reader),
        first.text, second.text,
    )  # fmt: skip
    return Comparison(first, second, found)


def neighbours(user: User, document: Document) -> QuerySet[Document]:
    """The documents of the same source the person may read, in the order of the file."""
    return readable(user).filter(source=document.source_id).order_by("position").defer("text")


def tags_in_use(user: User) -> QuerySet[Tag]:
    """Tags of documents the person may read, with their `number`, the most used first."""
    return (
        Tag.objects.filter(documents__in=readable(user))
        .annotate(number=Count("documents", distinct=True))
        .order_by("-number", "name")
    )


def latest(user: User, number: int = 20) -> QuerySet[Document]:
    """The documents that came in last."""
    return readable(user).select_related("unit", "source").defer("text").order_by("-added_at", "-pk")[:number]
