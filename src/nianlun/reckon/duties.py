"""What every unit owes in a span, and the days on which it will be due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from nianlun.define.model import Duty
from nianlun.define.reading.periods import Period
from nianlun.reckon.periods import parts, period_of, span


@dataclass(frozen=True, kw_only=True)
class Owed:
    """One unit, one span of one duty."""

    duty: Duty
    """What is owed."""
    period: Period
    """The span; its last day is the due day."""
    unit: int
    """Number of the unit."""
    done: int
    """How many there are."""

    @property
    def lacking(self) -> int:
        """How many are still wanting."""
        return max(self.duty.at_least - self.done, 0)

    @property
    def due_on(self) -> date:
        """The last day to do it."""
        return self.period.last

    def is_late(self, today: date) -> bool:
        """Whether it is wanting and its day is over."""
        return self.lacking > 0 and today > self.due_on


def spans_of(duty: Duty, first: date, last: date) -> tuple[Period, ...]:
    """The spans of a duty that touch two days and all between, in order."""
    begin = period_of(duty.every, first)
    return tuple(parts(span(begin.first, last), duty.every))


def owed(duty: Duty, period: Period, done: Mapping[int, int], units: tuple[int, ...]) -> tuple[Owed, ...]:
    """Every unit that owes a duty in a span, those without any entry too."""
    return tuple(Owed(duty=duty, period=period, unit=unit, done=done.get(unit, 0)) for unit in units)
