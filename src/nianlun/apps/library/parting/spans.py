"""A text without the parts closed to a reader: as long as before, so that every offset still holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nianlun.apps.library.models import Access, Document
from nianlun.apps.library.texts import Spans, body_of
from nianlun.text.model import Mapped

FILLER = "█"
"""Stands for each character of a closed part."""
BITS: Mapping[str, int] = {Access.UNIT: 1, Access.PRIVATE: 2}
"""The right a part asks for: to belong to the readers of the unit, to be the owner."""
STRICTNESS = (Access.PUBLIC, Access.UNIT, Access.PRIVATE)

Run = tuple[int, int, str]
"""Start, end and access of a stretch that is closed without a break."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What of a document can be read without some rights; offsets as in the whole text."""

    text: str
    gaps: list[list[int]]
    outline: list[list[Any]]
    sections: list[list[Any]]
    runs: tuple[Run, ...]
    """What was taken out."""


def is_stricter(access: str, than: str) -> bool:
    """Whether fewer people may read by one access than by another."""
    return STRICTNESS.index(Access(access)) > STRICTNESS.index(Access(than))


def bits_of(spans: Sequence[Sequence[Any]]) -> int:
    """The rights all these parts ask for together."""
    bits = 0
    for _start, _end, access in spans:
        bits |= BITS[access]
    return bits


def lacking(bits: int) -> list[int]:
    """Every way of lacking some of these rights, from lacking all of them."""
    return [some for some in range(bits, 0, -1) if some & bits == some]


def runs_of(spans: Sequence[Sequence[Any]], bits: int) -> tuple[Run, ...]:
    """The stretches closed to whoever lacks the rights `bits`; parts that touch are one, of the stricter access."""
    runs: list[Run] = []
    for start, end, access in sorted(spans):
        if not BITS[access] & bits:
            continue
        if runs and start <= runs[-1][1]:
            first, last, before = runs[-1]
            runs[-1] = (first, max(last, end), access if is_stricter(access, before) else before)
        else:
            runs.append((start, end, access))
    return tuple(runs)


def filled(text: str, runs: Sequence[Run]) -> str:
    """The text with a filler for each character of the runs."""
    kept, at = [], 0
    for start, end, _access in runs:
        kept += [text[at:start], FILLER * (end - start)]
        at = end
    return "".join([*kept, text[at:]])


def outside(spans: Spans, runs: Sequence[Run]) -> Iterator[list[int]]:
    """What of the spans lies in no run."""
    for first, end in spans:
        start = first
        for run_start, run_end, _access in runs:
            if run_end <= start or run_start >= end:
                continue
            if run_start > start:
                yield [start, run_start]
            start = max(start, run_end)
        if start < end:
            yield [start, end]


def joined(*several: Sequence[Sequence[Any]]) -> list[list[int]]:
    """All spans in order, those that touch made one."""
    found: list[list[int]] = []
    for start, end in sorted([span[0], span[1]] for spans in several for span in spans):
        if found and start <= found[-1][1]:
            found[-1][1] = max(found[-1][1], end)
        else:
            found.append([start, end])
    return found


def touches(runs: Sequence[Run], start: int, end: int) -> bool:
    """Whether a place has characters in common with a run."""
    return any(start < run_end and end > run_start for run_start, run_end, _access in runs)


def comparable(document: Document, runs: Sequence[Run]) -> Mapped:
    """The text that may be compared with others: without residue, and nothing in the place of the runs."""
    return body_of(document.text, joined(document.gaps, runs))


def open_to_all(document: Document) -> Mapped:
    """What every reader of the document may read of it, to be compared with others."""
    return comparable(document, runs_of(document.closed_spans, document.closed_bits))


def cut_out(document: Document, bits: int) -> Cut:
    """The document for those who lack the rights `bits`."""
    runs = runs_of(document.closed_spans, bits)
    read = document.cuts.get(str(bits), {"outline": [], "sections": []})
    return Cut(
        filled(document.text, runs),
        list(outside(document.gaps, runs)),
        read["outline"],
        read["sections"],
        runs,
    )
