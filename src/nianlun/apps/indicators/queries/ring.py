"""The year ring: one ring for each goal of a year, twelve sectors, how far each was by the end of each month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils.module_loading import import_string

from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.targets import (
    Reached,
    StandingTarget,
    by_indicator,
    reached,
    standing_targets,
    unit_name,
)
from nianlun.apps.people.models import User
from nianlun.define.model import IndicatorDef, Setter
from nianlun.define.reading.periods import year_of
from nianlun.reckon.asking import Question
from nianlun.reckon.periods import month_of, span
from nianlun.reckon.results import Result

FIRST_SETTERS = (Setter.COUNTY, Setter.CITY, Setter.PROVINCE, Setter.NATION, Setter.UNIT)
"""Whose target draws the ring where there are several."""
MOST_RINGS = 10
MONTHS = 12
CANDIDATES = 3
"""Years looked at for the one to open on."""


@dataclass(frozen=True)
class Sector:
    """A month of a goal."""

    month: int
    result: Result | None
    """From the first of January to the end of the month; none where it has not begun."""
    ratio: Decimal | None
    """Of the year's target."""
    mark: str
    """`met`, `ahead`, `behind`, `far`, `empty` or `ahead of us`: `future`."""


@dataclass(frozen=True)
class Goal:
    """An indicator with its targets of a year."""

    indicator: IndicatorDef
    result: Result
    """In the whole year, as known."""
    reached: tuple[Reached, ...]
    """Every target beside it; the first draws the ring."""
    sectors: tuple[Sector, ...] = ()


@dataclass(frozen=True)
class Ring:
    """Where a year stands."""

    year: int
    as_of: date
    unit: int | None
    goals: tuple[Goal, ...]

    @property
    def passed(self) -> Decimal:
        """Share of the year that is over."""
        whole = year_of(self.year)
        over = min(max((self.as_of - whole.first).days + 1, 0), (whole.last - whole.first).days + 1)
        return Decimal(over) / ((whole.last - whole.first).days + 1)


def usual_year(
    desk: Desk, today: date, unit: int | None = None, *, told: Callable[[User], int | None] | None = None
) -> int:
    """This year where it has targets and entries towards at least half of them; else the year the papers tell of.

    Where no paper tells of one, it is the latest year that has targets and entries.
    The months of these years are counted in the same pass: the ring of one of them is asked for next.
    `told` gives the year of the papers where they are at hand.
    """
    targets = [
        each
        for each in standing_targets(desk)
        if each.target.year <= today.year and each.target.unit == unit_name(desk, unit)
    ]
    years = sorted({each.target.year for each in targets}, reverse=True)[:CANDIDATES]
    keys = {year: {each.target.indicator for each in targets if each.target.year == year} for year in years}
    questions = {year: desk.question(year_of(year), today, unit) for year in years}
    desk.prepare(
        (key, question)
        for year in years
        for question in (questions[year], *_cuts(questions[year], year, today).values())
        for key in keys[year]
    )
    answers = desk.totals((key, questions[year]) for year in years for key in keys[year])
    for year in years:
        found = [answers.get((key, questions[year])) for key in keys[year]]
        if 2 * sum(1 for each in found if each is not None and each.value) >= len(found) > 0:
            return year if year == today.year else (told or year_told)(desk.user) or year
    return today.year


def year_told(user: User) -> int | None:
    """The year of which the papers tell that a person reads; `YEAR_TOLD` of the settings knows them."""
    asked: Callable[[User], int | None] = import_string(settings.YEAR_TOLD)
    return asked(user)


def goals_of(desk: Desk, year: int, as_of: date, unit: int | None = None) -> list[Goal]:
    """Indicators with targets in a year, without sectors."""
    here = by_indicator(standing_targets(desk, years=[year]), unit_name(desk, unit))
    question = desk.question(year_of(year), as_of, unit)
    answers = desk.totals((key, question) for key in here)
    return [
        _goal(desk.seen[key], answers[key, question], targets)
        for key, targets in here.items()
        if (key, question) in answers
    ]


def _goal(indicator: IndicatorDef, result: Result, targets: Sequence[StandingTarget]) -> Goal:
    ordered = sorted(targets, key=lambda each: FIRST_SETTERS.index(each.target.setter))
    return Goal(indicator, result, tuple(reached(each, result, indicator) for each in ordered))


def ring_of(desk: Desk, year: int, as_of: date, unit: int | None = None) -> Ring:
    """The ring of a year as it stood on a day."""
    here = by_indicator(standing_targets(desk, years=[year]), unit_name(desk, unit))
    whole = desk.question(year_of(year), as_of, unit)
    cuts = _cuts(whole, year, as_of)
    answers = desk.totals((key, question) for key in here for question in (whole, *cuts.values()))
    goals = []
    for key, targets in list(here.items())[:MOST_RINGS]:
        if (key, whole) not in answers:
            continue
        goal = _goal(desk.seen[key], answers[key, whole], targets)
        sectors = tuple(
            _sector(goal, number, answers.get((key, cuts[number])) if number in cuts else None, as_of)
            for number in range(1, MONTHS + 1)
        )
        goals.append(Goal(goal.indicator, goal.result, goal.reached, sectors))
    return Ring(year, as_of, unit, tuple(goals))


def _cuts(whole: Question, year: int, as_of: date) -> dict[int, Question]:
    """From the first of January to the end of each month that has begun, by the month."""
    months = [month_of(year, number) for number in range(1, MONTHS + 1)]
    return {
        month.last.month: whole.within(span(whole.period.first, month.last))
        for month in months
        if month.first <= as_of
    }


def _sector(goal: Goal, month: int, result: Result | None, as_of: date) -> Sector:
    if result is None:
        return Sector(month, None, None, "future")
    found = reached(goal.reached[0].standing, result, goal.indicator).completion
    if found.ratio is None or result.value is None:
        return Sector(month, result, None, "empty")
    elapsed = min(_share_of_year(result, as_of), Decimal(1))
    return Sector(month, result, found.ratio, found.pace(elapsed))


def _share_of_year(result: Result, as_of: date) -> Decimal:
    period = result.question.period
    days = (min(period.last, as_of) - period.first).days + 1
    return Decimal(days) / Decimal((year_of(period.first.year).last - period.first).days + 1)
