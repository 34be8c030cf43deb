"""Numbers of headings as integers: 一、 （二） 3. 第四章."""

from __future__ import annotations

import re

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_STYLES = (
    (1, re.compile(r"^第([一二三四五六七八九十百\d]{1,4})(?:部分|编)")),
    (2, re.compile(r"^第([一二三四五六七八九十百\d]{1,4})章")),
    (4, re.compile(r"^第([一二三四五六七八九十百零〇\d]{1,5})条")),
    (5, re.compile(r"^([一二三四五六七八九十]{1,3})[、.．]")),
    (6, re.compile(r"^[(（]([一二三四五六七八九十]{1,3})[)）]")),
    (7, re.compile(r"^(\d{1,2})(?:[、．]|\.(?!\d))")),
    (8, re.compile(r"^[(（](\d{1,2})[)）]")),
)
ARTICLE = 4
"""Style of 第一条: articles are counted through a whole law."""
TOP = 5
"""Style of 一、: the highest in most documents."""
LOWEST = 99
_MARKED = frozenset("第一二三四五六七八九十(（0123456789")


def number_of(numeral: str) -> int:
    """Value of 12, 十二 or 一百零三; 0 where it is no number."""
    if numeral.isdecimal():
        return int(numeral)
    total = digit = 0
    for char in numeral.replace("零", "〇"):
        if char == "百":
            total += (digit or 1) * 100
        elif char == "十":
            total += (digit or 1) * 10
        elif char in _DIGITS:
            digit = _DIGITS[char]
            continue
        else:
            return 0
        digit = 0
    return total + digit


def mark_of(text: str) -> tuple[int, int] | None:
    """Style (smaller is higher) and number of the mark a line begins with."""
    if text[0] not in _MARKED:
        return None
    for style, pattern in _STYLES:
        found = pattern.match(text)
        if found:
            return style, number_of(found[1])
    return None
