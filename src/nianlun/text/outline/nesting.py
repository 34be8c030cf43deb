"""Depth in the tree and faults in the numbering, from marks in the order they first appear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nianlun.text.model import Heading
from nianlun.text.outline.candidates import LAST, RUN_IN, Candidate, Style

_CLOSING = frozenset({"结束语", "结语", "后记"})
"""Titles of what belongs to the whole, not to the part before it."""
_FAR = 100
"""Items within which an outer numbering must go on."""
_CERTAIN_RUN = 3
"""Items a numbering has at least that begins anew right under a heading of its own style."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A heading on the way from the top of the tree to where we are."""

    candidate: Candidate
    number: int


def nest(candidates: Iterable[Candidate]) -> tuple[Heading, ...]:
    """Headings with their depth; a mark style seen under a parent comes back at the same depth."""
    ordered = sorted(candidates, key=lambda candidate: candidate.start)
    fresh = set(_begins_inside(ordered))
    path: list[_Step] = []
    last: dict[Style, int] = {}
    headings: list[Heading] = []
    for place, own in enumerate(ordered):
        depth = len(path) if place in fresh else _depth(path, own, ordered, place)
        before = path[depth] if depth < len(path) and path[depth].candidate.style == own.style else None
        fault = None if place in fresh else _fault(own, before, last)
        number = (before.number if before else 0) + 1 if own.number == LAST else own.number
        path[depth:] = [_Step(own, number)]
        last[own.style] = number
        headings.append(Heading(own.level, own.marker, own.text, own.start, own.end, fault, depth))
    return tuple(headings)


def _depth(path: list[_Step], own: Candidate, ordered: list[Candidate], place: int) -> int:
    same = [depth for depth in range(len(path) - 1, -1, -1) if path[depth].candidate.style == own.style]
    if same:
        return next((depth for depth in same if path[depth].number + 1 == own.number), same[0])
    if own.style == "bare" and own.text in _CLOSING:
        return 0
    depth = len(path)
    while depth and not _may_stand_under(path[depth - 1].candidate, own, ordered, place):
        depth -= 1
    return depth


def _may_stand_under(parent: Candidate, own: Candidate, ordered: list[Candidate], place: int) -> bool:
    """Whether a heading can be the parent of one that usually stands above it, or outside its enumeration.

    A run-in item is in its own paragraph; elsewhere, and against the usual order of marks, only where the
    parent's numbering goes on afterwards.
    """
    if parent.level == RUN_IN and parent.paragraph == own.paragraph:
        return True
    if parent.level != RUN_IN and (parent.level <= own.level or own.level == 0):
        return own.style not in ("part", "chapter") or parent.style in ("part", "bare", "bare_part")
    if own.level == 0 or own.number != 1:
        return False
    for later in ordered[place + 1 :]:
        if later.style == parent.style:
            return parent.number < later.number
        if later.level < own.level:
            return False
    return False


def _begins_inside(ordered: list[Candidate]) -> Iterator[int]:
    """Places where a numbering begins anew inside one of the same style that goes on afterwards.

    In 三、 … 第一， … 一、二、四个 … 四、 the inner 一、 opens a level of its own.
    """
    by_style: dict[Style, list[int]] = {}
    for place, candidate in enumerate(ordered):
        if candidate.level in (1, 2, 3):
            by_style.setdefault(candidate.style, []).append(place)
    for places in by_style.values():
        for position in range(1, len(places)):
            upper, own = ordered[places[position - 1]], ordered[places[position]]
            between = ordered[places[position - 1] + 1 : places[position]]
            if own.number != 1 or any(other.level < own.level for other in between):
                continue
            later = [ordered[place].number for place in places[position + 1 : position + _FAR]]
            if _goes_on_outside(later, upper.number) if between else _runs_past(later, upper.number):
                yield places[position]


def _runs_past(numbers: Sequence[int], outer: int) -> bool:
    """Whether the numbers after an inner 1 pass the next one of the outer sequence, which then comes again."""
    run = 1
    for number in numbers:
        if number != run + 1:
            return number == outer + 1 and run >= max(number, _CERTAIN_RUN)
        run = number
    return False


def _goes_on_outside(numbers: Iterable[int], outer: int) -> bool:
    """Whether the numbers after an inner 1 run on and then leave off for the outer sequence."""
    expected = 2
    for number in numbers:
        if number == expected and number != outer + 1:
            expected += 1
            continue
        return number == outer + 1 and number != expected
    return False


def _fault(own: Candidate, before: _Step | None, last: dict[Style, int]) -> str | None:
    """`sequence` where the number is neither the next one nor a fair beginning."""
    if own.level == 0 or own.number == LAST:
        return None
    if before is None:
        return None if own.number in (1, last.get(own.style, 0) + 1) else "sequence"
    if own.number == before.number + 1:
        return None
    if own.number == 1 and own.level == RUN_IN and before.candidate.paragraph != own.paragraph:
        return None
    return "sequence"
