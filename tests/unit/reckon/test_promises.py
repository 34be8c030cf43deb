"""Promises of a document become targets, and at the year's end they are kept, missed or dropped."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.define.model import Better, Setter
from nianlun.reckon.likeness import likeness
from nianlun.reckon.promises import Outcome, Promise, Proposal, Unfit, propose, settle, year_due
from nianlun.text.readers import extract
from nianlun.text.reading import read
from tests.need import material
from tests.unit.reckon.making import CATALOG
from tests.unit.reckon.test_targets import answered, defined, target

INDICATORS = CATALOG.indicators.values()
NAMES = st.text("新招引亿元以上产业项目数率的和外资", max_size=14)


def promised(
    indicator: str | None, value: str | None, unit: str | None = "个", due: str | None = "2024"
) -> Promise:
    """A promise of the county's plan."""
    return Promise(text="到年底……", indicator=indicator, value=value, unit=unit, due=due, document="工作思路")


def proposed(*promises: Promise, **more: object) -> tuple[Proposal | Unfit, ...]:
    """What becomes of them in 2024."""
    return propose(promises, INDICATORS, 2024, **more)


@given(NAMES, NAMES)
def test_likeness_is_even_and_between_nought_and_one(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


def test_a_name_is_like_itself_with_a_counting_word() -> None:
    assert likeness("新招引亿元以上产业项目", "新招引亿元以上产业项目数") == 1
    assert likeness("走访企业", "引进博士") == 0


@pytest.mark.parametrize(
    ("indicator", "value", "unit", "key", "kept", "measure"),
    [
        ("新开工亿元以上产业项目", "25", "个", "projects_started", "25", ""),
        ("新成立在外商会", "2", "个", "associations_founded", "2", ""),
        ("拟落地项目落地率", "70", "%", "landing_rate", "0.7", ""),
        ("总部回归税收", "20000", "万元", "hq_tax", "20000", "万元"),
        ("驻点走访企业", "1", "万家", "visits_firms", "1", "万家"),
    ],
)
def test_a_promise_finds_its_indicator_and_unit(
    indicator: str, value: str, unit: str, key: str, kept: str, measure: str
) -> None:
    (found,) = proposed(promised(indicator, value, unit))

    assert isinstance(found, Proposal)
    assert (found.target.indicator, found.target.measure) == (key, measure)
    assert found.target.value == Decimal(kept)
    assert (found.target.year, found.target.setter) == (2024, Setter.COUNTY)
    assert found.target.source is not None
    assert found.target.source.document == "工作思路"


def test_what_follows_a_promise_is_taken_for_a_part_of_it() -> None:
    whole, part = proposed(promised("新开工亿元以上产业项目", "25"), promised("制造业项目", "16"))

    assert isinstance(whole, Proposal)
    assert isinstance(part, Proposal)
    assert part.target.indicator == "projects_started_plants"


@pytest.mark.parametrize(
    "promise",
    [
        promised("实际使用外资", None, "万美元"),
        promised("实际使用外资", "5000", "亩"),
        promised("粮食播种面积", "5000", "亩"),
        promised("实际使用外资", "XX", "万美元"),
        promised(None, "3"),
    ],
)
def test_a_promise_without_a_number_or_a_likely_indicator_is_left_to_people(promise: Promise) -> None:
    (found,) = proposed(promise)

    assert isinstance(found, Unfit)


def test_a_synonym_is_another_name() -> None:
    (without,) = proposed(promised("外派招商小队跑企业", "900", "家"))
    (with_it,) = proposed(
        promised("外派招商小队跑企业", "900", "家"), synonyms={"visits_firms": ("招商小队跑企业",)}
    )

    assert isinstance(without, Unfit)
    assert isinstance(with_it, Proposal)
    assert with_it.target.indicator == "visits_firms"


@pytest.mark.parametrize(
    ("due", "year"),
    [("2024", 2024), ("2024-06", 2024), ("2023-11/2024-02", 2024), ("2024-12-31", 2024), ("soon", None)],
)
def test_a_promise_is_due_in_the_last_year_it_names(due: str, year: int | None) -> None:
    assert year_due(due) == year
    assert len(proposed(promised("新开工亿元以上产业项目", "25", due=due))) == (year == 2024)


END, AUTUMN = date(2023, 12, 31), date(2023, 10, 20)


@pytest.mark.parametrize(
    ("actual", "comparator", "as_of", "outcome"),
    [
        ("10", ">=", END, Outcome.KEPT),
        ("9", ">=", END, Outcome.MISSED),
        ("9", ">=", AUTUMN, Outcome.OPEN),
        ("10", ">=", AUTUMN, Outcome.KEPT),
        ("9", "<=", AUTUMN, Outcome.OPEN),
        ("9", "<=", END, Outcome.KEPT),
        ("11", "<=", END, Outcome.MISSED),
        ("10", "=", END, Outcome.KEPT),
        ("11", "=", END, Outcome.MISSED),
        ("11", "range", END, Outcome.KEPT),
        ("13", "range", END, Outcome.MISSED),
        (None, ">=", END, Outcome.UNTOLD),
        (None, ">=", AUTUMN, Outcome.OPEN),
        ("10", None, END, Outcome.KEPT),
    ],
)
def test_a_promise_is_settled(
    actual: str | None, comparator: str | None, as_of: date, outcome: Outcome
) -> None:
    found = settle(target("10"), defined(), answered(actual, as_of), comparator=comparator, upper=Decimal(12))

    assert found.outcome is outcome


def test_without_a_comparator_lower_means_at_most_and_what_was_given_up_is_dropped() -> None:
    lower = defined(better=Better.LOWER)

    assert settle(target("10"), lower, answered("11", END)).outcome is Outcome.MISSED
    assert settle(target("10"), lower, answered("11", END), is_dropped=True).outcome is Outcome.DROPPED


@pytest.mark.skipif(material() is None, reason="no shared material")
def test_the_plan_of_the_real_report_becomes_the_targets_of_the_demo_county() -> None:
    folder = material()
    assert folder is not None
    reading = read(extract("summaries-2023.txt", (folder / "summaries-2023.txt").read_bytes()))
    promises = [
        Promise(text=each.text, indicator=each.indicator, value=each.value, unit=each.unit, due=each.due)
        for each in reading.pieces[0].commitments
        if each.kind == "quantified"
    ]

    found = [each.target for each in proposed(*promises) if isinstance(each, Proposal)]

    wanted = {
        (each.indicator, each.value) for one in CATALOG.packs for each in one.targets if each.year == 2024
    }
    assert {(each.indicator, each.value) for each in found} == wanted
