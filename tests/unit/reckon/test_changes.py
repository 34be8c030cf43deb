"""Why a number changed: the parts add up to the difference exactly."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

from nianlun.reckon.changes import Change, Why, change, difference_of
from nianlun.reckon.counting import PlainSource
from nianlun.reckon.history import PlainHistory
from nianlun.reckon.indicators import answer
from nianlun.reckon.source import Reckoner
from tests.unit.reckon.making import OTHER_TOWN, TOWN, Books, asked
from tests.unit.reckon.strategies import INDICATORS, MADE, books
from tests.unit.reckon.test_oracle import ANY_DAY, SPANS

LATER = date(2023, 11, 20)


def between(made: Books, key: str, first: date, last: date, span: str = "2023", **more: object) -> Change:
    """The change of an indicator between two days."""
    ledger = made.ledger
    reckoner = Reckoner(INDICATORS, PlainSource(ledger))
    before = answer(key, asked(span, first, **more), reckoner)
    after = answer(key, asked(span, last, **more), reckoner)
    return change(before, after, reckoner, PlainHistory(ledger))


@MADE
@given(books(), SPANS, ANY_DAY, ANY_DAY)
def test_the_parts_add_up_to_the_difference(made: Books, span: str, first: date, last: date) -> None:
    reckoner = Reckoner(INDICATORS, PlainSource(made.ledger))
    for key in INDICATORS:
        found = between(made, key, first, last, span)

        assert found.difference == difference_of(found.before, found.after, reckoner)
        if found.difference is not None:
            parts = sum((each.part for each in found.items), Fraction(0))
            assert parts + found.remainder == found.difference
            if key != "guarded":
                assert found.remainder == 0


@MADE
@given(books(), ANY_DAY)
def test_nothing_changes_between_a_day_and_itself(made: Books, day: date) -> None:
    for key in INDICATORS:
        assert between(made, key, day, day).items == ()


def story() -> Books:
    """One entry for each thing that can happen between 20 October and 20 November."""
    made = Books()
    for entry in (1, 2, 3, 4, 8, 9):
        made.version(entry, signed_on="2023-03-01", high_quality=True, started_on="2023-06-01")
    made.version(2, signed_on="2022-12-31", on="2023-11-01", is_correction=True)
    made.version(3, signed_on="2023-03-01", on="2023-11-01", is_living=False)
    made.version(4, signed_on="2023-03-01", on="2023-11-01", unit=OTHER_TOWN)
    made.version(5, signed_on="2023-11-02", on="2023-11-03")
    made.version(6, signed_on="2023-10-18", on="2023-11-03")
    made.version(7, signed_on=None)
    made.version(7, signed_on="2023-11-08", on="2023-11-09")
    return made


@pytest.mark.parametrize(
    ("entry", "why", "part"),
    [
        (2, Why.CORRECTED, -1),
        (3, Why.DROPPED, -1),
        (4, Why.MOVED, -1),
        (5, Why.ADDED, 1),
        (6, Why.LATE, 1),
        (7, Why.ADVANCED, 1),
    ],
)
def test_each_thing_that_happens_has_its_word(entry: int, why: Why, part: int) -> None:
    of_town = between(story(), "all", date(2023, 10, 20), LATER, unit=TOWN, units=frozenset((TOWN,)))

    (item,) = [each for each in of_town.items if each.entry == entry]

    assert (item.why, item.part) == (why, part)
    assert len(of_town.items) == 6


def test_a_share_tells_what_moved_above_and_what_below_the_line() -> None:
    found = between(story(), "share", date(2023, 10, 20), LATER)

    assert found.difference == Fraction(3, 7) - 1
    above = sum(each.part for each in found.items if each.indicator == "fine")
    below = sum(each.part for each in found.items if each.indicator == "all")
    assert above + below == found.difference
    assert {each.indicator for each in found.items if each.entry == 5} == {"all"}


def test_a_reading_that_was_replaced_is_the_reason() -> None:
    made = Books()
    made.read("entered", "2023", "4")
    made.read("entered", "2023", "7", "2023-11-01", replaces=1)

    (item,) = between(made, "entered", date(2023, 10, 20), LATER).items

    assert (item.why, item.part, item.before, item.after) == (Why.READING, 3, 1, 2)
