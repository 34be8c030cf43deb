"""Spans with a short code: `2023`, `2023-H1`, `2023-Q3`, `2023-10`, `2023-W42`, or from a day to a day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from nianlun.define.errors import BadValueError
from nianlun.define.every import Every
from nianlun.define.reading.dates import chinese_date, read_date
from nianlun.define.reading.marks import plain, whole

_ORDINALS = "一二三四"
_YEAR = re.compile(r"(\d{4})\s*年?(?:度)?")
_HALF = re.compile(r"(\d{4})\s*(?:年\s*(上|下)半年|-?H([12]))")
_QUARTER = re.compile(r"(\d{4})\s*(?:年?\s*第?\s*([一二三四1-4])\s*季度?|-?Q([1-4]))", re.IGNORECASE)
_QUARTERS = re.compile(r"(\d{4})\s*年?\s*前\s*([二三2-3])\s*个?季度")
_PACKED = re.compile(r"(\d{4})(\d{2})")
_MONTH = re.compile(r"(\d{4})\s*[年./\-]\s*(\d{1,2})\s*月?(?:份)?")
_MONTHS = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月?\s*[-–—~至到]\s*(\d{1,2})\s*月(?:份)?")
_WEEK = re.compile(r"(\d{4})\s*(?:年\s*第?\s*(\d{1,2})\s*周|-?W(\d{1,2}))", re.IGNORECASE)
_SPAN = re.compile(r"(.+?)\s*(?:至|到|~|—+|/(?=\d{4}-\d{2}-\d{2}$))\s*(.+)")


@dataclass(frozen=True)
class Period:
    """A span of days."""

    code: str
    """The form in which it is stored."""
    first: date
    """First day."""
    last: date
    """Last day, included."""

    @property
    def every(self) -> Every | None:
        """The span of the calendar it is; None for a half year or days of one's own choice."""
        if re.fullmatch(r"\d{4}", self.code):
            return Every.YEAR
        marks = {"Q": Every.QUARTER, "W": Every.WEEK}
        if self.code[5:6] in marks:
            return marks[self.code[5]]
        return Every.MONTH if re.fullmatch(r"\d{4}-\d{2}", self.code) else None


def year_of(year: int) -> Period:
    """A calendar year."""
    return Period(f"{year:04d}", date(year, 1, 1), date(year, 12, 31))


def months_of(year: int, first: int, last: int, code: str) -> Period:
    """From the first day of a month to the last day of a month."""
    return Period(code, date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def read_period(raw: object) -> Period:
    """The span somebody wrote.

    Raises:
        BadValueError: `value.period.unreadable` or `value.period.backwards`.
    """
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        raw = str(whole(raw))
    if isinstance(raw, date):
        raw = f"{raw.year:04d}-{raw.month:02d}"
    text = plain(str(raw))
    try:
        period = _calendar_span(text) or _free_span(text, raw)
    except (ValueError, OverflowError) as error:
        raise BadValueError("value.period.unreadable", raw=raw) from error
    if period is None:
        raise BadValueError("value.period.unreadable", raw=raw)
    return period


def _calendar_span(text: str) -> Period | None:
    if match := _YEAR.fullmatch(text):
        return year_of(int(match[1]))
    if match := _HALF.fullmatch(text):
        half = 1 if (match[2] or match[3]) in ("上", "1") else 2
        return months_of(int(match[1]), half * 6 - 5, half * 6, f"{match[1]}-H{half}")
    if match := _QUARTER.fullmatch(text):
        written = match[2] or match[3]
        quarter = _ORDINALS.index(written) + 1 if written in _ORDINALS else int(written)
        return months_of(int(match[1]), quarter * 3 - 2, quarter * 3, f"{match[1]}-Q{quarter}")
    if match := _WEEK.fullmatch(text):
        week = int(match[2] or match[3])
        monday = date.fromisocalendar(int(match[1]), week, 1)
        return Period(f"{match[1]}-W{week:02d}", monday, monday + timedelta(days=6))
    if match := _MONTH.fullmatch(text) or _PACKED.fullmatch(text):
        month = int(match[2])
        return months_of(int(match[1]), month, month, f"{match[1]}-{month:02d}")
    return None


def _free_span(text: str, raw: object) -> Period | None:
    if match := _MONTHS.fullmatch(text):
        year, first, last = int(match[1]), int(match[2]), int(match[3])
        span = months_of(year, first, last, "")
        return _between(span.first, span.last, raw)
    if match := _QUARTERS.fullmatch(text):
        span = months_of(int(match[1]), 1, 9 if match[2] in "三3" else 6, "")
        return _between(span.first, span.last, raw)
    if match := _SPAN.fullmatch(text):
        return _between(read_date(match[1]), read_date(match[2]), raw)
    return None


def _between(first: date, last: date, raw: object) -> Period:
    if first > last:
        suggestion = f"{chinese_date(last)}至{chinese_date(first)}"
        raise BadValueError("value.period.backwards", raw=raw, suggestion=suggestion)
    return Period(f"{first.isoformat()}/{last.isoformat()}", first, last)


def chinese_period(period: Period) -> str:
    """The span as documents print it: 2023年第三季度, 2023年1-10月."""
    code = period.code
    if "/" in code:
        return _chinese_span(period)
    year, _, rest = code.partition("-")
    if not rest:
        return f"{year}年"
    if rest[0] == "H":
        return f"{year}年{'上' if rest[1] == '1' else '下'}半年"
    if rest[0] == "Q":
        return f"{year}年第{_ORDINALS[int(rest[1]) - 1]}季度"
    if rest[0] == "W":
        return f"{year}年第{int(rest[1:])}周"
    return f"{year}年{int(rest)}月"


def _chinese_span(period: Period) -> str:
    first, last = period.first, period.last
    ends_month = last.day == calendar.monthrange(last.year, last.month)[1]
    if first.year == last.year and first.day == 1 and ends_month:
        return f"{first.year:04d}年{first.month}-{last.month}月"
    return f"{chinese_date(first)}至{chinese_date(last)}"
