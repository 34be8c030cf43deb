"""From title lines to pieces and residue, with every character of the source in one of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from nianlun.text.mastheads import find_masthead
from nianlun.text.model import Mapped, Piece, Residue, ResidueKind
from nianlun.text.splitting.boundaries import Head
from nianlun.text.splitting.forms import GROUP
from nianlun.text.splitting.lines import Line, outline_mark
from nianlun.text.splitting.ordinals import counter_end, is_counter, unmarked

_ORNAMENT = re.compile(r"^(?:[#■□◆◇★☆●○▲△※◎▶►•➢\s]+|(?:标题|题目)\s*[:：]\s*)+")
"""What is set before titles for looks."""
_HEAD = 600
"""Characters in which a masthead stands."""
_LEAST_PREAMBLE = 400
"""Characters of running text before the first title that make a document of their own."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a text before it is cut."""

    text: Mapped
    lines: list[Line]
    heads: list[Head]
    groups: set[int]
    """Lines that head groups of documents."""
    kinds: dict[int, ResidueKind]
    """Lines that belong to no document, and as what."""
    marks: list[tuple[int, int]]
    """Platform marks, offsets in the text."""


def build(plan: Plan) -> tuple[list[Piece], tuple[Residue, ...]]:
    """Pieces in order, and residue in order."""
    kinds = dict(plan.kinds)
    heads = _with_preamble(plan)
    spans: list[tuple[int, int]] = []
    if len(heads) < 2:
        kept = [index for index in range(len(plan.lines)) if index not in kinds]
        spans = [(kept[0], kept[-1] + 1)] if kept else []
        heads = [head for head in heads if kept and head.first == kept[0]]
    else:
        kinds |= dict.fromkeys(plan.groups - kinds.keys(), "heading")
        kinds |= {index: "heading" for index in range(heads[0].first) if index not in kinds}
        ends = [head.first for head in heads[1:]] + [len(plan.lines)]
        spans = [
            (head.first, _trimmed(plan, kinds, head, end)) for head, end in zip(heads, ends, strict=True)
        ]
    titles = [_title(plan, head) for head in heads] or [_first_line(plan, first) for first, _last in spans]
    mastheads = [find_masthead(plan.text.text[plan.lines[first].start :][:_HEAD]) for first, _last in spans]
    titles = [head.title if head else title for head, title in zip(mastheads, titles, strict=True)]
    counters = _counters(plan) if len(heads) > 1 else {}
    pieces = [
        _piece(plan, kinds, number, title, span, counters.get(span[0], 0))
        for number, (title, span) in enumerate(zip(titles, spans, strict=True), 1)
    ]
    return pieces, _residue(plan, kinds, counters)


def _counters(plan: Plan) -> dict[int, int]:
    """For each title line that begins with a mark that counts it, the length of that mark."""
    lengths = {head.first: counter_end(plan.lines[head.first].text) for head in plan.heads}
    return {first: length for first, length in lengths.items() if length}


def _with_preamble(plan: Plan) -> list[Head]:
    """The heads, and the beginning of the file where an untitled document stands before the first."""
    if len(plan.heads) < 2:
        return plan.heads
    before = [
        index for index in range(plan.heads[0].first) if index not in plan.kinds | dict.fromkeys(plan.groups)
    ]
    prose = sum(
        plan.lines[index].end - plan.lines[index].start for index in before if not plan.lines[index].is_short
    )
    if prose < _LEAST_PREAMBLE:
        return plan.heads
    return [Head(before[0], before[0] + 1), *plan.heads]


def _trimmed(plan: Plan, kinds: dict[int, ResidueKind], head: Head, end: int) -> int:
    """Where a document ends: before the residue, group headings and counters at its end."""
    while end > head.last:
        text = plan.lines[end - 1].text
        if end - 1 not in kinds:
            if not (GROUP.match(text) or is_counter(text)) or end == len(plan.lines):
                break
            kinds[end - 1] = "heading"
        end -= 1
    return end


def _piece(
    plan: Plan, kinds: dict[int, ResidueKind], number: int, title: str, span: tuple[int, int], counter: int
) -> Piece:
    """The piece of the lines of a span, without the mark of length `counter` that counts it."""
    first, last = span
    start, end = plan.lines[first].start + counter, plan.lines[last - 1].end
    without = _marks_in(plan, start, end)
    for index in range(first, last):
        if index in kinds:
            without.append(
                (plan.lines[index].start, plan.lines[index + 1].start if index + 1 < last else end)
            )
    source_start, source_end = plan.text.span(start, end)
    return Piece(number, title, source_start, source_end, plan.text.cut(start, end, sorted(without)))


def _marks_in(plan: Plan, start: int, end: int) -> list[tuple[int, int]]:
    return plan.marks[bisect_left(plan.marks, (start, 0)) : bisect_left(plan.marks, (end, 0))]


def _title(plan: Plan, head: Head) -> str:
    """The lines of the title as one, without the mark that counts it and brackets around it."""
    parts = [
        plan.text.cut(line.start, line.end, _marks_in(plan, line.start, line.end)).text.strip()
        for line in plan.lines[head.first : head.last]
    ]
    title = unmarked(_ORNAMENT.sub("", "".join(parts)))
    whole = title.startswith("《") and title.find("》") == len(title) - 1
    return title[1:-1] if whole else title


def _first_line(plan: Plan, first: int) -> str:
    """The first line of a document without known title, if it can be one; else nothing."""
    line = plan.lines[first]
    return _title(plan, Head(first, first + 1)) if line.is_plain and not outline_mark(line.text) else ""


def _residue(plan: Plan, kinds: dict[int, ResidueKind], counters: dict[int, int]) -> tuple[Residue, ...]:
    """Lines and marks of residue in order; neighbouring lines of one kind make one."""
    spans: list[tuple[int, int, ResidueKind]] = []
    before = -2
    for index in sorted(kinds):
        line, kind = plan.lines[index], kinds[index]
        if spans and before == index - 1 and spans[-1][2] == kind:
            spans[-1] = (spans[-1][0], line.end, kind)
        else:
            spans.append((line.start, line.end, kind))
        before = index
    for index, length in counters.items():
        line = plan.lines[index]
        spans.append((line.start, line.start + len(line.text[:length].rstrip()), "heading"))
    spans.sort()
    starts = [span[0] for span in spans]
    for start, end in plan.marks:
        place = bisect_left(starts, start + 1) - 1
        if place < 0 or spans[place][1] <= start:
            spans.append((start, end, "mark"))
    found = []
    for start, end, kind in sorted(spans):
        source_start, source_end = plan.text.span(start, end)
        found.append(Residue(plan.text.text[start:end], source_start, source_end, kind))
    return tuple(found)
