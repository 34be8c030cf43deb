"""Numbers as they are printed: Arabic, Chinese, masked; each with its 万 or 亿 and an embedded 余 or 多."""

from __future__ import annotations

import re
from typing import NamedTuple

from nianlun.text.numerals import DIGITS, read_digits, read_numeral, split_scale

_ARABIC = re.compile(
    r"(?P<sign>[-−－])?(?P<number>\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?P<part>[.．·]\d+)?"
    r"(?:亿(?P<low>\d{1,4})(?P<low_scale>千万|百万|万))?"
    r"(?P<before>[余多几来](?=[万亿千百\u4e00-\u9fff%]))?(?P<scale>万亿|千亿|百亿|千万|百万|十万|亿|万|千|百)?(?P<after>[余多几])?"
)
_CHINESE = re.compile(
    r"[一二三四五六七八九两十百](?:[零〇○一二三四五六七八九十百万亿两]|千(?![瓦克米伏焦卡]))*(?:点[零〇一二三四五六七八九]+)?"
    r"(?P<before>[余多几来])?(?P<scale>[万亿]+)?(?P<after>[余多])?"
)
_MASKED = re.compile(
    r"(?:[XxＸ×✕]{1,4}(?:\.[XxＸ×✕]{1,2})?|[*＊]{1,4}(?:\.[*＊]{1,2})?|[○〇]{2,4})"
    r"(?P<before>[余多])?(?P<scale>万亿|千万|百万|十万|亿|万|千)?(?P<after>[余多])?"
)
_ROUND = re.compile(r"(?P<mark>[百千万亿])(?P<after>[余多])?(?P<scale>[万亿])?")
_ROUND_VALUE = {"百": "100", "千": "1000"}
_ROUGH_BEFORE = ("近", "上", "超", "超过", "逾", "将近", "接近")
_SIGN_AFTER = re.compile(r"[0-9A-Za-z%月日号年)）\]】]")

_SEPARATORS = str.maketrans("", "", ",，")


class Number(NamedTuple):
    """A number read at one place."""

    value: str | None
    """ASCII digits; None when masked."""
    upper: str | None
    """Upper end of 七八 and the like."""
    scale: str
    """万, 亿, ... as printed between digits and unit."""
    embedded: str | None
    start: int
    end: int
    style: str
    """`arabic`, `chinese`, `masked` or `round` (百余, 近千)."""


def number_at(body: str, start: int) -> Number | None:
    """Read the number that begins at `start`."""
    mark = body[start]
    if (mark.isdigit() and mark.isascii()) or mark in "-−－":
        return _arabic(body, start)
    if mark in "XxＸ×✕*＊○":
        return _masked(body, start)
    if mark in "百千万亿":
        return _round(body, start)
    if mark == "〇" and body[start + 1 : start + 2] == "〇":
        return _masked(body, start)
    return _chinese(body, start)


def _arabic(body: str, start: int) -> Number | None:
    match = _ARABIC.match(body, start)
    if match is None:
        return None
    sign, number, part, low, low_scale, before, scale, after = match.groups()
    value = number if number.isdigit() else number.translate(_SEPARATORS)
    end = match.end()
    if part:
        value += "." + part[1:]
    if sign:
        if start and _SIGN_AFTER.match(body[start - 1]):
            start += 1
        else:
            value = "-" + value
    if low:
        power = {"千万": 10**3, "百万": 10**2, "万": 1}[low_scale]
        value, scale = str(int(value) * 10**4 + int(low) * power), "万"
    return Number(value, None, scale or "", before or after, start, end, "arabic")


def _chinese(body: str, start: int) -> Number | None:
    match = _CHINESE.match(body, start)
    if match is None:
        return None
    before, extra, after = match.groups()
    end = match.end()
    word = (
        body[start : match.start("before")]
        if before
        else body[start : end - len(extra or "") - len(after or "")]
    )
    parts = split_scale(word + (extra or "")) if not before else split_scale(word)
    if parts is None:
        return _neighbours(word, before, extra or "", after, start, end)
    value, scale = parts
    if before and extra:
        scale += extra
    return Number(value, None, scale, before or after, start, end, "chinese")


def _neighbours(
    word: str, before: str | None, extra: str, after: str | None, start: int, end: int
) -> Number | None:
    """两三, 七八十: two digits that follow each other are a range."""
    scale = extra
    while word and word[-1] in "万亿":
        scale = word[-1] + scale
        word = word[:-1]
    tens = word.endswith("十") and len(word) == 3
    digits = read_digits(word[:2])
    if len(word) not in (2, 3) or (len(word) == 3 and not tens) or digits is None:
        return None
    low, high = int(digits[0]), int(digits[1])
    if high != low + 1 or word[0] in "一零〇":
        return None
    if tens:
        low, high = low * 10, high * 10
    return Number(str(low), str(high), scale, before or after, start, end, "chinese")


def _masked(body: str, start: int) -> Number | None:
    match = _MASKED.match(body, start)
    if match is None:
        return None
    before, scale, after = match.groups()
    return Number(None, None, scale or "", before or after, start, match.end(), "masked")


def _round(body: str, start: int) -> Number | None:
    match = _ROUND.match(body, start)
    if match is None:
        return None
    mark, after, scale = match.groups()
    if not after and not body.endswith(_ROUGH_BEFORE, max(0, start - 2), start):
        return None
    value = _ROUND_VALUE.get(mark)
    if value is None:
        return Number("1", None, mark + (scale or ""), after, start, match.end(), "round")
    return Number(value, None, scale or "", after, start, match.end(), "round")


def chinese_plain(text: str) -> str | None:
    """Value of a plain numeral, Chinese or Arabic: `三`, `三十`, `12.5`."""
    if text and text[0] in "0123456789":
        return text.translate(_SEPARATORS)
    return read_numeral(text) or ((text == "百" and "100") or None)


def is_chinese_digit(mark: str) -> bool:
    """Whether the mark is a Chinese digit."""
    return mark in DIGITS
