"""The text of a document as it is searched and compared, mapped back to its exact characters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from nianlun.text.model import Mapped
from nianlun.text.normalise import normalise

Spans = Sequence[Sequence[int]]
"""Pairs [start, end] of offsets in a text, in order."""


def body_of(text: str, gaps: Spans = ()) -> Mapped:
    """Normalised text without its gaps; maps to offsets in `text`."""
    whole = normalise(text)
    if not gaps:
        return whole
    return whole.cut(0, len(whole.text), [(_place(whole, start), _place(whole, end)) for start, end in gaps])


def part_of(text: str, gaps: Spans, start: int, end: int) -> Mapped:
    """The same of `text[start:end]`; maps to offsets in `text`."""
    inside = [[max(a, start) - start, min(b, end) - start] for a, b in gaps if a < end and b > start]
    part = body_of(text[start:end], inside)
    return Mapped(part.text, tuple((here, there + start) for here, there in part.runs))


def _place(whole: Mapped, offset: int) -> int:
    """Offset in the normalised text of the first character at or after a place of the raw text."""
    return bisect_left(range(len(whole.text)), offset, key=whole.at)
