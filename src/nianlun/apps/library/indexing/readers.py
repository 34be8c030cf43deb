"""Whom an entry of the index answers; the counterpart of `queries.open_text.index_tokens`."""

from __future__ import annotations

from nianlun.apps.library.models import Access, Document
from nianlun.apps.library.parting.spans import BITS
from nianlun.apps.library.queries.open_text import CUT

UNIT, PRIVATE = BITS[Access.UNIT], BITS[Access.PRIVATE]


def rights_of(document: Document, lacks: int) -> str:
    """The token a person must have to be answered from the entry of those who lack the rights `lacks`."""
    if document.access == Access.PRIVATE:
        return f"user:{document.owner_id}"
    held = document.closed_bits & ~lacks
    is_open = document.access == Access.PUBLIC and not held & UNIT
    place = "public" if is_open else f"unit:{document.unit_id}"
    return f"{place}+user:{document.owner_id}" if held & PRIVATE else place


def barred_to(document: Document, lacks: int) -> tuple[str, ...]:
    """Tokens of those who have a right that these readers lack, and find more in another entry."""
    if not lacks:
        return ()
    barred = [CUT]
    if lacks & UNIT:
        barred.append(f"unit:{document.unit_id}")
    if lacks & PRIVATE:
        barred.append(f"user:{document.owner_id}")
    return tuple(barred)
