"""Where two similar texts part: what stands on each side, and whether one side tells what the other masks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nianlun.text.model import Difference, Mapped
from nianlun.text.similarity.alignment import Match, align, ratio

_MASK = r"(?:[XxＸｘ×✕*＊]+|某+|[□■●○]{2,})"
_HAS_MASK = re.compile(r"(?<![A-Za-z])" + _MASK + r"(?![A-Za-z])|某")
_NUMBER_BEFORE = re.compile(r"(?:[\d.,，]*\d[.]?|[XxＸ×*＊]+[.]?)$")
_NUMBER_AFTER = re.compile(r"[\dXxＸ×*＊]*(?:[.][\dXxＸ×*＊]+)?[%％‰十百千万亿]*")
_NUMBER = re.compile(r"[\dXxＸ×*＊]")
_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_TELLS = re.compile(r"[\d一-鿿]")
_LONGEST_SECRET = 24
_REACH = 16


@dataclass(frozen=True, slots=True)
class _Change:
    """What stands between two matches; offsets in the texts."""

    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two texts are, and where they differ."""

    similarity: float
    """Twice the characters in common over all characters, 0 to 1."""
    differences: tuple[Difference, ...]


def compare(one: Mapped, other: Mapped, source: str = "", other_source: str = "") -> Comparison:
    """Similarity and differences in one go; see `differences`."""
    matches = align(one.text, other.text)
    return Comparison(
        ratio(matches, one.text, other.text),
        tuple(_differences(one, other, matches, source, other_source)),
    )


def differences(
    one: Mapped, other: Mapped, source: str = "", other_source: str = ""
) -> tuple[Difference, ...]:
    """Aligned differences with their place in the source of each text.

    Where the sources are given, the words are those of the sources, and what normalising left out on one
    side only (a platform mark in the middle of a word) is a difference too.
    """
    return compare(one, other, source, other_source).differences


def flipped(found: Difference) -> Difference:
    """The same difference seen from the other text."""
    return replace(
        found,
        start=found.other_start,
        end=found.other_end,
        text=found.other_text,
        other_start=found.start,
        other_end=found.end,
        other_text=found.text,
    )


def _differences(
    one: Mapped, other: Mapped, matches: list[Match], source: str, other_source: str
) -> Iterator[Difference]:
    found = [
        _at_source(change, one, other, source, other_source)
        for change in _widened(_changes(matches, one.text, other.text), one.text, other.text)
    ]
    found += _left_out(one, other, matches, source)
    found += [flipped(gap) for gap in _left_out(other, one, _turned(matches), other_source)]
    yield from sorted(found, key=lambda difference: (difference.start, difference.other_start))


def _changes(matches: list[Match], one: str, other: str) -> list[_Change]:
    """Stretches between matches; matches too short to mean anything are part of them."""
    changes: list[_Change] = []
    a = c = 0
    for match in [*matches, Match(len(one), len(other), 0)]:
        if match.start > a or match.other_start > c:
            changes.append(_Change(a, match.start, c, match.other_start))
        a, c = match.start + match.length, match.other_start + match.length
    merged: list[_Change] = []
    for change in changes:
        if merged and _means_nothing(change.start - merged[-1].end, merged[-1], change):
            last = merged[-1]
            merged[-1] = _Change(last.start, change.end, last.other_start, change.other_end)
        else:
            merged.append(change)
    return merged


def _means_nothing(length: int, before: _Change, after: _Change) -> bool:
    return length <= 1 or (length <= _size(before) and length <= _size(after))


def _size(change: _Change) -> int:
    return max(change.end - change.start, change.other_end - change.other_start)


def _widened(changes: list[_Change], one: str, other: str) -> Iterator[_Change]:
    """A change inside a number or a mask covers all of it, with its 万 or %: 18万 and XX万."""
    floor = other_floor = 0
    ceilings = [*(change.start for change in changes[1:]), len(one)]
    for change, ceiling in zip(changes, ceilings, strict=False):
        wide = change
        if _NUMBER.search(one[change.start : change.end] + other[change.other_start : change.other_end]):
            room = min(change.start - floor, change.other_start - other_floor, _REACH)
            before = _NUMBER_BEFORE.search(one[change.start - room : change.start])
            after = _NUMBER_AFTER.match(one[change.end : min(ceiling, change.end + _REACH)])
            back = len(before[0]) if before else 0
            on = len(after[0]) if after else 0
            wide = _Change(
                change.start - back, change.end + on, change.other_start - back, change.other_end + on
            )
        floor, other_floor = wide.end, wide.other_end
        yield wide


def _at_source(change: _Change, one: Mapped, other: Mapped, source: str, other_source: str) -> Difference:
    text = one.text[change.start : change.end]
    other_text = other.text[change.other_start : change.other_end]
    start, end = one.span(change.start, change.end)
    other_start, other_end = other.span(change.other_start, change.other_end)
    return Difference(
        start=start,
        end=end,
        text=source[start:end] if source else text,
        other_start=other_start,
        other_end=other_end,
        other_text=other_source[other_start:other_end] if other_source else other_text,
        leak=is_leak(text, other_text),
    )


def is_leak(text: str, other_text: str) -> bool:
    """Whether one side masks what the other tells: XX万 and 60万, 某县 and 平阳县."""
    masked, told = bool(_HAS_MASK.search(text)), bool(_HAS_MASK.search(other_text))
    if masked == told:
        return False
    mask, value = (text, other_text) if masked else (other_text, text)
    if not _TELLS.search(value):
        return False
    parts = _HAS_MASK.split(mask)
    pattern = f"[^\\n。；]{{1,{_LONGEST_SECRET}}}?".join(re.escape(part) for part in parts)
    return re.fullmatch(pattern, value) is not None


def _turned(matches: list[Match]) -> list[Match]:
    return [Match(match.other_start, match.start, match.length) for match in matches]


def _left_out(one: Mapped, other: Mapped, matches: list[Match], source: str) -> list[Difference]:
    """Source characters normalising skipped inside a match on this side and not on the other."""
    found: list[Difference] = []
    runs = one.runs
    number = 0
    for match in matches:
        stop = match.start + match.length
        while number < len(runs) and runs[number][0] <= match.start:
            number += 1
        while number < len(runs) and runs[number][0] < stop:
            here = runs[number][0]
            there = match.other_start + here - match.start
            start, end = one.at(here - 1) + 1, one.at(here)
            place, other_end = other.at(there - 1) + 1, other.at(there)
            skipped = source[start:end] if source else ""
            if end > start and _speaks(skipped, one.text[here - 1 : here + 1], source) and other_end <= place:
                found.append(Difference(start, end, skipped, place, place, ""))
            number += 1
    return found


def _speaks(skipped: str, around: str, source: str) -> bool:
    """Whether skipped characters are words; without the source, whether they stood inside a line."""
    return bool(_BLANK.sub("", skipped)) if source else "\n" not in around
