"""The ledgers of the demo as they are thought out, counted by plain replay before any database is asked."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from functools import cache

import pytest

from nianlun.define.model import Register
from nianlun.web.demo.ledgers import CHAPTERS, acts
from nianlun.web.demo.ledgers.acts import Act, Correct, Create, Link, Move
from nianlun.web.demo.ledgers.county_people import GROUPS, PLACES, staff
from nianlun.web.demo.ledgers.readings import READINGS
from nianlun.web.demo.ledgers.times import end_of
from tests.ledgers import Line, Standing
from tests.packs import demo_catalog

REPORT, YEAR_END, LATER = date(2023, 10, 20), date(2023, 12, 31), date(2024, 1, 15)
DEFINITIONS = demo_catalog().registers


@cache
def as_of(day: date) -> Standing:
    return Standing(end_of(day))


def in_year(key: str, year: int = 2023):
    return lambda line: line.has(key) and line.values[key].startswith(str(year))


def yi(line: Line) -> Decimal:
    return Decimal(line.values["invest_total"].removesuffix("亿元"))


def recognised(line: Line) -> bool:
    return in_year("recognised_on")(line)


def at_ceremony(line: Line) -> bool:
    return line.values.get("occasion") == "市级集中签约仪式" and in_year("signed_on")(line)


def landed(line: Line) -> tuple[bool, bool]:
    return line.has("statistics_on"), line.has("land_on") and not line.has("statistics_on")


def listed(name: str, line: Line, year: str = "", value: str = "2023") -> bool:
    return name in line.classes and (not year or line.values.get(year) == value)


def counts(day: date) -> dict[str, object]:
    """Every number the report of the year counts."""
    now = as_of(day)
    ceremony = list(now.lines("projects", at_ceremony))
    new = [line for line in now.lines("projects", recognised) if yi(line) >= 1]
    landing = [line for line in now.lines("projects") if listed("landing", line, "landing_year")]
    push = [line for line in now.lines("projects") if listed("push", line, "push_year")]
    talks = [line for line in now.lines("projects") if listed("negotiation", line)]
    heads = [
        line
        for line in now.lines("trips", in_year("left_on"))
        if line.values["led_by"] == "乡镇（平台）主要领导"
    ]
    firms = list(now.lines("chain_firms"))
    arrived = Counter()
    for line in now.lines("arrivals"):
        arrived[line.values["arrived_on"][:4]] += Decimal(line.values["amount"].removesuffix("万美元"))
    return {
        "signed_city": len(ceremony),
        "signed_city_started": sum(line.has("started_on") for line in ceremony),
        "new": len(new),
        "new_single": sum(line.values["kind"] == "单体制造业" for line in new),
        "high_quality": sum(
            line.values["high_quality"] == "是" for line in now.lines("projects", recognised)
        ),
        "hq_city": now.count(
            "projects", lambda line: recognised(line) and line.values["kind"] == "市级总部回归"
        ),
        "hq_county": now.count(
            "projects", lambda line: recognised(line) and line.values["kind"] == "县级总部回归"
        ),
        "landing": (len(landing), *map(sum, zip(*map(landed, landing), strict=True))),
        "landing_single": sum(line.values["kind"] == "单体制造业" for line in landing),
        "push": (len(push), *map(sum, zip(*map(landed, push), strict=True))),
        "push_single": sum(line.values["kind"] == "单体制造业" for line in push),
        "talks": (len(talks), sum(line.has("signed_on") for line in talks)),
        "maturities": len({line.values["maturity"] for line in talks}),
        "foreign": now.count("projects", lambda line: listed("foreign", line, "foreign_year")),
        "conference": now.count("projects", lambda line: line.values.get("occasion") == "县发展大会"),
        "visits": now.count("visits", in_year("visited_on")),
        "leads": now.count("leads", lambda line: stationed(line) and line.values.get("valid") == "是"),
        "leads_signed": now.count(
            "leads", lambda line: stationed(line) and line.values.get("outcome") == "签约项目"
        ),
        "fund_leads": now.count(
            "leads", lambda line: line.values["origin"] == "合作基金" and line.values.get("valid") == "是"
        ),
        "funds": now.count(
            "partners", lambda line: line.values["kind"] == "基金公司" and line.stage == "agreed"
        ),
        "trips": (now.count("trips", lambda line: line.values["led_by"] == "县主要领导"), len(heads)),
        "counterparts": sum(line.values["counterparts"] for line in heads),
        "chain": (len(firms), sum(line.values["region"] == "欧洲" for line in firms)),
        "areas": len({line.values["area"] for line in firms}),
        "arrived": (arrived["2022"], arrived["2023"]),
        "persons": tuple(
            sum(line.values["persons"] for line in now.lines("liaison") if line.values["kind"] == kind)
            for kind in ("列席两会", "参加发展大会", "新春慰问")
        ),
        "talents": tuple(
            now.count("talents", lambda line, wanted=wanted: line.values["programme"] == wanted)
            for wanted in ("博士", "省级引才计划人选", "领军型人才创业项目")
        ),
        "reserve": now.count("reserve", lambda line: line.stage == "in_reserve"),
    }


def stationed(line: Line) -> bool:
    return line.values["origin"] == "驻点片组"


def test_ledgers_hold_on_20_october_what_the_report_counts():
    assert counts(REPORT) == {
        "signed_city": 21,
        "signed_city_started": 7,
        "new": 22,
        "new_single": 18,
        "high_quality": 4,
        "hq_city": 9,
        "hq_county": 15,
        "landing": (33, 13, 8),
        "landing_single": 18,
        "push": (21, 10, 5),
        "push_single": 16,
        "talks": (24, 15),
        "maturities": 3,
        "foreign": 18,
        "conference": 48,
        "visits": 618,
        "leads": 70,
        "leads_signed": 22,
        "fund_leads": 40,
        "funds": 5,
        "trips": (17, 116),
        "counterparts": 297,
        "chain": (142, 59),
        "areas": 8,
        "arrived": (Decimal("225.66"), Decimal("607.0")),
        "persons": (43, 85, 125),
        "talents": (4, 3, 3),
        "reserve": 110,
    }


def test_ledgers_differ_at_the_end_of_the_year():
    before, after, known_later = counts(REPORT), counts(YEAR_END), counts(LATER)

    assert (after["signed_city"], after["signed_city_started"]) == (25, 10)
    assert known_later["signed_city_started"] == 11
    assert (after["new"], known_later["new"]) == (27, 28)
    assert after["landing"] == (33, 16, 7)
    assert known_later["landing"] == (33, 18, 6)
    assert all(
        after[key] != before[key] for key in ("visits", "trips", "chain", "leads", "arrived", "reserve")
    )


def test_reserve_falls_below_a_hundred_in_one_summer():
    standing = {day: as_of(day).count("reserve", lambda line: line.stage == "in_reserve") for day in
                (date(2023, 1, 31), date(2023, 6, 27), date(2023, 7, 14), date(2023, 7, 31), YEAR_END)}  # fmt: skip

    assert standing[date(2023, 7, 14)] == 94
    assert all(count >= 100 for day, count in standing.items() if day != date(2023, 7, 14))


def test_two_corrections_name_what_was_wrong():
    corrections = [act for act in acts() if isinstance(act, Correct)]

    assert len(corrections) == 2
    start, total = corrections
    assert (start.stage, start.values) == ("signed", {"started_on": ""})
    wrong = [act for act in acts() if (act.register, act.ref) == (start.register, start.ref)][
        start.corrects - 1
    ]
    assert isinstance(wrong, Move)
    assert wrong.to == "started"
    created = next(act for act in acts() if isinstance(act, Create) and act.ref == total.ref)
    assert created.values["invest_total"] == "26亿元"
    assert total.values == {"invest_total": "2.6亿元"}


def test_five_groups_and_22_officers_visit():
    visits = list(as_of(REPORT).lines("visits"))

    assert {line.values["area_group"] for line in visits} == set(GROUPS)
    assert {line.values["officer"] for line in visits if line.has("officer")} == {
        name for group in staff().stationed.values() for name in group
    }
    assert sum(GROUPS.values()) == 22


def test_heads_miss_a_month_here_and_there():
    trips = Counter(
        (line.values["unit_sent"], line.values["left_on"][:7])
        for line in as_of(YEAR_END).lines("trips")
        if line.values["led_by"] == "乡镇（平台）主要领导"
    )
    months = [f"2023-{month:02}" for month in range(3, 13)]

    missed = [(place, month) for place in PLACES for month in months if not trips[place, month]]

    assert 10 <= len(missed) <= 20
    assert all(any(trips[place, month] for month in months) for place in PLACES)


def test_chain_firms_stand_in_more_than_ten_countries():
    assert len({line.values["country"] for line in as_of(REPORT).lines("chain_firms")}) > 10


def test_place_in_the_city_is_entered_for_the_report():
    placed = {each.indicator: each.value for each in READINGS if each.as_of == REPORT}

    assert placed == {"projects_new_city_rank": "4", "hq_tax": "1.283亿元"}


def test_nothing_refers_to_what_is_not_there_yet():
    known: dict[tuple[str, str], datetime] = {}
    for act in acts():
        links = [value for value in getattr(act, "values", {}).values() if isinstance(value, Link)]
        assert all(known[link.register, link.ref] < act.at for link in links), act
        if isinstance(act, Create):
            assert (act.register, act.ref) not in known
        else:
            assert known[act.register, act.ref] < act.at, act
        known.setdefault((act.register, act.ref), act.at)


@pytest.mark.parametrize("key", sorted({act.register for act in acts()}))
def test_every_field_and_move_is_one_the_pack_knows(key: str):
    definition = DEFINITIONS[key]
    fields = {each.key for each in definition.fields if each.kind != "computed"}
    last: dict[str, Act] = {}
    stages: dict[str, str] = {}

    for act in acts():
        if act.register != key:
            continue
        assert set(getattr(act, "values", {})) <= fields, act
        assert act.ref not in last or last[act.ref].at < act.at
        last[act.ref] = act
        if isinstance(act, Create):
            stages[act.ref] = act.stage or first_stage(definition)
        if isinstance(act, Move):
            assert act.to in {move.to for move in definition.stage_by_key[stages[act.ref]].moves_to}, act
            stages[act.ref] = act.to
        if isinstance(act, Correct) and act.stage:
            stages[act.ref] = act.stage


def first_stage(definition: Register) -> str:
    return definition.initial_stages[0].key if definition.stages else ""


def test_every_chapter_writes_something():
    assert all(list(chapter()) for _, chapter in CHAPTERS)


AHEAD = {"push_end_on", "term_ends_on", "due_on", "valid_until_on", "available_on"}
"""Days that are planned."""


def test_nobody_writes_down_what_has_not_happened_yet():
    early = [
        (act.register, act.ref, key, value)
        for act in acts()
        for key, value in getattr(act, "values", {}).items()
        if key.endswith("_on") and key not in AHEAD and value and date.fromisoformat(value) > act.at.date()
    ]

    assert early == []


def test_ledgers_are_kept_in_every_month_of_the_year():
    months = Counter(act.at.month for act in acts() if act.at.year == 2023)

    assert len(months) == 12
    assert min(months.values()) > 100
