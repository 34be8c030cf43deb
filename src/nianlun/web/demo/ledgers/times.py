"""Days and office hours of 青禾县."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
SATURDAY = 5


def at(day: date, hour: int = 16, minute: int = 30) -> datetime:
    """An instant of a day."""
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def end_of(day: date) -> datetime:
    """The last instant of a day, by which one asks how the ledger stood."""
    return datetime.combine(day, time.max, SHANGHAI)


def office_day(day: date) -> date:
    """The day, or the Monday after it."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day


def later(day: date, days: int) -> date:
    """The office day so many days later."""
    return office_day(day + timedelta(days=days))


def earlier_office_day(day: date) -> date:
    """The day, or the Friday before it."""
    return day - timedelta(days=day.weekday() - SATURDAY + 1) if day.weekday() >= SATURDAY else day


def months(first: date, last: date) -> Iterator[date]:
    """First days of the months from one day to another."""
    day = first.replace(day=1)
    while day <= last:
        yield day
        day = (day + timedelta(days=32)).replace(day=1)


def fridays(first: date, last: date) -> Iterator[date]:
    """Fridays from one day to another."""
    day = first + timedelta(days=(4 - first.weekday()) % 7)
    while day <= last:
        yield day
        day += timedelta(days=7)


def month_word(day: date) -> str:
    """`2023年5月`."""
    return f"{day.year}年{day.month}月"
