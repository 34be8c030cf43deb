"""The rate of reporting in time (按时报送率) of every unit, by month, over all ledgers a person may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.people.models import Unit
from nianlun.apps.registers.models import Register
from nianlun.apps.registers.queries.ledger import Ledger
from nianlun.apps.registers.queries.reporting import Reported, reported
from nianlun.reckon.amounts import quotient
from nianlun.reckon.periods import DAY
from nianlun.reckon.ranks import Place, ranked

MONTHS = range(1, 13)


@dataclass
class Kept:
    """How many entries were to be brought up to date, and how many were in time."""

    due: int = 0
    in_time: int = 0

    @property
    def ratio(self) -> Decimal | None:
        """None where nothing was due."""
        return quotient(Decimal(self.in_time), Decimal(self.due))

    def add(self, each: Reported) -> None:
        """One more round."""
        self.due += each.due
        self.in_time += each.in_time


@dataclass
class ReportingLine:
    """A unit, or a ledger, over the months of a year."""

    whole: Kept = field(default_factory=Kept)
    months: dict[int, Kept] = field(default_factory=lambda: {month: Kept() for month in MONTHS})

    def add(self, each: Reported) -> None:
        """One more round, in the month in which it was due."""
        self.whole.add(each)
        self.months[each.round.due_on.month].add(each)


@dataclass(frozen=True)
class Reporting:
    """A year of reporting."""

    year: int
    whole: ReportingLine
    units: list[tuple[Unit, Place, ReportingLine]]
    """The best first, those without anything due last."""
    registers: list[tuple[Register, ReportingLine]]


def reporting_of(desk: Desk, year: int, today: date, unit: int | None = None) -> Reporting:
    """Rounds that were due in a year and whose day is over; one query for three hundred rounds."""
    ledgers = _ledgers(desk, today)
    first, last = date(year, 1, 1), min(date(year, 12, 31), today - DAY)
    rounds = reported(ledgers.values(), first=first, last=last) if first <= last else []
    inside = None if unit is None or desk.units[unit].parent_id is None else desk.under(unit)
    return _summed(desk, year, ledgers, [each for each in rounds if inside is None or each.unit in inside])


def _ledgers(desk: Desk, today: date) -> dict[int, Ledger]:
    """Those that have a cycle and that the person may read somewhere."""
    found = {}
    for key in desk.books.by_key:
        ledger = desk.books.on(key, today)
        if ledger is not None and ledger.standing.rows:
            found[ledger.register.pk] = ledger
    return found


def _summed(desk: Desk, year: int, ledgers: dict[int, Ledger], rounds: Iterable[Reported]) -> Reporting:
    whole = ReportingLine()
    units: dict[int, ReportingLine] = {}
    registers: dict[int, ReportingLine] = {}
    for each in rounds:
        whole.add(each)
        units.setdefault(each.unit, ReportingLine()).add(each)
        registers.setdefault(each.register, ReportingLine()).add(each)
    places = ranked({pk: line.whole.ratio for pk, line in units.items()})
    return Reporting(
        year,
        whole,
        [(desk.units[place.unit], place, units[place.unit]) for place in places],
        [(ledgers[pk].register, registers[pk]) for pk in ledgers if pk in registers],
    )
