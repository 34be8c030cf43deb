"""Passages that stand word for word, or nearly, in two texts, whatever their order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from nianlun.text.model import Mapped
from nianlun.text.similarity.alignment import Match
from nianlun.text.similarity.shingles import WIDTH, hashed

SHORTEST = 16
"""Characters, white space not counted, from which on a passage counts as copied."""
WIDEST_GAP = 8
"""Characters that may differ in the middle of a passage; and never more than stand alike on either side."""
LEAST_SAME = 0.7
"""Share of a passage that must stand in both texts; between them stand changed words and figures."""
MOST_REPEATS = 64
"""Places at which a text that repeats itself is looked at for one and the same run of characters."""

_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Copied:
    """A passage two texts share: runs of the same characters, in order, with little between them."""

    runs: tuple[Match, ...]

    @property
    def start(self) -> int:
        """Where it begins in the text asked about."""
        return self.runs[0].start

    @property
    def end(self) -> int:
        """Where it ends there."""
        return self.runs[-1].start + self.runs[-1].length

    @property
    def other_start(self) -> int:
        """Where it begins in the other text."""
        return self.runs[0].other_start

    @property
    def other_end(self) -> int:
        """Where it ends there."""
        return self.runs[-1].other_start + self.runs[-1].length

    @property
    def same(self) -> int:
        """Characters that stand in both."""
        return sum(run.length for run in self.runs)

    @property
    def likeness(self) -> float:
        """Share of the longer side that stands in both; 1 for word for word."""
        return self.same / max(self.end - self.start, self.other_end - self.other_start)

    def within(self, start: int, end: int) -> Copied | None:
        """What of it lies between two places of the text asked about; None for nothing."""
        cut = []
        for run in self.runs:
            first, last = max(run.start, start), min(run.start + run.length, end)
            if first < last:
                cut.append(Match(first, run.other_start + first - run.start, last - first))
        return Copied(tuple(cut)) if cut else None


def tight(body: Mapped) -> Mapped:
    """The text without white space and in lower case, mapped to the same source."""
    kept = body.cut(0, len(body.text), [found.span() for found in _BLANK.finditer(body.text)])
    text = kept.text.lower()
    if len(text) != len(kept.text):  # a letter whose lower case is two would move all that follows
        text = "".join(low if len(low := sign.lower()) == 1 else sign for sign in kept.text)
    return Mapped(text, kept.runs)


def copied(one: str, other: str) -> list[Copied]:
    """Every passage of the tight text `one` that stands in the tight text `other`, by its place in `one`."""
    runs = common_runs(one, other)
    chains = (Copied(tuple(chain)) for chain in _chains(runs))
    return [each for each in chains if each.same >= SHORTEST and each.likeness >= LEAST_SAME]


def common_runs(one: str, other: str) -> list[Match]:
    """The longest runs of at least five characters that stand in both, wherever they stand."""
    if min(len(one), len(other)) < WIDTH:
        return []
    mine, its = hashed(one), hashed(other)
    order = np.argsort(its, kind="stable")
    first = np.searchsorted(its, mine, side="left", sorter=order)
    last = np.searchsorted(its, mine, side="right", sorter=order)
    number = np.minimum(last - first, MOST_REPEATS)
    here = np.repeat(np.arange(len(mine)), number)
    if not len(here):
        return []
    step = np.arange(len(here)) - np.repeat(np.cumsum(number) - number, number)
    there = order[np.repeat(first, number) + step]
    way = there - here
    rank = np.lexsort((here, way))
    here, there, way = here[rank], there[rank], way[rank]
    begins = np.concatenate(([True], (way[1:] != way[:-1]) | (here[1:] != here[:-1] + 1)))
    starts = np.flatnonzero(begins)
    lengths = np.diff(np.append(starts, len(here))) + WIDTH - 1
    found = zip(here[starts].tolist(), there[starts].tolist(), lengths.tolist(), strict=True)
    return sorted(Match(*each) for each in found)


def _chains(runs: Sequence[Match]) -> Iterator[list[Match]]:
    """Runs that follow one another closely in both texts, each run in one chain."""
    starts = [run.start for run in runs]
    used = [False] * len(runs)
    for number, run in enumerate(runs):
        if used[number]:
            continue
        chain, at = [run], number
        while (step := _next(runs, starts, used, at, chain[-1])) is not None:
            at, following = step
            used[at] = True
            chain.append(following)
        yield chain


def _next(
    runs: Sequence[Match], starts: Sequence[int], used: Sequence[bool], at: int, last: Match
) -> tuple[int, Match] | None:
    """The nearest run after `last` in both texts, without what it shares with it."""
    end, other_end = last.start + last.length, last.other_start + last.length
    found: list[tuple[int, int, int, Match]] = []
    for number in range(at + 1, bisect_left(starts, end + WIDEST_GAP + 1)):
        run = runs[number]
        over = max(0, end - run.start, other_end - run.other_start)
        if used[number] or over >= min(run.length, WIDTH):
            continue
        cut = Match(run.start + over, run.other_start + over, run.length - over)
        gap = max(cut.start - end, cut.other_start - other_end)
        if gap <= min(WIDEST_GAP, last.length, cut.length):
            found.append((gap, -cut.length, number, cut))
    best = min(found, default=None)
    return None if best is None else best[2:]
