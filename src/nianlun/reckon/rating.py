"""Reporting rates from update cycles, and scores with weights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from nianlun.define.expressions.evaluate import holds
from nianlun.define.model import Cycle, Register
from nianlun.define.reading.periods import year_of
from nianlun.kernel.workdays import Calendar
from nianlun.reckon.amounts import EXACT, quotient, total
from nianlun.reckon.asking import Question
from nianlun.reckon.cycles import Due, closes_on, rounds_due
from nianlun.reckon.versions import EntryVersion, Ledger, end_of, version_at


@dataclass(frozen=True, kw_only=True)
class Reporting:
    """How punctually entries were brought up to date; every round of every entry is one report."""

    expected: int = 0
    """Reports that were due."""
    on_time: int = 0
    """Made by the due day."""
    late: int = 0
    """Made after it and before the next round opened."""

    @property
    def arrived(self) -> int:
        """On time or late."""
        return self.on_time + self.late

    @property
    def rate(self) -> Decimal | None:
        """Share that arrived; None where nothing was due."""
        return quotient(Decimal(self.arrived), Decimal(self.expected))

    @property
    def on_time_rate(self) -> Decimal | None:
        """Share that arrived in time."""
        return quotient(Decimal(self.on_time), Decimal(self.expected))

    def __add__(self, other: Reporting) -> Reporting:
        return Reporting(
            expected=self.expected + other.expected,
            on_time=self.on_time + other.on_time,
            late=self.late + other.late,
        )


def reporting(
    ledger: Ledger,
    register: Register,
    first: date,
    last: date,
    *,
    units: frozenset[int] | None = None,
    calendar: Calendar | None = None,
) -> dict[int, Reporting]:
    """Reporting by the unit that kept the entry on the due day, for the rounds due between two days."""
    found: dict[int, Reporting] = {}
    for cycle, list_ in _cycles(register):
        for here in rounds_due(cycle, first, last, calendar):
            closes = closes_on(cycle, here, calendar)
            for versions in ledger.entries.get(register.key, {}).values():
                asked = _asked(ledger, register, versions, here, list_)
                if asked is not None and (units is None or asked.unit in units):
                    one = _report(ledger, versions, here, closes)
                    found[asked.unit] = found.get(asked.unit, Reporting()) + one
    return found


def _cycles(register: Register) -> list[tuple[Cycle, str]]:
    own = [(each.update, each.key) for each in register.classes if each.update is not None]
    return [(register.update, ""), *own] if register.update is not None else own


def _asked(
    ledger: Ledger, register: Register, versions: tuple[EntryVersion, ...], here: Due, list_: str
) -> EntryVersion | None:
    """The version on the due day, where it is one that must be kept up to date."""
    version = version_at(versions, end_of(here.due_on, ledger.zone))
    if version is None or not version.is_living:
        return None
    stage = register.stage_by_key.get(version.stage or "")
    if stage is not None and stage.terminal:
        return None
    own = {each.key for each in register.classes if each.update is not None}
    if list_ not in version.classes if list_ else own & version.classes:
        return None
    question = Question(period=year_of(here.due_on.year), as_of=here.due_on)
    fits = holds(register.update_where, ledger.situation(register, version, question))
    return version if fits else None


def _report(ledger: Ledger, versions: tuple[EntryVersion, ...], here: Due, closes: date) -> Reporting:
    days = [_updated_on(ledger, each) for each in versions]
    on_time = any(here.opens_on <= day <= here.due_on for day in days)
    late = not on_time and any(here.due_on < day <= closes for day in days)
    return Reporting(expected=1, on_time=int(on_time), late=int(late))


def _updated_on(ledger: Ledger, version: EntryVersion) -> date:
    at: datetime = version.updated_at or version.recorded_at
    return at.astimezone(ledger.zone).date()


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One line of a rating scheme."""

    key: str
    """Stable name."""
    full: Decimal
    """Points for a ratio of one."""
    most: Decimal | None = None
    """The most points it can bring, where the scheme says so; none means no bound."""
    least: Decimal | None = None
    """The fewest, where the scheme says so."""


@dataclass(frozen=True, kw_only=True)
class Scored:
    """Points with what they come from."""

    points: Mapping[str, Decimal | None]
    """By criterion; None where the ratio is missing."""
    total: Decimal
    """Sum of what is there."""
    missing: tuple[str, ...]
    """Criteria without a ratio; they bring nothing, and the page says so."""


def score(scheme: Iterable[Criterion], ratios: Mapping[str, Decimal | None]) -> Scored:
    """Points of a unit: each ratio times its full points; only a bound written in the scheme bounds it."""
    points = {each.key: _points(each, ratios.get(each.key)) for each in scheme}
    known = [value for value in points.values() if value is not None]
    missing = tuple(key for key, value in points.items() if value is None)
    return Scored(points=points, total=total(known), missing=missing)


def _points(criterion: Criterion, ratio: Decimal | None) -> Decimal | None:
    if ratio is None:
        return None
    found = EXACT.multiply(ratio, criterion.full)
    if criterion.most is not None:
        found = min(found, criterion.most)
    return found if criterion.least is None else max(found, criterion.least)
