"""The span an update is for and the day by which it is due: every month by the 25th."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from nianlun.define.every import Every
from nianlun.define.model import Cycle
from nianlun.kernel.workdays import Calendar, nth_workday

DAY = timedelta(days=1)
QUARTER_MONTHS = 3


@dataclass(frozen=True)
class Due:
    """One round of a cycle."""

    first: date
    """The first day of the span."""
    last: date
    """Its last day."""
    due_on: date
    """The last day on which the update is in time."""
    opens_on: date
    """From this day on an update counts for the span: its first day, or the one after it where `by` is counted
    in the span that follows."""


def span_of(every: Every, day: date) -> tuple[date, date]:
    """First and last day of the span a day lies in."""
    match every:
        case Every.DAY:
            return day, day
        case Every.WEEK:
            first = day - timedelta(days=day.weekday())
            return first, first + timedelta(days=6)
        case Every.MONTH:
            return _months(day.year, day.month, 1)
        case Every.QUARTER:
            return _months(day.year, day.month - (day.month - 1) % QUARTER_MONTHS, QUARTER_MONTHS)
        case _:
            return date(day.year, 1, 1), date(day.year, 12, 31)


def _months(year: int, month: int, number: int) -> tuple[date, date]:
    after = month + number
    following = date(year + (after - 1) // 12, (after - 1) % 12 + 1, 1)
    return date(year, month, 1), following - DAY


def before(every: Every, day: date) -> tuple[date, date]:
    """The span before the one a day lies in."""
    return span_of(every, span_of(every, day)[0] - DAY)


def round_of(cycle: Cycle, day: date, calendar: Calendar | None = None) -> Due:
    """The round in which a day lies: the span itself, or the one before where updates follow it."""
    first, last = span_of(cycle.every, day)
    due_on = _due_in(cycle, first, last, calendar)
    if cycle.after:
        earlier, ended = before(cycle.every, day)
        return Due(earlier, ended, due_on, first)
    return Due(first, last, due_on, first)


def _due_in(cycle: Cycle, first: date, last: date, calendar: Calendar | None) -> date:
    if cycle.by is None:
        return last
    if cycle.workdays:
        return nth_workday(first, cycle.by, last, calendar)
    return min(first + timedelta(days=cycle.by - 1), last)


def last_missed(cycle: Cycle, today: date, calendar: Calendar | None = None) -> Due:
    """The newest round whose last day is over."""
    now = round_of(cycle, today, calendar)
    if now.due_on < today:
        return now
    return round_of(cycle, now.opens_on - DAY, calendar)


def rounds_due(cycle: Cycle, first: date, last: date, calendar: Calendar | None = None) -> list[Due]:
    """Every round whose due day lies between two days, both included, the earliest first."""
    found: list[Due] = []
    day = span_of(cycle.every, first)[0]
    while day <= last:
        here = round_of(cycle, day, calendar)
        if first <= here.due_on <= last:
            found.append(here)
        day = span_of(cycle.every, day)[1] + DAY
    return found


def closes_on(cycle: Cycle, here: Due, calendar: Calendar | None = None) -> date:
    """The last day on which a late update still counts for a round: the day before the next one opens."""
    end = span_of(cycle.every, here.opens_on)[1]
    return round_of(cycle, end + DAY, calendar).opens_on - DAY
