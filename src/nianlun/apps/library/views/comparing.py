"""Two documents side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nianlun.apps.library.models import Document
from nianlun.apps.library.parting.placeholders import stretch_told
from nianlun.apps.library.queries.documents import Comparison, compare
from nianlun.apps.people.views.refusals import missing_is_404
from nianlun.text.model import Difference

QUIET_ROWS = 3
"""Equal rows in a row, beyond which they are folded."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one side; `number` counts the differences from 1."""

    text: str
    number: int = 0
    leak: bool = False
    tells: bool = False
    """This side tells what the other masks."""


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph beside its counterpart; an empty side has none."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows shown together; equal ones may be folded away."""

    rows: tuple[Row, ...]
    is_quiet: bool


Cut = tuple[int, int]


@missing_is_404
def side_by_side(request: HttpRequest, first_id: int, second_id: int) -> HttpResponse:
    """The paragraphs aligned, the differences pointed out in words and colour."""
    found = compare(request.user, first_id, second_id)
    folds = folded(rows_of(found))
    return render(
        request,
        "library/compare.html",
        {
            "comparison": found,
            "folds": folds,
            "leaks": sum(difference.leak for difference in found.differences),
        },
    )


def rows_of(found: Comparison) -> list[Row]:
    """Paragraphs of both, aligned; differences marked at their exact characters."""
    left, right = _lines(found.first), _lines(found.second)
    left_words = [found.first.text[start:end] for start, end in left]
    right_words = [found.second.text[start:end] for start, end in right]
    matcher = SequenceMatcher(None, left_words, right_words, autojunk=False)
    rows = []
    for _tag, left_from, left_to, right_from, right_to in matcher.get_opcodes():
        for step in range(max(left_to - left_from, right_to - right_from)):
            here = left[left_from + step] if left_from + step < left_to else None
            there = right[right_from + step] if right_from + step < right_to else None
            rows.append(_row(found, here, there))
    return rows


def _lines(document: Document) -> list[Cut]:
    """Spans of the lines that hold more than white space."""
    spans, start = [], 0
    for line in document.text.split("\n"):
        left = len(line) - len(line.lstrip())
        if line.strip():
            spans.append((start + left, start + len(line.rstrip())))
        start += len(line) + 1
    return spans


def _row(found: Comparison, here: Cut | None, there: Cut | None) -> Row:
    first = [(d.start, d.end) for d in found.differences]
    second = [(d.other_start, d.other_end) for d in found.differences]
    left = _pieces(found.first, here, first, found.differences)
    right = _pieces(found.second, there, second, found.differences)
    return Row(left, right, any(piece.number for piece in (*left, *right)))


def _pieces(
    document: Document, line: Cut | None, places: Sequence[Cut], differences: Sequence[Difference]
) -> tuple[Piece, ...]:
    """The line cut at its differences; one that has no characters on this side keeps its place."""
    if line is None:
        return ()
    start, end = line
    pieces, at = [], start
    for number, (first, last) in enumerate(places, 1):
        low, high = max(first, at), min(last, end)
        if low >= high and not (first == last and at <= first <= end):
            continue
        leak = differences[number - 1].leak
        pieces.append(Piece(stretch_told(document, at, low)))
        words = stretch_told(document, low, high)
        pieces.append(Piece(words, number, leak, tells=leak and not is_masked(words)))
        at = max(low, high)
    pieces.append(Piece(stretch_told(document, at, end)))
    return tuple(piece for piece in pieces if piece.text or piece.number)


def is_masked(words: str) -> bool:
    """Whether these characters hide something: XX, ××, ***."""
    return any(sign in words for sign in ("X", "x", "×", "*", "＊", "Ｘ", "某"))


def folded(rows: list[Row]) -> list[Fold]:
    """Long stretches of equal rows set apart, with one row of context on each side."""
    folds: list[Fold] = []
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and rows[end].differs == rows[start].differs:
            end += 1
        stretch = tuple(rows[start:end])
        if stretch[0].differs or len(stretch) <= QUIET_ROWS:
            folds.append(Fold(stretch, is_quiet=False))
        else:
            before, after = (0 if start == 0 else 1), (0 if end == len(rows) else 1)
            parts = (
                stretch[:before],
                stretch[before : len(stretch) - after],
                stretch[len(stretch) - after :],
            )
            folds += [Fold(part, is_quiet=place == 1) for place, part in enumerate(parts) if part]
        start = end
    return folds
