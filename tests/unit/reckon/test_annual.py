"""The annual figures of the investment office, counted from versions: its report as of 20 October."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianlun.define.model import Setter
from nianlun.reckon.amounts import in_measure, shown
from nianlun.reckon.indicators import answer
from nianlun.reckon.targets import completion, target_for
from tests.unit.reckon.making import CATALOG, annual_books, asked

RECKONER = annual_books().reckoner()
TARGETS = [each for one in CATALOG.packs for each in one.targets]


@pytest.mark.parametrize(
    ("indicator", "printed"),
    [
        ("signed_city", "21"),
        ("signed_city_started", "7"),
        ("signed_city_start_rate", "33.33"),
        ("projects_new", "22"),
        ("projects_new_single_plant", "18"),
        ("projects_high_quality", "4"),
        ("landing_projects", "33"),
        ("landing_in_statistics", "13"),
        ("landing_with_land", "8"),
        ("landing_landed", "21"),
        ("landing_rate", "63.6"),
        ("talks_projects", "24"),
        ("talks_signed", "15"),
        ("talks_rate", "62.5"),
        ("push_projects", "21"),
        ("push_in_statistics", "10"),
        ("push_with_land", "5"),
        ("push_rate", "71.43"),
        ("foreign_projects", "18"),
        ("visits_firms", "618"),
        ("trips_county", "17"),
        ("trips_heads", "116"),
        ("foreign_growth", "168.99"),
        ("projects_new_city_rank", "4"),
    ],
)
def test_an_indicator_is_as_the_report_prints_it(indicator: str, printed: str) -> None:
    result = answer(indicator, asked(), RECKONER)

    assert result.value is not None
    assert shown(result.value, CATALOG.indicators[indicator]) == printed


@pytest.mark.parametrize(
    ("indicator", "setter", "percent"),
    [
        ("projects_new", Setter.COUNTY, "66.7"),
        ("projects_new", Setter.CITY, "88.0"),
        ("projects_new_single_plant", Setter.CITY, "112.5"),
        ("projects_high_quality", Setter.CITY, "200.0"),
    ],
)
def test_completion_is_as_the_report_prints_it(indicator: str, setter: Setter, percent: str) -> None:
    target = target_for(TARGETS, indicator, setter, 2023)
    assert target is not None

    found = completion(answer(indicator, asked(), RECKONER), target, CATALOG.indicators[indicator])

    assert found.ratio is not None
    assert round(in_measure(found.ratio, "%"), 1) == Decimal(percent)


def test_the_share_opens_the_projects_above_and_below_the_line() -> None:
    result = answer("landing_rate", asked(), RECKONER)

    assert (result.numerator, result.denominator) == (21, 33)
    assert (len(result.over), len(result.under)) == (21, 33)
    assert {each.entry for each in result.over} < {each.entry for each in result.under}
    assert result.provisional


def test_the_next_day_knows_what_was_recorded_late() -> None:
    later = asked(as_of=asked().as_of.replace(day=21))

    assert answer("signed_city", later, RECKONER).value == 25
    assert answer("projects_new_city_rank", asked(as_of=later.as_of.replace(month=12)), RECKONER).value == 3
