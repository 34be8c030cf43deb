"""Copies of a text without personal data: found, masked alike wherever it stands, and looked over once more.

Conservative: a name counts only with a post or a form of address beside it, a card only with its check digit.
What looks like more is left and reported by `still_readable`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from nianlun.text.masking.numbers import find_numbers
from nianlun.text.masking.persons import find_persons
from nianlun.text.masking.spans import KINDS, Kind, Masked, Readable
from nianlun.text.model import Difference, Mapped
from nianlun.text.similarity import differences

__all__ = ["KINDS", "Kind", "Masked", "Readable", "leaks", "mask", "still_readable"]

_LONG_NUMBER = re.compile(r"(?<![\d.,])\d{15,19}[Xx]?(?![\d.,])")
_PHONE_LENGTH = re.compile(r"(?<![\d.,-])1\d{10}(?![\d.,])|(?<=电话)[：: ]{0,2}\d{5,8}(?!\d)")
_NAMELIKE = re.compile(
    r"(?<=[（(])[一-鿿]{2,3}(?=[，,、](?:男|女)[，,、）)])|[一-鿿]{2,3}(?=[（(](?:男|女)[，,、）)])"
)


def mask(text: str, kinds: Iterable[Kind] = KINDS) -> tuple[str, tuple[Masked, ...]]:
    """The text with personal data of these kinds masked, and what was masked where (offsets in `text`)."""
    wanted = set(kinds)
    taken: list[Masked] = []
    for kind in KINDS:
        if kind in wanted:
            taken.extend(list(_free(_find(text, kind), taken)))
    spans = tuple(sorted(taken, key=lambda span: span.start))
    parts: list[str] = []
    place = 0
    for span in spans:
        parts += (text[place : span.start], span.mask)
        place = span.end
    return "".join([*parts, text[place:]]), spans


def still_readable(text: str) -> tuple[Readable, ...]:
    """What a masked text may still tell: numbers with a wrong check digit, names beside 男 or 女."""
    found = [
        *_suspects(_LONG_NUMBER, "identity", "checksum", text),
        *_suspects(_PHONE_LENGTH, "mobile", "length", text),
        *_suspects(_NAMELIKE, "person", "name", text),
    ]
    return tuple(sorted(found, key=lambda span: span.start))


def leaks(one: str, other: str) -> tuple[Difference, ...]:
    """Where two masked variants of a text, laid side by side, tell what each of them hides."""
    return tuple(found for found in differences(Mapped(one), Mapped(other)) if found.leak)


def _find(text: str, kind: Kind) -> Iterator[Masked]:
    return find_persons(text) if kind == "person" else find_numbers(text, kind)


def _free(found: Iterable[Masked], taken: list[Masked]) -> Iterator[Masked]:
    """Spans that touch none of those taken."""
    ordered = sorted((span.start, span.end) for span in taken)
    for span in found:
        place = bisect_left(ordered, (span.end, 0))
        if not place or ordered[place - 1][1] <= span.start:
            yield span


def _suspects(pattern: re.Pattern[str], kind: Kind, reason: str, text: str) -> Iterator[Readable]:
    for match in pattern.finditer(text):
        words = match[0].strip("：: ")
        if "某" not in words:
            yield Readable(kind, match.end() - len(words), match.end(), words, reason)
