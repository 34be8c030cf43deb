"""Rounds of updates: which span, until when, and which was missed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.define.every import Every
from nianlun.define.model import Cycle
from nianlun.reckon.cycles import DAY, last_missed, round_of, span_of

CYCLES = st.builds(
    Cycle,
    every=st.sampled_from(Every),
    by=st.none() | st.integers(1, 31),
    after=st.booleans(),
    workdays=st.booleans(),
)
DAYS = st.dates(date(2020, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("cycle", "day", "first", "last", "due"),
    [
        (Cycle(every=Every.MONTH, by=25), "2023-10-20", "2023-10-01", "2023-10-31", "2023-10-25"),
        (Cycle(every=Every.MONTH, by=31), "2023-02-10", "2023-02-01", "2023-02-28", "2023-02-28"),
        (Cycle(every=Every.MONTH, by=5, after=True), "2023-11-02", "2023-10-01", "2023-10-31", "2023-11-05"),
        (Cycle(every=Every.WEEK, by=5), "2023-10-18", "2023-10-16", "2023-10-22", "2023-10-20"),
        (Cycle(every=Every.QUARTER), "2023-11-02", "2023-10-01", "2023-12-31", "2023-12-31"),
        (
            Cycle(every=Every.QUARTER, by=10, after=True),
            "2023-10-02",
            "2023-07-01",
            "2023-09-30",
            "2023-10-10",
        ),
        (
            Cycle(every=Every.MONTH, by=3, workdays=True),
            "2023-10-02",
            "2023-10-01",
            "2023-10-31",
            "2023-10-09",
        ),
        (Cycle(every=Every.YEAR, by=31), "2023-05-02", "2023-01-01", "2023-12-31", "2023-01-31"),
        (Cycle(every=Every.DAY), "2023-05-02", "2023-05-02", "2023-05-02", "2023-05-02"),
    ],
)
def test_round_of_a_day(cycle, day, first, last, due):
    found = round_of(cycle, date.fromisoformat(day))

    assert (found.first.isoformat(), found.last.isoformat(), found.due_on.isoformat()) == (first, last, due)


def test_newest_missed_round_is_this_months_only_after_its_last_day():
    cycle = Cycle(every=Every.MONTH, by=25)

    assert last_missed(cycle, date(2023, 10, 25)).first == date(2023, 9, 1)
    assert last_missed(cycle, date(2023, 10, 26)).first == date(2023, 10, 1)


@given(CYCLES, DAYS)
def test_round_and_missed_round_stand_in_order(cycle, day):
    now, missed = round_of(cycle, day), last_missed(cycle, day)

    assert now.opens_on <= day
    assert now.opens_on <= now.due_on
    assert missed.due_on < day
    assert missed == now or missed.opens_on < now.opens_on
    assert now.first <= now.last
    assert (now.last < now.opens_on) is cycle.after


@given(st.sampled_from(Every), DAYS)
def test_span_holds_the_day_and_spans_follow_each_other(every, day):
    first, last = span_of(every, day)

    assert first <= day <= last
    assert span_of(every, last + DAY)[0] == last + DAY
    assert span_of(every, first) == (first, last)
