"""An indicator over the months of a year and over units."""

from __future__ import annotations

from dataclasses import dataclass

from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.people.models import Unit
from nianlun.define.model import IndicatorDef
from nianlun.define.reading.periods import Period, year_of
from nianlun.reckon.asking import Question
from nianlun.reckon.periods import cut, month_of, year_before
from nianlun.reckon.ranks import Place, ranked
from nianlun.reckon.results import Result

MONTHS = range(1, 13)


@dataclass(frozen=True)
class Line:
    """A unit in the table: its place, its value, its months."""

    unit: Unit
    place: Place
    result: Result
    months: tuple[Result | None, ...]


@dataclass(frozen=True)
class Series:
    """An indicator in a year."""

    year: int
    months: tuple[Result | None, ...]
    """Each month by itself; none where it has not begun."""
    until: tuple[Result | None, ...]
    """From the first of January to the end of each month."""
    before: tuple[Result | None, ...]
    """The same months of the year before."""
    last_year: Result | None
    """The same span of the year before; up to the same day where the period is not over."""
    lines: tuple[Line, ...] = ()


def series_of(desk: Desk, indicator: IndicatorDef, question: Question) -> Series:
    """Everything the page of an indicator shows, counted together."""
    key, year = indicator.key, question.year
    months = [month_of(year, number) for number in MONTHS]
    begun = [question.within(each) if each.first <= question.as_of else None for each in months]
    until = [
        question.within(Period(f"{year}-01-01/{each.last}", year_of(year).first, each.last))
        if each.first <= question.as_of
        else None
        for each in months
    ]
    before = [question.within(year_before(each)) for each in months]
    so_far = cut(question.period, question.as_of)
    last = question.within(year_before(so_far)) if so_far is not None else None
    units = desk.peers(question) if desk.cuttable(indicator) else []
    of_units = {unit.pk: question.of(unit.pk, desk.under(unit.pk)) for unit in units}
    cuts = {
        pk: [each.within(month) if month.first <= question.as_of else None for month in months]
        for pk, each in of_units.items()
    }
    asked = [each for each in (*begun, *until, *before, last, *of_units.values()) if each is not None]
    asked += [each for unit in cuts.values() for each in unit if each is not None]
    found = desk.totals((key, each) for each in asked)

    def told(each: Question | None) -> Result | None:
        return found.get((key, each)) if each is not None else None

    return Series(
        year=year,
        months=tuple(told(each) for each in begun),
        until=tuple(told(each) for each in until),
        before=tuple(told(each) for each in before),
        last_year=told(last),
        lines=_lines(desk, indicator, of_units, cuts, found),
    )


def _lines(
    desk: Desk,
    indicator: IndicatorDef,
    of_units: dict[int, Question],
    cuts: dict[int, list[Question | None]],
    found: dict[tuple[str, Question], Result],
) -> tuple[Line, ...]:
    results = {
        pk: found[indicator.key, each] for pk, each in of_units.items() if (indicator.key, each) in found
    }
    places = ranked({pk: each.value for pk, each in results.items()}, indicator.better)
    return tuple(
        Line(
            desk.units[place.unit],
            place,
            results[place.unit],
            tuple(None if each is None else found.get((indicator.key, each)) for each in cuts[place.unit]),
        )
        for place in places
    )
