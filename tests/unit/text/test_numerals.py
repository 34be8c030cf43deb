from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.text.numerals import read_digits, read_numeral, split_scale

DIGITS = "零一二三四五六七八九"


def _spell(number: int) -> str:
    """Spell a number below 10^12 as official documents do."""
    if number == 0:
        return "零"
    for power, mark in ((10**8, "亿"), (10**4, "万")):
        if number >= power:
            high, low = divmod(number, power)
            rest = "" if low == 0 else ("零" if low < power // 10 else "") + _spell(low)
            return _spell(high) + mark + rest
    text, zero = "", False
    for power, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + mark
        zero = digit == 0
        if number == 0:
            break
    return text.removeprefix("一") if text.startswith("一十") else text


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_read_numeral_reads_back_what_is_spelled(number: int) -> None:
    assert read_numeral(_spell(number)) == str(number)


@given(st.text(alphabet="零〇一二三四五六七八九十百千万亿两点", max_size=12))
def test_read_numeral_gives_digits_or_none(text: str) -> None:
    read = read_numeral(text)

    assert read is None or read.replace(".", "", 1).isdigit()


@pytest.mark.parametrize(
    ("text", "number", "scale"),
    [
        ("一千二百万", "1200", "万"),
        ("两万", "2", "万"),
        ("两万三千", "23000", ""),
        ("二亿五千万", "25000", "万"),
        ("七亿", "7", "亿"),
        ("一万亿", "1", "万亿"),
        ("十二点三", "12.3", ""),
    ],
)
def test_split_scale_leaves_the_last_scale_to_the_unit(text: str, number: str, scale: str) -> None:
    assert split_scale(text) == (number, scale)


@pytest.mark.parametrize("text", ["", "一九五八", "三四", "百", "万", "十千", "点三", "三点"])
def test_read_numeral_refuses_what_is_no_numeral(text: str) -> None:
    assert read_numeral(text) is None


def test_read_digits_reads_a_year() -> None:
    assert read_digits("二〇二三") == "2023"
    assert read_digits("二千") is None
