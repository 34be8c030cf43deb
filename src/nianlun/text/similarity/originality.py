"""How much of a text is its own: where it stands in other texts, and what is only the language of the trade.

A library is asked with short `probes` which of its texts hold them; `stock` says which words stand in so many
texts that they belong to nobody; `worth_reading` which texts to compare; `settle` makes one answer of it all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import numpy.typing as npt

from nianlun.text.similarity.copying import SHORTEST, Copied

WINDOW = 10
"""Characters of a probe; a passage needs so many of its own besides stock phrases."""
STEP = SHORTEST - WINDOW + 1
"""From one probe to the next: so every passage of `SHORTEST` characters holds a whole one."""
FEWEST_COMMON = 8
COMMON_EVERY = 500
MOST_READ = 300
"""Texts compared for one answer, those that hold most probes first."""

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Probe:
    """Characters asked for, and where they stand in the tight text."""

    start: int
    words: str

    @property
    def end(self) -> int:
        """Where they end."""
        return self.start + len(self.words)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a library says of a probe."""

    probe: Probe
    texts: tuple[int, ...]
    """Numbers of texts that hold it; not all of them where it is common."""
    number: int
    """How many texts hold it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that is not the text's own; offsets in the tight texts."""

    copied: Copied
    text: int
    """Number of the text it stands in."""
    also: tuple[int, ...] = ()
    """Other texts that hold every probe of it."""


@dataclass(frozen=True, slots=True)
class Originality:
    """The answer; characters are counted without white space."""

    characters: int
    copied: int
    """Of these in passages, stock phrases not counted."""
    stock: int
    """Of these in stock phrases."""
    passages: tuple[Passage, ...]
    common_from: int
    """Number of texts from which on words are stock."""


def probes(text: str) -> list[Probe]:
    """Short stretches of a tight text, close enough that no passage slips between them."""
    return [Probe(start, text[start : start + WINDOW]) for start in range(0, len(text) - WINDOW + 1, STEP)]


def common_from(texts: int) -> int:
    """In how many of a library's texts words must stand to be everybody's: one in 500, and eight at least."""
    return max(FEWEST_COMMON, -(-texts // COMMON_EVERY))


def worth_reading(heard: Iterable[Heard], common: int) -> list[int]:
    """Texts that together hold every probe which is not stock, as few as can be found easily."""
    holds: dict[int, set[int]] = defaultdict(set)
    for number, each in enumerate(heard):
        if each.number < common:
            for text in each.texts:
                holds[text].add(number)
    chosen: list[int] = []
    while holds and len(chosen) < MOST_READ:
        best = min(holds, key=lambda text: (-len(holds[text]), text))
        chosen.append(best)
        covered = holds.pop(best)
        holds = {text: left for text, has in holds.items() if (left := has - covered)}
    return chosen


def settle(
    length: int, heard: Sequence[Heard], found: Mapping[int, Sequence[Copied]], *, common: int
) -> Originality:
    """The answer for a tight text: each stretch of it laid to the text that has the longest passage there."""
    stock = _flags(length, [(each.probe.start, each.probe.end) for each in heard if each.number >= common])
    taken = np.zeros(length, dtype=bool)
    passages: list[Passage] = []
    every = [(each, text) for text, some in found.items() for each in some]
    for whole, text in sorted(every, key=lambda pair: (-pair[0].same, -pair[0].likeness, pair[1])):
        for each in _free(whole, taken):
            if each.same >= SHORTEST and int(np.count_nonzero(~stock[each.start : each.end])) >= WINDOW:
                passages.append(Passage(each, text, _also(each, text, heard, common)))
                taken[each.start : each.end] = True
    passages.sort(key=lambda passage: passage.copied.start)
    return Originality(
        characters=length,
        copied=int(np.count_nonzero(taken & ~stock)),
        stock=int(np.count_nonzero(stock)),
        passages=tuple(passages),
        common_from=common,
    )


def own_percent(characters: int, copied: int) -> Decimal | None:
    """Share of a text that is its own, in percent with two places; None for a text without characters."""
    if not characters:
        return None
    share = Decimal(100 * (characters - copied)) / characters
    return share.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _flags(length: int, spans: Iterable[tuple[int, int]]) -> Flags:
    flags = np.zeros(length, dtype=bool)
    for start, end in spans:
        flags[start:end] = True
    return flags


def _free(whole: Copied, taken: Flags) -> list[Copied]:
    """The parts of a passage that no longer passage has taken."""
    if not taken[whole.start : whole.end].any():
        return [whole]
    open_ = np.concatenate(([False], ~taken[whole.start : whole.end], [False])).astype(np.int8)
    turns = np.diff(open_)
    starts, ends = np.flatnonzero(turns == 1), np.flatnonzero(turns == -1)
    parts = (
        whole.within(whole.start + int(start), whole.start + int(end))
        for start, end in zip(starts, ends, strict=True)
    )
    return [part for part in parts if part is not None]


def _also(each: Copied, text: int, heard: Sequence[Heard], common: int) -> tuple[int, ...]:
    """Other texts that hold every probe inside the passage, stock phrases aside."""
    inside = [
        set(one.texts)
        for one in heard
        if one.number < common and each.start <= one.probe.start and one.probe.end <= each.end
    ]
    return tuple(sorted(set.intersection(*inside) - {text})) if inside else ()
