"""Dates as people write them: 2023年10月20日, 2023.10.20, 二〇二三年十月二十日, serial days of Excel."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from nianlun.define.errors import BadValueError
from nianlun.define.reading.marks import plain, whole

_FULL = re.compile(
    r"(\d{4})\s*[年./\-]\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*[日号]?(?:[T ]+\d{1,2}:\d{2}.*)?"
)
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT_YEAR = re.compile(r"(\d{2})\s*[年./\-]\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*[日号]?")
_NO_YEAR = re.compile(r"(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*[日号]?")
_NO_DAY = re.compile(r"(\d{4})\s*[年./\-]\s*(\d{1,2})\s*月?")
_YEAR_LAST = re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")
_TENS = re.compile(r"(\d?)十(\d?)")

MONTHS, LONGEST_MONTH = 12, 31
FIRST_YEAR = 1000
"""Years are written with four digits, none of them a leading zero."""
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(18264, 91313)
"""1950 to 2149: outside it a bare number is not taken for a date."""


def read_date(raw: object, today: date | None = None) -> date:
    """The day somebody wrote.

    Raises:
        BadValueError: `value.date.unreadable`, `.impossible`, `.no_year`, `.no_day`, `.short_year`, `.order`.
    """
    if isinstance(raw, date):
        day = raw.date() if isinstance(raw, datetime) else raw
        if day.year < FIRST_YEAR:
            raise BadValueError("value.date.short_year", raw=day.isoformat())
        return day
    if isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool):
        raw = str(whole(raw))
    text = _digits(plain(str(raw)))
    if match := _FULL.fullmatch(text) or _PACKED.fullmatch(text):
        if match[1].startswith("0"):
            raise BadValueError("value.date.short_year", raw=raw)
        return _day(int(match[1]), int(match[2]), int(match[3]), raw)
    if _SERIAL.fullmatch(text) and int(float(text)) in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=int(float(text)))
    raise _complaint(text, raw, today)


def _digits(text: str) -> str:
    if not any(mark in text for mark in "年月日"):
        return text
    arabic = text.translate(_CHINESE)
    return _TENS.sub(lambda m: f"{m[1] or '1'}{m[2] or '0'}", arabic)


def _day(year: int, month: int, day: int, raw: object) -> date:
    if not 1 <= month <= MONTHS or year < 1 or day < 1:
        raise BadValueError("value.date.impossible", raw=raw)
    last = calendar.monthrange(year, month)[1]
    if day > last:
        suggestion = f"{year}年{month}月{last}日" if day <= LONGEST_MONTH else ""
        raise BadValueError("value.date.impossible", raw=raw, suggestion=suggestion)
    return date(year, month, day)


def _complaint(text: str, raw: object, today: date | None) -> BadValueError:
    if match := _SHORT_YEAR.fullmatch(text):
        return BadValueError(
            "value.date.short_year", raw=raw, suggestion=f"20{match[1]}年{int(match[2])}月{int(match[3])}日"
        )
    if match := _YEAR_LAST.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        month, day = (second, first) if first > MONTHS else (first, second)
        clear = first > MONTHS or second > MONTHS
        return BadValueError(
            "value.date.order", raw=raw, suggestion=f"{match[3]}年{month}月{day}日" if clear else ""
        )
    if match := _NO_DAY.fullmatch(text):
        return BadValueError("value.date.no_day", raw=raw, suggestion=f"{match[1]}年{int(match[2])}月1日")
    if match := _NO_YEAR.fullmatch(text):
        suggestion = f"{today.year}年{int(match[1])}月{int(match[2])}日" if today else ""
        return BadValueError("value.date.no_year", raw=raw, suggestion=suggestion)
    return BadValueError("value.date.unreadable", raw=raw)


def chinese_date(day: date) -> str:
    """The day as official documents print it: 2023年10月20日."""
    return f"{day.year:04d}年{day.month}月{day.day}日"
