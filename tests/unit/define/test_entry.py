"""What a register asks of one entry."""

from __future__ import annotations

from datetime import date

import pytest

from nianlun.define.computing import passing_fields
from nianlun.define.entry import broken_rules, compute, fields_for, missing_for, reached_of
from nianlun.define.expressions.situation import Situation
from nianlun.define.load import load_shipped

PROJECTS = load_shipped("investment").registers["projects"]
ON_20_OCTOBER = Situation(as_of=date(2023, 10, 20), today=date(2023, 10, 20))
SIGNED = {
    "name": "青禾智能泵阀产业园",
    "investor": "澄江机械",
    "industry": "equipment",
    "kind": "single_plant",
    "invest_total": "320000000",
    "land_area": "65",
    "signed_on": "2023-03-28",
    "town": 7,
}


def test_computed_values_are_reckoned_from_the_others() -> None:
    found = compute(PROJECTS, SIGNED, ON_20_OCTOBER)

    assert found["invest_per_mu"] == "4923076.92"
    assert found["days_unstarted"] == 206
    assert "tax_per_mu" not in found


def test_a_computed_value_that_was_typed_is_thrown_away() -> None:
    assert "tax_per_mu" not in compute(PROJECTS, SIGNED | {"tax_per_mu": "5"}, ON_20_OCTOBER)


def test_a_computed_value_may_need_another() -> None:
    values = SIGNED | {"output_expected": "650000000", "tax_expected": "19500000", "investor_kind": "listed"}

    found = compute(PROJECTS, values, ON_20_OCTOBER)

    assert found["tax_per_mu"] == "300000"
    assert found["screening_score"] == "99.5"


def test_values_of_the_passing_day_are_known() -> None:
    assert passing_fields(PROJECTS) == {"days_unstarted"}


@pytest.mark.parametrize(
    ("stage", "classes", "missing"),
    [
        ("signed", (), []),
        ("started", (), ["started_on"]),
        ("dropped", (), ["dropped_on", "drop_reason"]),
        ("signed", ("negotiation",), ["officer", "progress", "maturity"]),
        ("signed", ("landing", "foreign"), ["landing_year", "foreign_year", "foreign_kind"]),
    ],
)
def test_what_is_missing_depends_on_stage_and_lists(
    stage: str, classes: tuple[str, ...], missing: list[str]
) -> None:
    situation = Situation(classes=frozenset(classes))

    assert [each.key for each in missing_for(PROJECTS, SIGNED, stage, situation)] == missing


def test_fields_of_a_list_are_asked_only_of_its_entries() -> None:
    plain = {each.key for each in fields_for(PROJECTS, ())}
    push = {each.key for each in fields_for(PROJECTS, ("push",))}

    assert "push_end_on" not in plain
    assert push - plain == set(PROJECTS.class_by_key["push"].fields)


def test_a_rule_is_broken_only_when_all_is_known() -> None:
    early = SIGNED | {"started_on": "2023-03-01"}

    assert [each.key for each in broken_rules(PROJECTS, early, ON_20_OCTOBER)] == ["start_after_signing"]
    assert list(broken_rules(PROJECTS, SIGNED, ON_20_OCTOBER)) == []


def test_a_stage_is_reached_by_history_by_standing_in_it_and_by_its_date() -> None:
    reached = reached_of(PROJECTS, SIGNED, "started", {"planned": date(2023, 1, 5)})

    assert reached == {"planned": date(2023, 1, 5), "started": None, "signed": date(2023, 3, 28)}
