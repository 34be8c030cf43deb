"""Figures grouped by the sentence they stand in, so that each sentence is analysed once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nianlun.text.figures.candidate import Candidate

_END = re.compile(r"[。！？\n]")
LONGEST = 4000
"""So many characters without an end are a list or a table; they are read in parts, each as a sentence."""
_BREAK = re.compile(r"[；：:（(，,](?:(?<![，,])|(?!\d{3}(?!\d))|(?<!\d[，,]))")
"""A comma between digits in threes belongs to a number."""


@dataclass(slots=True)
class Place:
    """Where a figure stands in its sentence; all offsets count in the sentence."""

    candidate: Candidate
    start: int
    end: int
    lead: int
    """End of the figure before it, or 0."""
    clause: int
    """Where its clause begins, at or after `lead`, and after the last ， ； ： or （."""


@dataclass(slots=True)
class Sentence:
    """A stretch between 。 or line ends that holds figures."""

    text: str
    start: int
    places: list[Place] = field(default_factory=list)


def sentences(body: str, candidates: Sequence[Candidate]) -> Iterator[Sentence]:
    """Group candidates, in order, by sentence."""
    current: Sentence | None = None
    limit = -1
    for candidate in candidates:
        if candidate.end > limit or current is None:
            if current is not None:
                yield current
            current, limit = _sentence_around(body, candidate, limit)
        start = candidate.start - current.start
        lead = current.places[-1].end if current.places else 0
        clause = lead
        closed = lead
        for mark in _BREAK.finditer(current.text, lead, start):
            if mark.start() < closed:
                continue
            if mark.group() in "（(":
                closed = max(
                    current.text.find("）", mark.end(), start), current.text.find(")", mark.end(), start)
                )
                if closed >= 0:
                    continue
            clause = mark.end()
        current.places.append(Place(candidate, start, candidate.end - current.start, lead, clause))
    if current is not None:
        yield current


def _sentence_around(body: str, candidate: Candidate, before: int) -> tuple[Sentence, int]:
    start = candidate.start
    floor = max(start - LONGEST, 0)
    begin = max(body.rfind(mark, floor, start) for mark in "。！\n") + 1
    if not begin:
        begin = max(min(before, start), floor)
    longest = max(begin + LONGEST, candidate.end)
    match = _END.search(body, candidate.end, longest)
    end = match.start() if match else min(longest, len(body))
    return Sentence(body[begin:end], begin), end
