"""What became of an indicator's targets, year by year: kept, missed, dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nianlun.apps.indicators.models import Target
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.targets import StandingTarget, plain_target, standing_targets, unit_name
from nianlun.define.model import IndicatorDef
from nianlun.define.reading.periods import year_of
from nianlun.reckon.promises import Settled, settle
from nianlun.reckon.results import Result

REPLACED = "→"
"""How the reason begins where another target took its place; what was replaced was not dropped."""
COMPARATORS = {Target.Comparator.AT_LEAST: ">=", Target.Comparator.AT_MOST: "<="}


@dataclass(frozen=True)
class SettledTarget:
    """A target of some year beside what there was."""

    standing: StandingTarget
    settled: Settled
    result: Result


def settled_targets(
    desk: Desk, indicator: IndicatorDef, as_of: date, unit: int | None
) -> list[SettledTarget]:
    """Every target of a unit, the latest year first; three queries, however many there are."""
    name = unit_name(desk, unit)
    standing = [each for each in standing_targets(desk, keys=[indicator.key]) if each.target.unit == name]
    every = [(each, False) for each in standing] + [(each, True) for each in _dropped(indicator, name)]
    questions = {
        year: desk.question(year_of(year), as_of, unit) for year in {each.target.year for each, _ in every}
    }
    answers = desk.totals((indicator.key, question) for question in questions.values())
    found = []
    for each, is_dropped in every:
        result = answers.get((indicator.key, questions[each.target.year]))
        if result is not None:
            comparator = COMPARATORS.get(Target.Comparator(each.row.comparator)) if each.row else None
            settled = settle(each.target, indicator, result, comparator=comparator, is_dropped=is_dropped)
            found.append(SettledTarget(each, settled, result))
    return sorted(found, key=lambda each: -each.standing.target.year)


def _dropped(indicator: IndicatorDef, name: str) -> Iterator[StandingTarget]:
    rows = Target.objects.filter(
        indicator=indicator.key, confirmed_at__isnull=False, withdrawn_at__isnull=False
    ).exclude(reason__startswith=REPLACED)
    for row in rows.select_related("unit", "document", "commitment", "withdrawn_by"):
        target = plain_target(row)
        if target.unit == name:
            yield StandingTarget(target, row)
