"""Working days in China: holidays and make-up days as announced, week-ends only where nothing is announced yet.

A date that depends on a year not yet announced is provisional and says so.
Day zero does not count; a last calendar day on a day off rolls on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from chinese_calendar.constants import holidays, workdays

DAY = timedelta(days=1)
FRIDAY = 4
FURTHEST = 20_000
"""Days beyond which counting is a mistake."""


class DayKind(StrEnum):
    """What a day is for those who work in offices."""

    WORKDAY = "workday"
    MAKE_UP = "make_up"
    """A Saturday or Sunday on which one works."""
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True)
class Calendar:
    """Announced days off and make-up days, and the last day that is announced."""

    holidays: Mapping[date, str] = field(default_factory=dict)
    make_up_days: Mapping[date, str] = field(default_factory=dict)
    last: date = date.min
    """After this day only week-ends are known."""

    def kind(self, day: date) -> DayKind:
        """What a day is."""
        if day in self.make_up_days:
            return DayKind.MAKE_UP
        if day in self.holidays:
            return DayKind.HOLIDAY
        return DayKind.WEEKEND if day.weekday() > FRIDAY else DayKind.WORKDAY

    def works(self, day: date) -> bool:
        """Whether one works on a day."""
        return self.kind(day) in (DayKind.WORKDAY, DayKind.MAKE_UP)


@lru_cache(maxsize=1)
def announced() -> Calendar:
    """The calendar the State Council has announced so far, as the package `chinesecalendar` carries it."""
    make_up = {day: name for day, name in workdays.items() if day.weekday() > FRIDAY}
    off = {day: name for day, name in holidays.items() if day not in make_up}
    last_year = max(day.year for day in holidays)
    return Calendar(off, make_up, date(last_year, 12, 31))


@dataclass(frozen=True)
class Counted:
    """One day on the way to a date."""

    day: date
    kind: DayKind
    counted: bool
    """Whether it is one of the days that were asked for."""
    provisional: bool = False
    """Whether its year is not announced yet."""


@dataclass(frozen=True)
class Planned:
    """A date that was reckoned, with every day on the way to it."""

    day: date
    provisional: bool
    """Whether it may still move, because some day on the way is not announced."""
    steps: tuple[Counted, ...]
    """From the day after the beginning to the date itself, in the order in which they were counted."""


def add_workdays(start: date, number: int, calendar: Calendar | None = None) -> Planned:
    """The working day so many working days after a day, or before it where the number is negative.

    Raises:
        OverflowError: the number is beyond all reason.
    """
    if abs(number) > FURTHEST:
        raise OverflowError(number)
    calendar = calendar or announced()
    step, left, day = (DAY if number >= 0 else -DAY), abs(number), start
    steps: list[Counted] = []
    while left:
        day += step
        works = calendar.works(day)
        left -= works
        steps.append(_counted(day, calendar, counted=works))
    return Planned(day, _provisional(steps), tuple(steps))


def add_days(start: date, number: int, calendar: Calendar | None = None) -> Planned:
    """The day so many calendar days after a day, or before it; one that is off rolls on to the next working day.

    Counted backwards the date rolls back, so that what must be done before a day is done before it.

    Raises:
        OverflowError: the number is beyond all reason.
    """
    if abs(number) > FURTHEST:
        raise OverflowError(number)
    calendar = calendar or announced()
    step = DAY if number >= 0 else -DAY
    day = start
    steps: list[Counted] = []
    for _ in range(abs(number)):
        day += step
        steps.append(_counted(day, calendar, counted=True))
    while number and not calendar.works(day):
        day += step
        steps.append(_counted(day, calendar, counted=False))
    return Planned(day, _provisional(steps), tuple(steps))


def next_workday(day: date, calendar: Calendar | None = None) -> date:
    """The day itself where one works on it, else the next on which one does."""
    calendar = calendar or announced()
    while not calendar.works(day):
        day += DAY
    return day


def nth_workday(first: date, number: int, last: date, calendar: Calendar | None = None) -> date:
    """The n-th working day from `first` on; the last one up to `last` where there are fewer."""
    calendar = calendar or announced()
    found = [day for day in days_between(first, last) if calendar.works(day)]
    return found[min(number, len(found)) - 1] if found else last


def workdays_between(first: date, last: date, calendar: Calendar | None = None) -> int:
    """How many working days lie after `first`, up to and with `last`; negative where `last` is earlier."""
    calendar = calendar or announced()
    if last < first:
        return -workdays_between(last, first, calendar)
    return sum(1 for day in days_between(first + DAY, last) if calendar.works(day))


def days_between(first: date, last: date) -> Iterator[date]:
    """All days from the first to the last, both included."""
    day = first
    while day <= last:
        yield day
        day += DAY


def _counted(day: date, calendar: Calendar, *, counted: bool) -> Counted:
    return Counted(day, calendar.kind(day), counted, provisional=day > calendar.last)


def _provisional(steps: list[Counted]) -> bool:
    return any(each.provisional for each in steps)
