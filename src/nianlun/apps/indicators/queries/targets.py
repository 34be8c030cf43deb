"""Targets in force: those of the packs, and those people have confirmed, which stand before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from nianlun.apps.indicators.models import Target
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.define.model import Better, IndicatorDef, Setter, Source, TargetDef
from nianlun.reckon.results import Result
from nianlun.reckon.targets import Completion, completion, meets

ORDER = tuple(Setter)


@dataclass(frozen=True)
class StandingTarget:
    """A target in force with where it comes from."""

    target: TargetDef
    row: Target | None = None
    """What somebody has confirmed; none for the target of a pack."""

    @property
    def key(self) -> tuple[str, Setter, int, str]:
        """Only one stands under it."""
        return self.target.indicator, self.target.setter, self.target.year, self.target.unit


@dataclass(frozen=True)
class Reached:
    """A target beside what there is."""

    standing: StandingTarget
    completion: Completion

    @property
    def width(self) -> int:
        """Length of a bar in percent; only the bar is bounded, never the number."""
        ratio = self.completion.ratio
        return 0 if ratio is None else max(0, min(100, round(ratio * 100)))


def plain_target(row: Target) -> TargetDef:
    """A target as reckoning knows it."""
    return TargetDef(
        indicator=row.indicator,
        setter=Setter(row.setter),
        year=row.year,
        value=row.value.normalize() + 0,
        measure=row.measure,
        unit=row.unit.name if row.unit is not None and row.unit.parent_id is not None else "",
        source=Source(document=row.source, passage=row.passage),
    )


def standing_targets(
    desk: Desk, *, years: Iterable[int] | None = None, keys: Iterable[str] | None = None
) -> list[StandingTarget]:
    """Targets of the indicators the person sees; those confirmed are fetched once for a desk."""
    wanted_years = None if years is None else set(years)
    wanted_keys = desk.seen.keys() if keys is None else set(keys) & desk.seen.keys()
    rows = [
        row
        for row in desk.confirmed
        if row.indicator in wanted_keys and (wanted_years is None or row.year in wanted_years)
    ]
    found = {each.key: each for each in _of_packs(desk, wanted_years, wanted_keys)}
    found |= {each.key: each for each in (StandingTarget(plain_target(row), row) for row in rows)}
    order = {key: place for place, key in enumerate(desk.seen)}
    return sorted(
        found.values(),
        key=lambda each: (order[each.target.indicator], each.target.year, ORDER.index(each.target.setter)),
    )


def _of_packs(desk: Desk, years: set[int] | None, keys: Iterable[str]) -> Iterator[StandingTarget]:
    wanted = set(keys)
    for contents in desk.catalog.packs:
        for each in contents.targets:
            if each.indicator in wanted and (years is None or each.year in years):
                yield StandingTarget(each)


def years_with_targets(desk: Desk) -> list[int]:
    """Years for which anything is set, the latest first."""
    return sorted({each.target.year for each in standing_targets(desk)}, reverse=True)


def unit_name(desk: Desk, unit: int | None) -> str:
    """As targets name it: empty for the whole."""
    return "" if unit is None or desk.units[unit].parent_id is None else desk.units[unit].name


def reached(each: StandingTarget, result: Result, indicator: IndicatorDef) -> Reached:
    """Hold an answer against a target, the way it was meant."""
    found = completion(result, each.target, indicator)
    if each.row is not None and found.actual is not None:
        better = Better.LOWER if each.row.comparator == Target.Comparator.AT_MOST else Better.HIGHER
        found = replace(found, is_met=meets(found.actual, found.wanted, better))
    return Reached(each, found)


def by_indicator(targets: Iterable[StandingTarget], unit: str) -> Mapping[str, list[StandingTarget]]:
    """Targets of a unit, by indicator."""
    found: dict[str, list[StandingTarget]] = {}
    for each in targets:
        if each.target.unit == unit:
            found.setdefault(each.target.indicator, []).append(each)
    return found
