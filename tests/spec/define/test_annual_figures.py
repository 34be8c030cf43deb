"""The indicators of the pack count what the annual report of 20 October prints, from made-up projects."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from nianlun.define.entry import reached_of, terms_of
from nianlun.define.expressions.evaluate import holds
from nianlun.define.expressions.situation import Situation
from nianlun.define.reading.periods import read_period
from tests.packs import demo_catalog

CATALOG = demo_catalog()
PROJECTS = CATALOG.registers["projects"]
AS_OF = date(2023, 10, 20)

Entry = tuple[dict[str, Any], str, frozenset[str]]


def made(count: int, stage: str = "signed", lists: str = "", **values: Any) -> list[Entry]:
    """So many entries alike."""
    return [({"invest_total": "200000000", **values}, stage, frozenset(lists.split()))] * count


LAND, STATISTICS = {"land_on": "2023-06-01"}, {"statistics_on": "2023-08-01"}
ENTRIES = [
    *made(7, "started", signed_on="2023-03-28", started_on="2023-06-01", occasion="city_ceremony"),
    *made(14, "signed", signed_on="2023-03-28", occasion="city_ceremony"),
    *made(3, "signed", signed_on="2022-12-28", occasion="city_ceremony"),
    *made(14, "signed", recognised_on="2023-05-01", kind="single_plant"),
    *made(4, "signed", recognised_on="2023-05-01", kind="single_plant", high_quality=True),
    *made(4, "signed", recognised_on="2023-05-01", kind="service"),
    *made(2, "signed", recognised_on="2023-05-01", kind="service", invest_total="90000000"),
    *made(13, "in_statistics", "landing", landing_year="2023", **LAND, **STATISTICS),
    *made(8, "land_acquired", "landing", landing_year="2023", **LAND),
    *made(12, "signed", "landing", landing_year="2023"),
    *made(5, "signed", "landing", landing_year="2022"),
    *made(15, "signed", "negotiation", signed_on="2022-10-01", maturity="imminent"),
    *made(9, "negotiating", "negotiation", maturity="early"),
    *made(10, "in_statistics", "push", push_year="2023", **STATISTICS),
    *made(5, "land_acquired", "push", push_year="2023", **LAND),
    *made(6, "signed", "push", push_year="2023"),
    *made(18, "negotiating", "foreign", foreign_year="2023"),
]


def count(key: str) -> int:
    """Entries an indicator counts in 2023."""
    indicator, year = CATALOG.indicators[key], read_period("2023")
    total = 0
    for values, stage, classes in ENTRIES:
        reached = reached_of(PROJECTS, values, stage, {})
        situation = Situation(
            values=terms_of(PROJECTS, values), stage=stage, classes=classes, reached=reached, as_of=AS_OF
        )
        day = values.get(indicator.date, None if indicator.date else "2023-01-01")
        happened = day is not None and year.first.isoformat()[: len(day)] <= day <= year.last.isoformat()
        total += happened and holds(indicator.where, situation)
    return total


@pytest.mark.parametrize(
    ("indicator", "number"),
    [
        ("signed_city", 21),
        ("signed_city_started", 7),
        ("projects_new", 22),
        ("projects_new_single_plant", 18),
        ("projects_high_quality", 4),
        ("landing_projects", 33),
        ("landing_in_statistics", 13),
        ("landing_with_land", 8),
        ("landing_landed", 21),
        ("talks_projects", 24),
        ("talks_signed", 15),
        ("push_projects", 21),
        ("push_in_statistics", 10),
        ("push_with_land", 5),
        ("push_landed", 15),
        ("foreign_projects", 18),
    ],
)
def test_an_indicator_counts_what_the_report_prints(indicator: str, number: int) -> None:
    assert count(indicator) == number


@pytest.mark.parametrize(
    ("indicator", "percent"),
    [
        ("signed_city_start_rate", "33.33"),
        ("landing_rate", "63.6"),
        ("talks_rate", "62.5"),
        ("push_rate", "71.43"),
    ],
)
def test_a_share_is_that_of_the_report(indicator: str, percent: str) -> None:
    share = CATALOG.indicators[indicator]
    ratio = Decimal(count(share.numerator)) / count(share.denominator) * 100

    assert ratio.quantize(Decimal(1).scaleb(-share.places), ROUND_HALF_UP) == Decimal(percent)


@pytest.mark.parametrize(
    ("indicator", "setter", "percent"),
    [
        ("projects_new", "county", "66.7"),
        ("projects_new", "city", "88.0"),
        ("projects_new_single_plant", "city", "112.5"),
        ("projects_high_quality", "city", "200.0"),
    ],
)
def test_completion_of_each_setter_is_that_of_the_report(indicator: str, setter: str, percent: str) -> None:
    targets = {
        (each.indicator, each.setter.value, each.year): each.value
        for one in CATALOG.packs
        for each in one.targets
    }

    ratio = count(indicator) / targets[indicator, setter, 2023] * 100

    assert ratio.quantize(Decimal("0.1"), ROUND_HALF_UP) == Decimal(percent)
