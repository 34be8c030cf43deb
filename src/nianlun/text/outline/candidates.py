"""What looks like a heading before its neighbours have been asked, and how its number is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from nianlun.text.numerals import read_digits, read_numeral

Style = Literal[
    "part", "chapter", "section", "han", "paren_han", "dot", "comma", "paren", "half_paren", "circle",
    "shi", "yao", "ordinal", "first", "qi",
    "run_dot", "run_comma", "run_paren", "run_half_paren", "run_paren_han", "run_circle",
    "decimal", "decimal_long", "digit",
    "bare", "bare_part",
]  # fmt: skip
"""Kinds of marks; 1. at the start of a line and 1. inside a paragraph are two, 1.1 and 1.1.1 as well."""

LEVELS: dict[Style, int] = {
    "bare": 0,
    "bare_part": 0,
    "part": 1,
    "chapter": 1,
    "han": 1,
    "section": 2,
    "paren_han": 2,
    "dot": 3,
    "comma": 3,
    "paren": 3,
    "half_paren": 3,
    "circle": 3,
    "decimal": 3,
    "decimal_long": 3,
    "digit": 3,
}
"""Level of each style that stands at the head of a line; whatever is not here is run in."""
RUN_IN = 4
"""Level of enumerations in running text."""

HAN = "一二三四五六七八九十百零〇两"
_NAMED = {
    "首先": 1,
    "其次": 2,
    "再次": 3,
    "再其次": 3,
    "再者": 3,
    "其一": 1,
    "其二": 2,
    "其三": 3,
    "其四": 4,
    "其五": 5,
}
_CIRCLES = {chr(0x2460 + value): value + 1 for value in range(20)}
_INDENT = 6
LAST = 99
"""Number of 最后, which follows whatever stands before it."""

_DECIMALS = re.compile(r"\d+(?:[.．]\d+)*[.．](\d+)")
_NUMERAL = re.compile(rf"[{HAN}]+|\d+|[①-⑳]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mark with the words after it."""

    style: Style
    number: int
    start: int
    """Where the mark begins."""
    text_start: int
    end: int
    """Where the words end."""
    marker: str
    text: str
    doubtful: bool = False
    """Stays only where a neighbour of its sequence stands too."""
    paragraph: int = 0
    """Start of the line it stands in."""

    @property
    def level(self) -> int:
        """Level by the mark alone."""
        return LEVELS.get(self.style, RUN_IN)

    @property
    def at_line_start(self) -> bool:
        """Whether nothing but blanks stands before the mark."""
        return self.start - self.paragraph <= _INDENT


def number_of(mark: str) -> int:
    """The number a mark carries: 12 for 十二、, （12）, 3.12 or 第十二章; 0 where there is none."""
    if decimals := _DECIMALS.match(mark):
        return int(decimals[1])
    named = _NAMED.get(mark[:2]) or _NAMED.get(mark[:3])
    if named is not None:
        return named
    if mark.startswith("最后"):
        return LAST
    match = _NUMERAL.search(mark)
    if match is None:
        return 0
    digits = match.group()
    if digits.isdecimal():
        return int(digits)
    if digits in _CIRCLES:
        return _CIRCLES[digits]
    return int(read_numeral(digits) or read_digits(digits) or 0)
