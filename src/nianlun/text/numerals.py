"""Chinese numerals: read as ASCII digits, exactly, without rounding."""

from __future__ import annotations

from functools import lru_cache

DIGITS: dict[str, int] = {mark: value for value, mark in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}


@lru_cache(maxsize=8192)
def read_numeral(text: str) -> str | None:
    """Digits of a Chinese numeral: `一千二百` is `1200`, `十二点三` is `12.3`; None when it is none.

    A row of bare digits (一九五八, 三四) is no numeral here: see `read_digits`.
    """
    whole, point, part = text.partition("点")
    number = _whole(whole)
    if number is None:
        return None
    if not point:
        return str(number)
    if not part or any(mark not in DIGITS for mark in part):
        return None
    return f"{number}." + "".join(str(DIGITS[mark]) for mark in part)


def read_digits(text: str) -> str | None:
    """Digits of a row of bare marks: `二〇二三` is `2023`; None when another mark is among them."""
    if not text or any(mark not in DIGITS for mark in text):
        return None
    return "".join(str(DIGITS[mark]) for mark in text)


@lru_cache(maxsize=8192)
def split_scale(text: str) -> tuple[str, str] | None:
    """Digits and the 万 or 亿 that ends the numeral: `一千二百万` is (`1200`, `万`), `二亿五千万` (`25000`, `万`)."""
    scale = ""
    body = text
    while len(body) > 1 and body[-1] in "万亿":
        scale = body[-1] + scale
        body = body[:-1]
    if scale not in ("", "万", "亿", "万亿"):
        return None
    number = read_numeral(body)
    if number is None:
        return None
    if scale == "万" and "亿" in body:
        high, _, low = body.rpartition("亿")
        upper, lower = read_numeral(high), read_numeral(low) if low else "0"
        if upper is None or lower is None or "." in upper + lower:
            return None
        number = str(int(upper) * 10**4 + int(lower))
    return number, scale


def _whole(text: str) -> int | None:
    total = section = 0
    digit: int | None = None
    last_small = 10**9
    for mark in text:
        value = DIGITS.get(mark)
        if value is not None:
            if digit:
                return None
            digit = value
            continue
        if mark in _SMALL:
            power = _SMALL[mark]
            if not digit and power != _SMALL["十"]:
                return None
            if power >= last_small:
                return None
            section += (digit or 1) * power
            last_small, digit = power, None
        elif mark in _LARGE:
            section += digit or 0
            if section == 0 and total == 0:
                return None
            total = (total + section) * _LARGE[mark] if mark == "亿" else total + section * _LARGE[mark]
            section, digit, last_small = 0, None, 10**9
        else:
            return None
    if not text:
        return None
    return total + section + (digit or 0)
