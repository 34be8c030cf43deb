"""The investment pack holds what each row S1.* asks of a ledger; the numbers are those of the rows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianlun.define.model import Every, Setter
from tests.packs import demo_catalog

CATALOG = demo_catalog()
REGISTERS = CATALOG.registers


def test_s1_1_projects_move_from_plan_to_statistics() -> None:
    projects = REGISTERS["projects"]

    assert [stage.label for stage in projects.stages] == [
        "谋划",
        "在谈",
        "签约",
        "取得土地",
        "开工",
        "入统",
        "终止",
    ]
    assert "unstarted" in {view.key for view in projects.views}
    assert all(stage.date for stage in projects.stages)


def test_s1_4_heads_owe_a_trip_and_a_plan_every_month() -> None:
    for key in ("trips", "trip_plans"):
        (duty,) = REGISTERS[key].duties
        assert (duty.at_least, duty.every, duty.units) == (1, Every.MONTH, ("town", "street"))


def test_s1_7_to_s1_11_lists_are_classes_kept_every_month() -> None:
    lists = REGISTERS["projects"].class_by_key

    assert list(lists) == ["negotiation", "landing", "push", "foreign"]
    assert REGISTERS["projects"].several_classes
    assert all(each.update is not None and each.update.every is Every.MONTH for each in lists.values())


def test_s1_8_talks_have_three_maturities_and_somebody_responsible() -> None:
    projects = REGISTERS["projects"]

    assert projects.field_by_key["maturity"].options.keys == ("imminent", "deep", "early")  # type: ignore[attr-defined]
    assert {"maturity", "officer", "progress"} <= set(projects.class_by_key["negotiation"].required)


def test_s1_10_seven_nodes_are_counted_back_in_their_order() -> None:
    nodes = REGISTERS["projects"].milestones

    assert [node.label for node in nodes] == ["规划", "设计", "预算", "招标", "征地", "清表", "进场"]
    assert {node.before for node in nodes} == {"push_end_on"}
    days = [node.days for node in nodes if node.days is not None]
    assert days == sorted(days, reverse=True)
    assert len(days) == 7


def test_s1_13_the_reserve_holds_a_hundred() -> None:
    (floor,) = REGISTERS["reserve"].floors

    assert floor.at_least == 100


def test_s1_14_leads_go_through_five_stages() -> None:
    stages = REGISTERS["leads"].stages

    assert [stage.label for stage in stages[:5]] == [
        "信息收集",
        "考察洽谈",
        "评估审查",
        "项目签约",
        "跟踪管理",
    ]


def test_s1_15_a_lead_is_visited_within_seven_working_days() -> None:
    (visit,) = REGISTERS["leads"].milestones

    assert (visit.after, visit.workdays, visit.done) == ("received_on", 7, "visited_on")


def test_s1_19_a_letter_comes_before_the_interview() -> None:
    reminders = REGISTERS["reminders"]

    assert "escalated" in {move.to for move in reminders.stage_by_key["sent"].moves_to}


@pytest.mark.parametrize(
    ("row", "register"),
    [
        ("S1.2", "visits"),
        ("S1.6", "partners"),
        ("S1.12", "chain_parts"),
        ("S1.12", "chain_firms"),
        ("S1.16", "resources"),
        ("S1.16", "needs"),
        ("S1.17", "procedures"),
        ("S1.20", "people_elsewhere"),
        ("S1.21", "associations"),
        ("S1.22", "talents"),
        ("S1.23", "policies"),
        ("S1.24", "projects"),
    ],
)
def test_each_row_has_its_register(row: str, register: str) -> None:
    assert REGISTERS[register].fields, row


@pytest.mark.parametrize(
    ("indicator", "setter", "year", "value"),
    [
        ("projects_new", Setter.COUNTY, 2023, 33),
        ("projects_new", Setter.CITY, 2023, 25),
        ("projects_new_single_plant", Setter.CITY, 2023, 16),
        ("projects_high_quality", Setter.CITY, 2023, 2),
        ("hq_city", Setter.CITY, 2023, 10),
        ("hq_county", Setter.COUNTY, 2023, 25),
        ("projects_started", Setter.COUNTY, 2024, 25),
    ],
)
def test_s1_3_targets_stand_by_setter_and_year(indicator: str, setter: Setter, year: int, value: int) -> None:
    targets = {
        (each.indicator, each.setter, each.year): each.value
        for contents in CATALOG.packs
        for each in contents.targets
    }

    assert targets[indicator, setter, year] == Decimal(value)


@pytest.mark.parametrize(
    "key", ["weekly_bulletin", "monthly_notice", "quarterly_rating", "annual", "reminder_letter"]
)
def test_s1_5_and_s1_18_papers_are_defined(key: str) -> None:
    assert CATALOG.reports[key].sections
