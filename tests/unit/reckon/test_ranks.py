"""Places, shares and their words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.define.model import Better
from nianlun.define.words import Language
from nianlun.reckon.ranks import place_words, ranked

VALUES = st.dictionaries(st.integers(1, 40), st.none() | st.integers(-3, 9).map(Decimal), max_size=16)


@given(VALUES, st.sampled_from(Better))
def test_a_place_is_one_more_than_those_who_are_better(
    values: dict[int, Decimal | None], better: Better
) -> None:
    places = {each.unit: each for each in ranked(values, better)}

    assert places.keys() == values.keys()
    for unit, value in values.items():
        others = [other for other in values.values() if other is not None]
        if value is None:
            assert places[unit].place is None
            continue
        ahead = sum(other > value if better is Better.HIGHER else other < value for other in others)
        assert places[unit].place == 1 + ahead
        assert places[unit].tied == (others.count(value) > 1)
        assert places[unit].of == len(others)


def test_shares_are_parts_of_the_whole() -> None:
    shares = [each.share for each in ranked({1: Decimal(3), 2: Decimal(1), 3: None})]

    assert shares == [Decimal("0.75"), Decimal("0.25"), None]
    assert all(each.share is None for each in ranked({1: Decimal(3), 2: Decimal(-1)}))


@pytest.mark.parametrize(
    ("place", "tied", "chinese", "english"),
    [
        (1, False, "第一", "1st"),
        (2, True, "并列第二", "joint 2nd"),
        (10, False, "第十", "10th"),
        (11, False, "第十一", "11th"),
        (16, False, "第十六", "16th"),
        (20, False, "第二十", "20th"),
        (42, False, "第四十二", "42nd"),
        (123, False, "第123", "123rd"),
    ],
)
def test_a_place_has_words(place: int, tied: bool, chinese: str, english: str) -> None:
    assert place_words(place, tied=tied) == chinese
    assert place_words(place, Language.ENGLISH, tied=tied) == english
