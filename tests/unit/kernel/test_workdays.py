"""Working days as announced, explained day by day; what is not announced is provisional."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.kernel.workdays import (
    DayKind,
    add_days,
    add_workdays,
    announced,
    days_between,
    next_workday,
    nth_workday,
    workdays_between,
)

DAYS = st.dates(date(2015, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2023, 10, 9), DayKind.WORKDAY),
        (date(2023, 10, 8), DayKind.MAKE_UP),
        (date(2023, 10, 14), DayKind.WEEKEND),
        (date(2023, 10, 2), DayKind.HOLIDAY),
        (date(2024, 2, 10), DayKind.HOLIDAY),
        (date(2024, 2, 18), DayKind.MAKE_UP),
    ],
)
def test_day_is_what_was_announced(day, kind):
    assert announced().kind(day) == kind


def test_seven_working_days_over_the_national_day_are_explained():
    found = add_workdays(date(2023, 9, 27), 7)

    assert (found.day, found.provisional) == (date(2023, 10, 12), False)
    assert [(step.day.isoformat(), step.kind.value) for step in found.steps if step.counted] == [
        ("2023-09-28", "workday"),
        ("2023-10-07", "make_up"),
        ("2023-10-08", "make_up"),
        ("2023-10-09", "workday"),
        ("2023-10-10", "workday"),
        ("2023-10-11", "workday"),
        ("2023-10-12", "workday"),
    ]
    assert found.steps[1].kind == DayKind.HOLIDAY


def test_day_zero_does_not_count():
    assert add_workdays(date(2023, 10, 9), 0).day == date(2023, 10, 9)
    assert add_workdays(date(2023, 10, 9), 1).day == date(2023, 10, 10)


def test_last_day_that_is_off_rolls_on_and_backwards_rolls_back():
    assert add_days(date(2023, 9, 20), 10).day == date(2023, 10, 7)
    assert add_days(date(2023, 10, 17), -10).day == date(2023, 10, 7)
    assert add_days(date(2023, 10, 12), -10).day == date(2023, 9, 28)
    assert add_days(date(2023, 10, 1), 0).day == date(2023, 10, 1)


def test_date_beyond_what_is_announced_is_provisional():
    last = announced().last

    assert not add_workdays(last - timedelta(days=20), 3).provisional
    found = add_workdays(last - timedelta(days=5), 10)
    assert found.provisional
    assert [step.provisional for step in found.steps] == [step.day > last for step in found.steps]


def test_nth_working_day_is_the_last_one_where_there_are_fewer():
    assert nth_workday(date(2023, 10, 1), 2, date(2023, 10, 31)) == date(2023, 10, 8)
    assert nth_workday(date(2023, 10, 1), 99, date(2023, 10, 31)) == date(2023, 10, 31)
    assert next_workday(date(2023, 10, 1)) == date(2023, 10, 7)


@given(DAYS, st.integers(-60, 60))
def test_counting_there_and_back_agrees(start, number):
    found = add_workdays(start, number)

    assert sum(step.counted for step in found.steps) == abs(number)
    if number:
        assert announced().works(found.day)
    if number > 0:
        assert workdays_between(start, found.day) == number
    assert workdays_between(found.day, start) == -workdays_between(start, found.day)


@given(DAYS, st.integers(0, 200))
def test_every_day_on_the_way_is_told_once(start, number):
    found = add_days(start, number)

    assert [step.day for step in found.steps] == list(days_between(start + timedelta(days=1), found.day))


def test_number_beyond_reason_is_refused():
    with pytest.raises(OverflowError):
        add_workdays(date(2023, 1, 1), 10**6)
    with pytest.raises(OverflowError):
        add_days(date(2023, 1, 1), 10**6)
