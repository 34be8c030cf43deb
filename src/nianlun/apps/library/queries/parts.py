"""The closed parts of a document, as a person may know of them."""

from __future__ import annotations

from dataclasses import dataclass

from nianlun.apps.library.models import ClosedPart, Document
from nianlun.apps.library.parting.places import Offered, offered_in
from nianlun.apps.library.parting.spans import is_stricter, touches
from nianlun.apps.library.queries.open_text import runs_closed_to
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError

OPENING_WORDS = 60
"""Characters shown of a part to those who may read it."""


@dataclass(frozen=True, slots=True)
class KnownPart:
    """A closed part; where the person may not read it, without its words and its reason."""

    part: ClosedPart
    is_open: bool
    """Whether the person may read it."""
    in_force: bool
    """Whether it closes anything: not lifted, and stricter than the document is now."""
    words: str
    """Its first characters."""

    @property
    def characters(self) -> int:
        """Its length."""
        return self.part.end - self.part.start


def parts_of(user: User, document: Document) -> list[KnownPart]:
    """All parts that were ever closed, those in force first, in the order of the text."""
    closed = runs_closed_to(user, document)
    known = []
    for part in ClosedPart.objects.filter(document=document).select_related("closed_by", "lifted_by"):
        in_force = part.lifted_at is None and is_stricter(part.access, document.access)
        is_open = not touches(closed, part.start, part.end)
        words = document.text[part.start : min(part.end, part.start + OPENING_WORDS)] if is_open else ""
        known.append(KnownPart(part, is_open, in_force, words))
    return sorted(known, key=lambda each: (each.part.lifted_at is not None, each.part.start, each.part.pk))


def part_of_document(user: User, document: Document, part_id: int) -> KnownPart:
    """One part in force or not.

    Raises:
        RefusedError: `library.part.missing`.
    """
    found = next((each for each in parts_of(user, document) if each.part.pk == part_id), None)
    if found is None:
        raise RefusedError("library.part.missing", id=part_id)
    return found


def offered_part(document: Document) -> Offered | None:
    """What platform marks of the file suggest to close, unless that is closed already or nobody else may read it."""
    if document.access == "private":
        return None
    offered = offered_in(document)
    if offered is None:
        return None
    closed = any(
        start <= offered.start and end >= offered.end for start, end, _access in document.closed_spans
    )
    return None if closed else offered
