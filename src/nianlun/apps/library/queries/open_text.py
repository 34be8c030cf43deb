"""What of a document may this reader read: the one place that answers it, for its text and for what was found in it.

A document may hold parts that are closed to some of its readers. `as_read` gives it as a person may read it, with
a filler for each character he may not; `open_to` leaves out the figures and commitments he may not see. The index
holds an entry for each kind of reader, and `index_tokens` says whose entries a person is answered from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q, QuerySet

from nianlun.apps.library.models import Commitment, Document, Figure
from nianlun.apps.library.parting.spans import BITS, Run, cut_out, runs_of
from nianlun.apps.people.models import User
from nianlun.apps.people.queries import SYSTEM_USERNAME, units_of

AREA = "library"
UNIT, PRIVATE = BITS["unit"], BITS["private"]
Finding = TypeVar("Finding", Figure, Commitment)


@dataclass(frozen=True, slots=True)
class IndexTokens:
    """Which entries of the index answer a person."""

    rights: tuple[str, ...] | None
    """An entry must have one of these; None asks for none."""
    barred: tuple[str, ...]
    """And must not be barred to any of these: who may read a part is not answered without it."""


def is_system(user: User) -> bool:
    """Whether this is the account by which the command line and the clock act; nobody can sign in with it."""
    return user.username == SYSTEM_USERNAME


def closed_bits(user: User, document: Document) -> int:
    """The rights asked for by parts of the document that the person has not; 0 where he may read all of it."""
    if not document.closed_bits or is_system(user):
        return 0
    lacks = 0
    if document.closed_bits & UNIT and document.unit_id not in units_of(user, "read", AREA):
        lacks |= UNIT
    if document.closed_bits & PRIVATE and document.owner_id != user.pk:
        lacks |= PRIVATE
    return lacks


def as_read(user: User, document: Document) -> Document:
    """The document as the person may read it; such a copy cannot be saved.

    Its text keeps its length, so that all offsets hold; `closed_to_reader` says what was cut out.
    """
    bits = closed_bits(user, document)
    if not bits:
        return document
    cut = cut_out(document, bits)
    document.text, document.gaps = cut.text, cut.gaps
    document.outline, document.sections = cut.outline, cut.sections
    document.closed_to_reader = cut.runs
    return document


def open_to(user: User, findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Those of the findings that no part closed to the person holds; his right to the documents is another matter."""
    if is_system(user):
        return findings
    closed = findings.model.objects.filter(needs__gt=0).filter(_lacking(user, "needs", "document__"))
    return findings.exclude(pk__in=closed.order_by().values("pk"))


def with_parts_closed_to(user: User) -> QuerySet[Document]:
    """Documents of which the person may not read every part."""
    if is_system(user):
        return Document.objects.none()
    return Document.objects.filter(closed_bits__gt=0).filter(_lacking(user, "closed_bits", ""))


def runs_closed_to(user: User, document: Document) -> tuple[Run, ...]:
    """The stretches of the document the person may not read, in order."""
    return runs_of(document.closed_spans, closed_bits(user, document))


def index_tokens(user: User) -> IndexTokens:
    """What an entry of the index must have, and must not have, to be found by the person."""
    if is_system(user):
        return IndexTokens(None, (CUT,))
    if not user.is_authenticated or not user.is_active:
        return IndexTokens((), ())
    units = [f"unit:{unit}" for unit in sorted(units_of(user, "read", AREA))]
    owner = f"user:{user.pk}"
    places = ["public", *units]
    return IndexTokens((*places, owner, *(f"{place}+{owner}" for place in places)), (*units, owner))


CUT = "cut"
"""Bars every entry that leaves parts out."""


def _lacking(user: User, bits: str, document: str) -> Q:
    """Rows whose rights, in the column `bits`, the person has not all of."""
    units = units_of(user, "read", AREA)
    stranger = Q(**{f"{bits}__in": (UNIT, UNIT | PRIVATE)}) & ~Q(**{f"{document}unit__in": units})
    another = Q(**{f"{bits}__in": (PRIVATE, UNIT | PRIVATE)})
    return stranger | (another & ~Q(**{f"{document}owner": user.pk}) if user.pk else another)
