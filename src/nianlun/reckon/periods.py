"""Spans of time as reports ask for them: to-date, the same span last year, the one before, the months of a year.

The spans themselves and their codes are those of `nianlun.define.reading.periods`.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from nianlun.define.every import Every
from nianlun.define.expressions.types import Term
from nianlun.define.reading.dates import chinese_date
from nianlun.define.reading.periods import Period, chinese_period, months_of, read_period, year_of
from nianlun.define.words import Language

DAY = timedelta(days=1)
WEEK_DAYS = 7
_HALF = 6
_QUARTER = 3
_MONTHS = tuple(calendar.month_name)


def half_of(year: int, half: int) -> Period:
    """The first or second half of a year."""
    return months_of(year, half * _HALF - _HALF + 1, half * _HALF, f"{year:04d}-H{half}")


def quarter_of(year: int, quarter: int) -> Period:
    """A quarter, 1 to 4."""
    last = quarter * _QUARTER
    return months_of(year, last - _QUARTER + 1, last, f"{year:04d}-Q{quarter}")


def month_of(year: int, month: int) -> Period:
    """A month."""
    return months_of(year, month, month, f"{year:04d}-{month:02d}")


def week_of(day: date) -> Period:
    """The week, Monday to Sunday, in which a day lies."""
    year, week, _ = day.isocalendar()
    return read_period(f"{year}-W{week:02d}")


def week_ending(day: date) -> Period:
    """The seven days up to a day: the week of a bulletin that is closed on a Friday."""
    return span(day - (WEEK_DAYS - 1) * DAY, day)


def span(first: date, last: date) -> Period:
    """From a day to a day, both included.

    Raises:
        ValueError: the first day is after the last.
    """
    if first > last:
        raise ValueError(first, last)
    return Period(f"{first.isoformat()}/{last.isoformat()}", first, last)


def to_date(day: date) -> Period:
    """From the beginning of the year to a day."""
    return span(date(day.year, 1, 1), day)


def period_of(every: Every, day: date) -> Period:
    """The span of the calendar in which a day lies."""
    match every:
        case Every.DAY:
            return span(day, day)
        case Every.WEEK:
            return week_of(day)
        case Every.MONTH:
            return month_of(day.year, day.month)
        case Every.QUARTER:
            return quarter_of(day.year, (day.month - 1) // _QUARTER + 1)
        case Every.YEAR:
            return year_of(day.year)


def contains(period: Period, day: date) -> bool:
    """Whether a day lies in the span."""
    return period.first <= day <= period.last


def happened_in(period: Period, term: Term) -> bool:
    """Whether what carries a date or a span counts in a period.

    A span counts where it begins; a longer one, such as the year of a list, in every period it covers whole.
    Of periods that follow each other without a gap, a shorter span so counts in exactly one.
    """
    if isinstance(term, date):
        return contains(period, term)
    if not isinstance(term, str) or not term:
        return False
    other = read_period(term)
    covers = other.first <= period.first and other.last >= period.last
    return covers or contains(period, other.first)


def cut(period: Period, day: date) -> Period | None:
    """The span up to a day; itself where it is over by then, None where it has not begun."""
    if day >= period.last:
        return period
    return span(period.first, day) if day >= period.first else None


def year_before(period: Period) -> Period:
    """The same span of the year before; one that ends with a month ends with that month there too."""
    code = period.code
    year = int(code[:4])
    if "/" in code:
        return span(_day_before(period.first), _day_before(period.last, ends=_ends_month(period.last)))
    if code[5:6] == "W":
        return _same_week(year - 1, int(code[6:]))
    return read_period(f"{year - 1:04d}{code[4:]}")


def _same_week(year: int, week: int) -> Period:
    last = date(year, 12, 28).isocalendar().week
    return read_period(f"{year}-W{min(week, last):02d}")


def _ends_month(day: date) -> bool:
    return (day + DAY).month != day.month


def _day_before(day: date, *, ends: bool = False) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, last if ends else min(day.day, last))


def previous(period: Period) -> Period:
    """The span just before: the last issue's; the same number of days for a span of one's own choice."""
    earlier = period.first - DAY
    if "/" in period.code:
        return span(earlier - (period.last - period.first), earlier)
    if period.code[5:6] == "H":
        return half_of(earlier.year, 1 if earlier.month <= _HALF else 2)
    return period_of(period.every or Every.YEAR, earlier)


def parts(period: Period, every: Every) -> Iterator[Period]:
    """The weeks, months or quarters of a period, in order; every one that begins in it."""
    part = period_of(every, period.first)
    while part.first <= period.last:
        if part.first >= period.first:
            yield part
        part = period_of(every, part.last + DAY)


def label(period: Period, language: Language = Language.CHINESE) -> str:
    """The span in words: 2023年第三季度, third quarter of 2023."""
    if language is Language.CHINESE:
        return chinese_period(period)
    year, _, rest = period.code.partition("-")
    if "/" in period.code:
        return f"{_english(period.first)} to {_english(period.last)}"
    match rest[:1]:
        case "":
            return year
        case "H":
            return f"{'first' if rest == 'H1' else 'second'} half of {year}"
        case "Q":
            return f"{('first', 'second', 'third', 'fourth')[int(rest[1]) - 1]} quarter of {year}"
        case "W":
            return f"week {int(rest[1:])} of {year}"
        case _:
            return f"{_MONTHS[int(rest)]} {year}"


def _english(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


def as_of_label(day: date, language: Language = Language.CHINESE) -> str:
    """截至2023年10月20日, as of 20 October 2023."""
    return f"截至{chinese_date(day)}" if language is Language.CHINESE else f"as of {_english(day)}"


def year_share(year: int, day: date) -> tuple[int, int]:
    """Days of a year that are over by the end of a day, and all its days."""
    whole = year_of(year)
    days = (whole.last - whole.first).days + 1
    return min(max((day - whole.first).days + 1, 0), days), days
