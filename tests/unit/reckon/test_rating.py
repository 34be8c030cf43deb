"""Reporting rates from update cycles, scores, duties and milestones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianlun.define.every import Every
from nianlun.define.model import Cycle
from nianlun.reckon.cycles import closes_on, last_missed, round_of, rounds_due
from nianlun.reckon.duties import owed, spans_of
from nianlun.reckon.milestones import milestones_of
from nianlun.reckon.periods import month_of
from nianlun.reckon.rating import Criterion, Reporting, reporting, score
from tests.unit.reckon.making import CATALOG, OTHER_TOWN, TOWN, Books

MONTHLY = Cycle(every=Every.MONTH, by=25)
CYCLES = [
    MONTHLY,
    Cycle(every=Every.WEEK, by=5),
    Cycle(every=Every.MONTH, by=5, after=True),
    Cycle(every=Every.QUARTER, by=10, after=True, workdays=True),
    Cycle(every=Every.YEAR),
]
DAYS = st.dates(date(2019, 1, 1), date(2025, 12, 31))


@settings(deadline=None)
@given(st.sampled_from(CYCLES), DAYS, st.integers(0, 500))
def test_the_rounds_between_two_days_are_those_of_every_day(cycle: Cycle, first: date, number: int) -> None:
    last = date.fromordinal(first.toordinal() + number)

    rounds = rounds_due(cycle, first, last)

    days = [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
    assert {each.due_on for each in rounds} == {day for day in days if round_of(cycle, day).due_on == day}
    for each in rounds:
        assert each.opens_on <= each.due_on <= closes_on(cycle, each)


@given(st.sampled_from(CYCLES), DAYS)
def test_the_newest_round_that_is_over_lies_before_today(cycle: Cycle, today: date) -> None:
    missed = last_missed(cycle, today)

    assert missed.due_on < today
    assert not rounds_due(
        cycle, date.fromordinal(missed.due_on.toordinal() + 1), date.fromordinal(today.toordinal() - 1)
    )


def test_reports_are_on_time_late_or_wanting() -> None:
    made = Books()
    known = {"stage": None, "project": None, "month": "2023-09", "goal": "进场"}
    made.version(1, "monthly_goals", on="2023-09-02", **known)
    made.version(1, "monthly_goals", on="2023-10-25", **known)
    made.version(2, "monthly_goals", on="2023-09-02", **known)
    made.version(2, "monthly_goals", on="2023-10-26", **known)
    made.version(3, "monthly_goals", on="2023-09-02", unit=OTHER_TOWN, **known)
    made.version(4, "monthly_goals", on="2023-09-02", unit=OTHER_TOWN, **known)
    made.version(4, "monthly_goals", on="2023-10-02", unit=OTHER_TOWN, is_living=False, **known)
    made.version(5, "monthly_goals", on="2023-09-02", unit=OTHER_TOWN, met=True, **known)
    register = CATALOG.registers["monthly_goals"]

    found = reporting(made.ledger, register, date(2023, 10, 1), date(2023, 10, 31))

    assert found == {
        TOWN: Reporting(expected=2, on_time=1, late=1),
        OTHER_TOWN: Reporting(expected=1, on_time=0, late=0),
    }
    assert (found[TOWN].rate, found[TOWN].on_time_rate) == (1, Decimal("0.5"))
    assert Reporting().rate is None
    assert (
        found.keys()
        != reporting(
            made.ledger, register, date(2023, 10, 1), date(2023, 10, 31), units=frozenset((TOWN,))
        ).keys()
    )


def test_lists_with_a_cycle_of_their_own_are_asked_by_it_alone() -> None:
    made = Books()
    made.version(1, lists="foreign", on="2023-09-12")
    made.version(1, lists="foreign", on="2023-10-09")
    made.version(2, on="2023-09-12")
    made.version(3, on="2023-09-12", stage="in_statistics")
    made.version(4, on="2023-09-12", lists="foreign push")

    found = reporting(made.ledger, CATALOG.registers["projects"], date(2023, 10, 1), date(2023, 10, 31))

    assert found == {TOWN: Reporting(expected=4, on_time=1, late=0)}


def test_a_score_is_bounded_only_where_the_scheme_says_so() -> None:
    scheme = [
        Criterion(key="new", full=Decimal(40)),
        Criterion(key="started", full=Decimal(30), most=Decimal(30), least=Decimal(0)),
        Criterion(key="reported", full=Decimal(30)),
    ]

    found = score(scheme, {"new": Decimal("1.125"), "started": Decimal(2), "reported": None})

    assert found.points == {"new": 45, "started": 30, "reported": None}
    assert (found.total, found.missing) == (75, ("reported",))
    assert score(scheme, {"started": Decimal(-1)}).points["started"] == 0


def test_every_unit_owes_a_trip_a_month() -> None:
    (duty,) = CATALOG.registers["trips"].duties

    assert [each.code for each in spans_of(duty, date(2023, 8, 20), date(2023, 10, 2))] == [
        "2023-08",
        "2023-09",
        "2023-10",
    ]
    done, wanting = owed(duty, month_of(2023, 9), {TOWN: 3}, (TOWN, OTHER_TOWN))
    assert (done.lacking, done.is_late(date(2023, 10, 5))) == (0, False)
    assert (wanting.lacking, wanting.due_on) == (1, date(2023, 9, 30))
    assert (wanting.is_late(date(2023, 9, 30)), wanting.is_late(date(2023, 10, 1))) == (False, True)


@pytest.mark.parametrize(("today", "late"), [(date(2023, 10, 20), 0), (date(2024, 6, 30), 6)])
def test_milestones_are_counted_back_from_the_end(today: date, late: int) -> None:
    values = {"push_end_on": "2024-06-28", "planning_done_on": "2023-09-01"}

    planned = milestones_of(CATALOG.registers["projects"], values, frozenset({"push"}))

    assert len(planned) == 7
    assert planned[0].due_on <= planned[-1].due_on == date(2024, 6, 28)
    assert sum(each.is_late(today) for each in planned) == late
    assert not milestones_of(CATALOG.registers["projects"], values, frozenset())
