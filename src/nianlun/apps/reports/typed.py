"""Figures that a person typed into the words of a report: they are shown as what they are, not from the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from nianlun.compose.report.chips import DIGITS, runs_of, without_chips, without_dates
from nianlun.compose.report.draft import Piece
from nianlun.compose.report.facts import Fact
from nianlun.compose.tree import Run
from nianlun.text.figures.scan import figures_in as read_in


def figures_in(bare: str) -> list[tuple[int, int]]:
    """Where figures stand in words without chips: digits outside of dates, and what the reader takes for a figure."""
    digits = [match.span() for match in DIGITS.finditer(without_dates(bare))]
    return joined([*digits, *read_in(bare)])


def joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def typed_in(pieces: Iterable[Piece]) -> list[str]:
    """Every typed figure of a draft, in order."""
    found = []
    for piece in pieces:
        if piece.is_words:
            bare = without_chips(piece.text)
            found += [bare[start:end] for start, end in figures_in(bare)]
    return found


def marked_runs(piece: Piece, facts: Mapping[str, Fact]) -> tuple[Run, ...]:
    """The words of a piece with figures and typed figures as runs of their own."""
    if not piece.is_words:
        return runs_of(piece.text, facts)
    bare = without_chips(piece.text)
    return tuple(_runs(piece.text, figures_in(bare), facts))


def _runs(text: str, typed: list[tuple[int, int]], facts: Mapping[str, Fact]) -> Iterator[Run]:
    at = 0
    for start, end in typed:
        yield from runs_of(text[at:start], facts)
        yield from (replace(run, is_typed=True) for run in runs_of(text[start:end], facts))
        at = end
    yield from runs_of(text[at:], facts)
