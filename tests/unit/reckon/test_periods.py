"""The algebra of spans."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.define.every import Every
from nianlun.define.reading.periods import Period, read_period
from nianlun.define.words import Language
from nianlun.reckon.periods import (
    as_of_label,
    contains,
    cut,
    half_of,
    happened_in,
    label,
    parts,
    period_of,
    previous,
    span,
    to_date,
    week_ending,
    year_before,
    year_share,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
PERIODS = st.one_of(
    st.builds(period_of, st.sampled_from(Every), DAYS),
    st.builds(half_of, st.integers(1990, 2090), st.sampled_from([1, 2])),
    st.builds(to_date, DAYS),
    st.builds(week_ending, DAYS),
)


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("2023", "2022"),
        ("2023-H1", "2022-H1"),
        ("2023-Q3", "2022-Q3"),
        ("2023-10", "2022-10"),
        ("2020-W53", "2019-W52"),
        ("2023-W42", "2022-W42"),
        ("2023-01-01/2023-10-20", "2022-01-01/2022-10-20"),
        ("2024-01-01/2024-02-29", "2023-01-01/2023-02-28"),
        ("2025-01-01/2025-02-28", "2024-01-01/2024-02-29"),
        ("2024-02-29/2024-03-15", "2023-02-28/2023-03-15"),
    ],
)
def test_the_same_span_of_the_year_before(code: str, before: str) -> None:
    assert year_before(read_period(code)) == read_period(before)


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("2023", "2022"),
        ("2023-H1", "2022-H2"),
        ("2023-Q1", "2022-Q4"),
        ("2023-01", "2022-12"),
        ("2021-W01", "2020-W53"),
        ("2023-10-14/2023-10-20", "2023-10-07/2023-10-13"),
    ],
)
def test_the_span_just_before(code: str, before: str) -> None:
    assert previous(read_period(code)) == read_period(before)


@given(PERIODS)
def test_the_span_before_ends_where_the_other_begins(period: Period) -> None:
    assert (period.first - previous(period).last).days == 1


@given(PERIODS)
def test_every_span_is_read_back_from_its_code(period: Period) -> None:
    assert read_period(period.code) == period


@given(PERIODS, DAYS)
def test_a_cut_span_holds_what_lies_in_both(period: Period, day: date) -> None:
    found = cut(period, day)

    assert (found is None) == (day < period.first)
    for each in (period.first, period.last, day):
        inside = found is not None and contains(found, each)
        assert inside == (contains(period, each) and each <= day)


@given(
    st.sampled_from([Every.DAY, Every.WEEK, Every.MONTH]), DAYS, st.sampled_from([Every.MONTH, Every.QUARTER])
)
def test_a_short_span_counts_in_exactly_one_of_those_that_follow_each_other(
    short: Every, day: date, long: Every
) -> None:
    term = period_of(short, day).code
    middle = period_of(long, day)
    around = [previous(middle), middle, period_of(long, middle.last.replace(day=28)), _after(middle, long)]

    assert sum(happened_in(each, term) for each in dict.fromkeys(around)) == 1


def _after(period: Period, every: Every) -> Period:
    return period_of(every, date.fromordinal(period.last.toordinal() + 1))


@pytest.mark.parametrize(
    ("period", "term", "happened"),
    [
        ("2023", date(2023, 12, 31), True),
        ("2023", date(2024, 1, 1), False),
        ("2023", None, False),
        ("2023", "", False),
        ("2023-10", "2023", True),
        ("2023-01-01/2023-10-20", "2023", True),
        ("2023-01-01/2023-10-20", "2023-10", True),
        ("2023", "2022", False),
        ("2023-W40", "2023-10", True),
        ("2023-W44", "2023-10", False),
        ("2023-Q3", "2023-10", False),
    ],
)
def test_what_carries_a_date_or_a_span_counts(period: str, term: object, happened: bool) -> None:
    assert happened_in(read_period(period), term) is happened


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        ("2023", "2023年", "2023"),
        ("2023-H1", "2023年上半年", "first half of 2023"),
        ("2023-Q3", "2023年第三季度", "third quarter of 2023"),
        ("2023-10", "2023年10月", "October 2023"),
        ("2023-W42", "2023年第42周", "week 42 of 2023"),
        ("2023-01-01/2023-10-31", "2023年1-10月", "1 January 2023 to 31 October 2023"),
    ],
)
def test_a_span_has_words_in_both_languages(code: str, chinese: str, english: str) -> None:
    period = read_period(code)

    assert label(period) == chinese
    assert label(period, Language.ENGLISH) == english


def test_a_year_has_its_months_and_a_day_its_words() -> None:
    assert [each.code for each in parts(read_period("2023"), Every.QUARTER)] == [
        "2023-Q1",
        "2023-Q2",
        "2023-Q3",
        "2023-Q4",
    ]
    assert as_of_label(date(2023, 10, 20)) == "截至2023年10月20日"
    assert as_of_label(date(2023, 10, 20), Language.ENGLISH) == "as of 20 October 2023"


def test_the_share_of_a_year_is_kept_within_it() -> None:
    assert year_share(2023, date(2022, 12, 31)) == (0, 365)
    assert year_share(2024, date(2024, 1, 1)) == (1, 366)
    assert year_share(2023, date(2025, 1, 1)) == (365, 365)


def test_a_span_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="2023"):
        span(date(2023, 2, 1), date(2023, 1, 1))
