"""Pairs of documents of which one tells what the other masks."""

from __future__ import annotations

from dataclasses import dataclass

from nianlun.apps.library.models import Document, Link
from nianlun.apps.library.queries.documents import editable
from nianlun.apps.people.models import User

MOST_LOOKED_AT = 500
"""The latest pairs; the start page need not go through the whole library."""


@dataclass(frozen=True, slots=True)
class LeakingPair:
    """Two documents the person may change."""

    first: Document
    second: Document
    leaks: int


def leaking_pairs(user: User, *, number: int = 10) -> tuple[LeakingPair, ...]:
    """The latest of them, with the titles at hand."""
    links = list(
        Link.objects.filter(leaks__gt=0)
        .order_by("-pk")
        .values_list("first_id", "second_id", "leaks")[:MOST_LOOKED_AT]
    )
    wanted = {document for first, second, _leaks in links for document in (first, second)}
    own = editable(user).only("pk", "title").in_bulk(wanted)
    pairs = [
        LeakingPair(own[first], own[second], leaks)
        for first, second, leaks in links
        if first in own and second in own
    ]
    return tuple(pairs[:number])
