"""Dates as documents print them, to ISO 8601 with the precision printed."""

from __future__ import annotations

import re
from datetime import date

from nianlun.text.numerals import read_digits, read_numeral

_ARABIC = re.compile(
    r"((?:19|20)\d\d)\s*(?:年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?|[./-](\d{1,2})[./-](\d{1,2})(?!\d))"
)
_CHINESE = re.compile(
    r"([一二][〇○Ｏ零Oo一二三四五六七八九0]{3})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?"
)
_REST = 6
"""Characters beside the date that a date line may hold: 印发, brackets, 于."""


def date_in(text: str) -> str | None:
    """The first date of a text: `2023-12-11`, or `2023-12` where no day is printed."""
    found = _ARABIC.search(text)
    if found:
        year, month, day = found[1], found[2] or found[4], found[3] or found[5]
        return _iso(int(year), int(month), int(day) if day else None)
    found = _CHINESE.search(text)
    if not found:
        return None
    year = read_digits(re.sub("[○ＯOo0]", "〇", found[1]))
    month, day = read_numeral(found[2]), read_numeral(found[3]) if found[3] else None
    return _iso(int(year), int(month), int(day) if day else None) if year and month else None


def date_of_line(line: str) -> str | None:
    """The date a line consists of, as signatures end; None where the line says more."""
    found = _ARABIC.search(line) or _CHINESE.search(line)
    return date_in(line) if found and len(line) - len(found[0]) <= _REST else None


def _iso(year: int, month: int, day: int | None) -> str | None:
    try:
        return date(year, month, day or 1).isoformat()[: 10 if day else 7]
    except ValueError:
        return None
