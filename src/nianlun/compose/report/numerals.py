"""Digits that a paper prints outside of its figures and that are its own: numbers of headings, names, heads of tables.

A file carries them; any other digit in it was typed there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nianlun.compose.report.chips import CHIP, GAP, WORDS_MARK, numerals_in
from nianlun.compose.report.draft import Numbers, Piece


def own_numerals(lines: Iterable[str], pieces: Iterable[Piece]) -> list[str]:
    """Each between its neighbours, as `numerals_in` finds them; `lines` stand above and below the pieces."""
    found = [each.between for line in lines for each in numerals_in(line)]
    count = Numbers()
    for piece in pieces:
        lead = count.next(piece.level) if piece.kind == "heading" else ""
        if piece.is_words:
            found += _of_words(lead, piece.text)
        else:
            printed = (
                piece.text,
                *piece.head,
                *(CHIP.sub(_plain, cell) for row in piece.rows for cell in row),
            )
            found += [each.between for text in printed for each in numerals_in(text)]
    return found


def _of_words(lead: str, text: str) -> Iterator[str]:
    """Only digits in the number of a heading and in marked words; a person may have typed the others."""
    bare, own, at = lead, [True] * len(lead), 0
    for match in CHIP.finditer(text):
        before, inside = text[at : match.start()], _plain(match)
        bare += before + inside
        own += [False] * len(before) + [True] * len(inside)
        at = match.end()
    bare, own = bare + text[at:], own + [False] * (len(text) - at)
    for each in numerals_in(bare):
        if any(own[each.start : each.end]):
            yield each.between


def _plain(match: re.Match[str]) -> str:
    inside = match[1]
    return inside[len(WORDS_MARK) :] if inside.startswith(WORDS_MARK) else GAP
