"""The text of a document as a page shows it: lines, headings, findings, all at their exact characters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from nianlun.apps.library.models import Commitment, Document, Figure
from nianlun.compose.from_text import title_line_count

Span = tuple[int, int]
Finding = TypeVar("Finding", Figure, Commitment)
RUN_IN = 4
"""Level of headings that never have a line of their own."""
LONGEST_FINDING = 1_000
"""Characters of the longest commitment the library keeps."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Characters that share all marks; `at` counts in `Document.text`."""

    text: str
    at: int
    level: int | None = None
    """Level of the run-in heading they belong to."""
    figure: Figure | None = None
    commitment: Commitment | None = None
    is_found: bool = False
    """Whether a search led here."""
    is_found_first: bool = False
    anchor: int | None = None
    """Position in the outline of the heading that begins here."""
    gap: str = ""
    """Residue left out at this place; then there is no text."""
    placeholder: str = ""
    """What stands in the place of a part closed to the reader; then there is no text."""
    closed: str = ""
    """Who alone may read it, where the reader may and others may not."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; `heading` is the level where all of it is a heading."""

    at: int
    chunks: tuple[Chunk, ...]
    heading: int | None = None
    anchor: int | None = None
    """Position in the outline of that heading."""
    section: str = ""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One place of the outline, for the list beside the text."""

    position: int
    level: int
    depth: int
    marker: str
    text: str
    start: int
    end: int
    fault: str | None


@dataclass(frozen=True, slots=True)
class Marks:
    """All that is to be shown in the text, in order of place."""

    outline: Sequence[OutlineEntry] = ()
    figures: Sequence[Figure] = ()
    commitments: Sequence[Commitment] = ()
    gaps: Sequence[Span] = ()
    found: Sequence[Span] = ()
    sections: Sequence[tuple[str, int, int]] = field(default=())
    placeholders: Sequence[tuple[int, int, str]] = ()
    """Stretches closed to the reader, with what is told in their place."""
    closed: Sequence[tuple[int, int, str]] = ()
    """Stretches closed to others, with who may read them."""


def outline_of(document: Document) -> list[OutlineEntry]:
    """The outline as entries."""
    return [
        OutlineEntry(position, level, depth, marker, text, start, end, fault)
        for position, (level, depth, marker, text, start, end, fault) in enumerate(document.outline)
    ]


def lines_of(text: str, title: str, marks: Marks) -> list[Line]:
    """The paragraphs below the title, without empty ones."""
    spans = [(start, end) for start, end in _line_spans(text) if _visible(text, start, end, marks.gaps)]
    bare = [_without(text, start, end, marks.gaps).strip() for start, end in spans]
    return [_line(text, start, end, marks) for start, end in spans[title_line_count(title, bare) :]]


def _line_spans(text: str) -> Iterator[Span]:
    """Lines without the white space around them."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        left = len(line) - len(line.lstrip())
        yield start + left, max(start + left, start + len(line.rstrip()))
        start = end + 1


def _visible(text: str, start: int, end: int, gaps: Sequence[Span]) -> bool:
    return bool(_without(text, start, end, gaps).strip()) or any(start <= gap[0] < end for gap in gaps)


def _without(text: str, start: int, end: int, gaps: Sequence[Span]) -> str:
    kept, at = [], start
    for gap_start, gap_end in gaps:
        if gap_start < end and gap_end > at:
            kept.append(text[at : max(at, gap_start)])
            at = max(at, gap_end)
    kept.append(text[at:end])
    return "".join(kept)


def _line(text: str, start: int, end: int, marks: Marks) -> Line:
    entries = _within(marks.outline, start, end)
    whole = next((e for e in entries if e.level != RUN_IN and e.start <= start and e.end >= end), None)
    chunks = tuple(_chunks(text, start, end, marks, [entry for entry in entries if entry is not whole]))
    section = next((kind for kind, first, last in marks.sections if first <= start < last), "")
    return Line(start, chunks, whole.level if whole else None, whole.position if whole else None, section)


def _within(items: Sequence[OutlineEntry], start: int, end: int) -> Sequence[OutlineEntry]:
    first = bisect_left(items, start, key=lambda entry: entry.start)
    last = bisect_left(items, max(end, start + 1), key=lambda entry: entry.start)
    return items[first:last]


def _overlapping(items: Sequence[Finding], start: int, end: int) -> list[Finding]:
    first = bisect_left(items, start - LONGEST_FINDING, key=lambda item: item.start)
    last = bisect_left(items, end, key=lambda item: item.start)
    return [item for item in items[first:last] if item.end > start]


def _chunks(
    text: str, start: int, end: int, marks: Marks, entries: Sequence[OutlineEntry]
) -> Iterator[Chunk]:
    figures = _overlapping(marks.figures, start, end)
    commitments = _overlapping(marks.commitments, start, end)
    found = [span for span in marks.found if span[0] < end and span[1] > start]
    gaps = [span for span in marks.gaps if span[0] < end and span[1] > start]
    cuts = {start, end}
    for first, last in (
        *((item.start, item.end) for item in (*figures, *commitments, *entries)),
        *found,
        *gaps,
        *(run[:2] for run in (*marks.placeholders, *marks.closed)),
    ):
        cuts.update(place for place in (first, last) if start < place < end)
    places = sorted(cuts)
    for first, last in pairwise(places):
        hidden = next((run for run in marks.placeholders if run[0] <= first < run[1]), None)
        if hidden:
            if first == max(hidden[0], start):  # told once, whatever else cuts the stretch
                yield Chunk("", first, placeholder=hidden[2])
            continue
        if any(gap[0] <= first < gap[1] for gap in gaps):
            yield Chunk("", first, gap=text[first:last])
            continue
        yield Chunk(
            text[first:last],
            first,
            level=next((entry.level for entry in entries if entry.start <= first < entry.end), None),
            figure=_at(figures, first),
            commitment=_at(commitments, first),
            is_found=any(span[0] <= first < span[1] for span in found),
            is_found_first=any(span[0] == first for span in found),
            anchor=next((entry.position for entry in entries if entry.start == first), None),
            closed=next((who for start_, end_, who in marks.closed if start_ <= first < end_), ""),
        )


def _at(items: Sequence[Finding], place: int) -> Finding | None:
    return next((item for item in items if item.start <= place < item.end), None)
