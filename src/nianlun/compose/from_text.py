"""The text of a document, with its outline and without its residue, as a tree; pieces as a compilation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nianlun.compose.tree import (
    UNDATED,
    Align,
    Block,
    Contents,
    Cover,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Title,
    Tree,
)

DATE_LINE = re.compile(r"[(（]?[12]\d{3}年\d{1,2}月(?:\d{1,2}日)?[)）]?")
SENTENCE_END = tuple("。！？；：，、.!?;:,")
MAX_TITLE_LINES = 5
MAX_SIGNATURE = 30
"""A line longer than this is no signature."""


@dataclass(frozen=True, slots=True)
class Place:
    """A heading of the outline; offsets in the text given with it."""

    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A document to be written, as it stands in the library."""

    title: str
    text: str
    places: tuple[Place, ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()
    """Spans of `text` that do not belong to it: platform marks, page furniture."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, without the white space around it; `runs` in order."""

    runs: tuple[Run, ...]
    heading: int | None
    """Level, where the whole line is a heading."""

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)


def from_part(part: Part, *, author: str = "", written_at: str = UNDATED) -> Tree:
    """One document as a tree."""
    return Tree(part.title, tuple(blocks_of(part)), author=author, written_at=written_at)


def compilation(
    title: str,
    parts: Sequence[Part],
    *,
    cover: tuple[str, ...] = (),
    author: str = "",
    written_at: str = UNDATED,
) -> Tree:
    """Many documents as one: title page, contents, each piece on a new page."""
    blocks: list[Block] = [Cover(title, cover), Contents()]
    for part in parts:
        blocks.append(PageBreak())
        blocks.extend(blocks_of(part))
    return Tree(title, tuple(blocks), author=author, written_at=written_at)


def blocks_of(part: Part) -> list[Block]:
    """The blocks of one document; it always begins with its title."""
    lines = [line for line in _lines(part) if line.text]
    taken = title_line_count(part.title, [line.text for line in lines])
    title = Title(tuple(line.text for line in lines[:taken]) or (part.title,))
    return [title, *_body(lines[taken:])]


def _body(lines: Sequence[Line]) -> Iterator[Block]:
    closing = _closing_from(lines)
    for number, line in enumerate(lines):
        if line.heading is not None:
            yield Heading(line.heading, line.text)
        else:
            yield Paragraph(line.runs, _align(line.text, number, is_closing=number >= closing))


def _align(text: str, number: int, *, is_closing: bool) -> Align:
    if is_closing:
        return "right"
    if number == 0 and DATE_LINE.fullmatch(text):
        return "centre"
    if number <= 1 and len(text) <= MAX_SIGNATURE and text.endswith(("：", ":")):
        return "flush"
    return "body"


def _closing_from(lines: Sequence[Line]) -> int:
    """Number of the line where the signature begins: a date at the end, and the names above it."""
    last = len(lines) - 1
    if last < 1 or not DATE_LINE.fullmatch(lines[last].text):
        return len(lines)
    first = last
    while first > 1 and last - first < 2 and _is_name(lines[first - 1]):
        first -= 1
    return first


def _is_name(line: Line) -> bool:
    text = line.text
    return line.heading is None and len(text) <= MAX_SIGNATURE and not text.endswith(SENTENCE_END)


def title_line_count(title: str, lines: Sequence[str]) -> int:
    """How many lines at the beginning make up the title; 0 where the text does not print it."""
    wanted, seen = _bare(title), ""
    for number, line in enumerate(lines[:MAX_TITLE_LINES], 1):
        seen += _bare(line)
        if seen == wanted:
            return number
        if not wanted.startswith(seen):
            break
    return 0


def _bare(text: str) -> str:
    return "".join(text.split())


def _lines(part: Part) -> Iterator[Line]:
    text = part.text
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield _line(part, start, end)
        start = end + 1


def _line(part: Part, start: int, end: int) -> Line:
    """The line from `start` to `end` cut into runs at its headings, without the gaps."""
    places = [place for place in part.places if start <= place.start < end]
    cuts: list[tuple[int, int, int | None]] = []
    at = start
    for place in places:
        stop = min(place.end, end)
        if place.start < at:
            continue
        cuts += [(at, place.start, None), (place.start, stop, place.level)]
        at = stop
    cuts.append((at, end, None))
    runs = [Run(_without(part.text, first, last, part.gaps), level) for first, last, level in cuts]
    runs = _stripped([run for run in runs if run.text])
    whole = runs[0].level if len(runs) == 1 else None
    return Line(tuple(runs), whole)


def _without(text: str, start: int, end: int, gaps: Iterable[tuple[int, int]]) -> str:
    kept = []
    at = start
    for gap_start, gap_end in gaps:
        if gap_end <= at or gap_start >= end:
            continue
        kept.append(text[at : max(at, gap_start)])
        at = max(at, gap_end)
    kept.append(text[at:end] if at < end else "")
    return "".join(kept)


def _stripped(runs: list[Run]) -> list[Run]:
    while runs and not runs[0].text.strip():
        del runs[0]
    while runs and not runs[-1].text.strip():
        del runs[-1]
    if runs:
        runs[0] = Run(runs[0].text.lstrip(), runs[0].level)
        runs[-1] = Run(runs[-1].text.rstrip(), runs[-1].level)
    return runs
