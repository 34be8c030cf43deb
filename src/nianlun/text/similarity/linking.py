"""The pieces of one file, each with those that are nearly the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from nianlun.text.model import Piece, Similar
from nianlun.text.similarity.candidates import candidate_pairs
from nianlun.text.similarity.differences import compare, flipped
from nianlun.text.similarity.shingles import Shingles, containment, shingles

SIMILARITY = 0.5
"""From here on two texts are listed as similar."""
CONTAINMENT = 0.7
"""From here on a text counts as a copy of a part of another ..."""
SHORTEST_COPY = 200
"""... if it has at least so many characters."""
_WORTH_ALIGNING = 0.25
"""Texts of which less is common are not alike character by character either."""
_FEW = 40


def link_similar(pieces: Sequence[Piece], source: str = "") -> tuple[Piece, ...]:
    """The pieces of one file, each with its near-duplicates among the others; `source` is the file's text."""
    if len(pieces) < 2:
        return tuple(pieces)
    sets = [shingles(piece.body.text) for piece in pieces]
    links: dict[int, list[Similar]] = {}
    for one, other in _pairs(sets):
        for place, link in _link(pieces, sets, one, other, source):
            links.setdefault(place, []).append(link)
    return tuple(
        replace(piece, similar=tuple(sorted(links[place], key=lambda link: (-link.similarity, link.piece))))
        if place in links
        else piece
        for place, piece in enumerate(pieces)
    )


def is_similar(similarity: float, contained: float, shorter: int) -> bool:
    """Whether two texts are listed as similar; `contained` and `shorter` are of the shorter of the two."""
    return similarity >= SIMILARITY or (contained >= CONTAINMENT and shorter >= SHORTEST_COPY)


def _pairs(sets: Sequence[Shingles]) -> list[tuple[int, int]]:
    return list(combinations(range(len(sets)), 2)) if len(sets) <= _FEW else candidate_pairs(sets)


def _link(
    pieces: Sequence[Piece], sets: Sequence[Shingles], one: int, other: int, source: str
) -> Iterator[tuple[int, Similar]]:
    there, back = containment(sets[one], sets[other])
    if max(there, back) < _WORTH_ALIGNING:
        return
    found = compare(pieces[one].body, pieces[other].body, source, source)
    shorter = min(len(pieces[one].body.text), len(pieces[other].body.text))
    if is_similar(found.similarity, max(there, back), shorter):
        yield (
            one,
            Similar(pieces[other].index, round(found.similarity, 4), round(there, 4), found.differences),
        )
        yield (
            other,
            Similar(
                pieces[one].index,
                round(found.similarity, 4),
                round(back, 4),
                tuple(flipped(difference) for difference in found.differences),
            ),
        )
