"""Units that fall behind: among the last at a month's end, and for how many months in a row.

The first time a reminder letter is due, after a second month in a row an interview (提醒函、约谈).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.people.models import Unit
from nianlun.define.model import Better, IndicatorDef
from nianlun.define.reading.periods import Period
from nianlun.reckon.asking import Question
from nianlun.reckon.periods import DAY, month_of, to_date
from nianlun.reckon.ranks import Place, ranked
from nianlun.reckon.results import Result

LAST_PLACES = 3
"""So many from the end are behind."""
INTERVIEW_FROM = 2
"""From so many months in a row on an interview is due."""


@dataclass(frozen=True)
class Laggard:
    """A unit that is behind at the end of a month."""

    unit: Unit
    place: Place
    result: Result
    months: int
    """How many months in a row, this one included."""

    @property
    def is_for_interview(self) -> bool:
        """Whether a letter no longer does."""
        return self.months >= INTERVIEW_FROM


@dataclass(frozen=True)
class Behind:
    """Who is behind, and who stands level where the last places begin."""

    laggards: list[Laggard]
    level: list[Laggard]
    """Units of one value, more than there are last places left: none of them can be said to be among the last."""


def months_before(day: date) -> list[Period]:
    """The month a day lies in and those before it in the same year, the latest first."""
    found = [month_of(day.year, day.month)]
    while found[-1].first.month > 1:
        earlier = found[-1].first - DAY
        found.append(month_of(earlier.year, earlier.month))
    return found


def laggards_of(desk: Desk, indicator: IndicatorDef, day: date) -> Behind:
    """Units among the last from the beginning of the year to a day, each month end as it was then known."""
    ends = [min(month.last, day) for month in months_before(day)]
    units = desk.peers(desk.question(to_date(day), day)) if desk.cuttable(indicator) else []
    cuts = {end: _cuts(desk, units, end) for end in ends}
    answers = desk.totals((indicator.key, cut) for by_unit in cuts.values() for cut in by_unit.values())
    behind, level = [], []
    for end in ends:
        results = {
            unit: answers[indicator.key, cut]
            for unit, cut in cuts[end].items()
            if (indicator.key, cut) in answers
        }
        for kept, places in zip((behind, level), _last(results, indicator.better), strict=True):
            kept.append({place.unit: (place, results[place.unit]) for place in places})
    return Behind(
        [
            Laggard(desk.units[unit], place, result, _in_a_row(unit, behind))
            for unit, (place, result) in behind[0].items()
        ],
        [Laggard(desk.units[unit], place, result, 0) for unit, (place, result) in level[0].items()],
    )


def _cuts(desk: Desk, units: Sequence[Unit], end: date) -> dict[int, Question]:
    return {unit.pk: desk.question(to_date(end), end, unit.pk) for unit in units}


def _last(results: dict[int, Result], better: Better) -> tuple[list[Place], list[Place]]:
    """Those among the last places, and those level with each other of whom only some could be.

    Nobody is behind where all are alike.
    """
    places = ranked({unit: each.value for unit, each in results.items()}, better)
    sizes = Counter(each.place for each in places)
    last, level = [], []
    for each in places:
        worse = _worse(each.place, places) if each.place is not None and each.place > 1 else LAST_PLACES
        if worse + sizes[each.place] <= LAST_PLACES:
            last.append(each)
        elif worse < LAST_PLACES:
            level.append(each)
    return last, level


def _worse(place: int, places: Sequence[Place]) -> int:
    """How many stand behind a place; whoever shares it does not."""
    return sum(1 for other in places if other.place is not None and other.place > place)


def _in_a_row(unit: int, behind: Sequence[dict[int, tuple[Place, Result]]]) -> int:
    number = 0
    for month in behind:
        if unit not in month:
            break
        number += 1
    return number
