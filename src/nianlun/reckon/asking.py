"""What is asked of an indicator: for when, for whom, as of which day, as known when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from nianlun.define.reading.periods import Period, year_of


@dataclass(frozen=True, kw_only=True)
class Question:
    """Two times are asked apart: what happened in the period, as known at an instant."""

    period: Period
    """When it must have happened."""
    as_of: date
    """The day asked about; formulas see it as `as_of`."""
    known_at: datetime | None = None
    """Only what was recorded by this instant counts; none means by the end of the day asked about."""
    unit: int | None = None
    """Number of the unit asked about; none means the whole."""
    units: frozenset[int] | None = None
    """Numbers of that unit and all below it; none means every unit."""

    def within(self, period: Period) -> Question:
        """The same for another period."""
        return replace(self, period=period)

    def known(self, at: datetime | None) -> Question:
        """The same as known at another instant."""
        return replace(self, known_at=at)

    def of(self, unit: int | None, units: frozenset[int] | None) -> Question:
        """The same for another unit."""
        return replace(self, unit=unit, units=units)

    @property
    def year(self) -> int:
        """The year in which the period ends; targets are set for years."""
        return self.period.last.year

    def in_year(self) -> Question:
        """The same for the whole year, as targets ask."""
        return self.within(year_of(self.year))
