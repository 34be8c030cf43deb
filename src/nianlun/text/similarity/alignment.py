"""Two texts side by side: the longest runs they have in common, in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rapidfuzz.distance import Indel

_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]+|[^。；！？\n]+$")
_CLAUSE = re.compile(r"[^，、：。；！？\n]*[，、：。；！？\n]+|[^，、：。；！？\n]+$")
_UNITS = (_SENTENCE, _CLAUSE)
_SHORTEST_UNIT = 6
_LARGEST_TABLE = 60_000_000
"""Cells of one character alignment (a bit each); larger gaps are first cut at common runs."""
_RUN = 12


class Match(NamedTuple):
    """A run of characters both texts have."""

    start: int
    other_start: int
    length: int


class _Gap(NamedTuple):
    """Stretches of both texts still to be aligned."""

    a: int
    b: int
    c: int
    d: int


def align(one: str, other: str) -> list[Match]:
    """Runs common to both texts, in order, none touching the next on both sides."""
    joined: list[Match] = []
    for match in _align(one, other, _Gap(0, len(one), 0, len(other)), 0):
        if joined:
            last = joined[-1]
            if (last.start + last.length, last.other_start + last.length) == match[:2]:
                joined[-1] = last._replace(length=last.length + match.length)
                continue
        joined.append(match)
    return joined


def ratio(matches: list[Match], one: str, other: str) -> float:
    """Twice the characters in common over all characters of both, 0 to 1."""
    total = len(one) + len(other)
    return 2 * sum(match.length for match in matches) / total if total else 1.0


def _align(one: str, other: str, gap: _Gap, depth: int) -> Iterator[Match]:
    a, b, c, d = gap
    front = _common(min(b - a, d - c), lambda size: one[a : a + size] == other[c : c + size])
    if front:
        yield Match(a, c, front)
    a, c = a + front, c + front
    back = _common(min(b - a, d - c), lambda size: one[b - size : b] == other[d - size : d])
    b, d = b - back, d - back
    if a < b and c < d:
        yield from _align_middle(one, other, _Gap(a, b, c, d), depth)
    if back:
        yield Match(b, d, back)


def _align_middle(one: str, other: str, gap: _Gap, depth: int) -> Iterator[Match]:
    a, b, c, d = gap
    chain: list[Match] = []
    while depth < len(_UNITS) and not chain:
        chain = _chain(_unique(one, a, b, _UNITS[depth]), _unique(other, c, d, _UNITS[depth]))
        depth += 1
    if not chain and (b - a) * (d - c) > _LARGEST_TABLE:
        chain = _chain(_unique_runs(one, a, b), _unique_runs(other, c, d))
        if not chain:
            return
    if not chain:
        for block in Indel.opcodes(one[a:b], other[c:d]):
            if block.tag == "equal":
                yield Match(a + block.src_start, c + block.dest_start, block.src_end - block.src_start)
        return
    for match in [*chain, Match(b, d, 0)]:
        if match.start >= a and match.other_start >= c:
            yield from _align(one, other, _Gap(a, match.start, c, match.other_start), depth)
            if match.length:
                yield match
            a, c = match.start + match.length, match.other_start + match.length


def _common(most: int, is_same: Callable[[int], bool]) -> int:
    """The greatest size up to `most` for which both are the same."""
    if is_same(most):
        return most
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if is_same(middle) else (low, middle)
    return low


def _unique(text: str, start: int, end: int, unit: re.Pattern[str]) -> dict[str, int]:
    """Units that stand once in the stretch, with their place."""
    found: dict[str, int] = {}
    for match in unit.finditer(text, start, end):
        words = match.group()
        if len(words) >= _SHORTEST_UNIT:
            found[words] = -1 if words in found else match.start()
    return {words: place for words, place in found.items() if place >= 0}


def _unique_runs(text: str, start: int, end: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for place in range(start, end - _RUN + 1):
        words = text[place : place + _RUN]
        found[words] = -1 if words in found else place
    return {words: place for words, place in found.items() if place >= 0}


def _chain(one: dict[str, int], other: dict[str, int]) -> list[Match]:
    """The longest row of common units that stand in the same order in both."""
    pairs = [(place, other[words], len(words)) for words, place in one.items() if words in other]
    tails: list[int] = []
    tail_pairs: list[int] = []
    before: list[int] = []
    for number, (_, place, _) in enumerate(pairs):
        rank = bisect_left(tails, place)
        before.append(tail_pairs[rank - 1] if rank else -1)
        tails[rank : rank + 1] = [place]
        tail_pairs[rank : rank + 1] = [number]
    chain: list[Match] = []
    number = tail_pairs[-1] if tail_pairs else -1
    while number >= 0:
        chain.append(Match(*pairs[number]))
        number = before[number]
    return chain[::-1]
