"""How values stand in a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianlun.define.words import Language
from nianlun.reckon.printing import growth_words, number_of, points_words, worded
from nianlun.reckon.results import Missing, words_of


@pytest.mark.parametrize(
    ("value", "measure", "places", "text"),
    [
        ("22", "个", 0, "22个"),
        ("123456789", "亿元", 2, "1.23亿元"),
        ("120000000", "亿元", 2, "1.2亿元"),
        ("0.33333", "%", 2, "33.33%"),
        ("1.125", "%", 1, "112.5%"),
        ("0.00125", "%", 2, "0.13%"),
        ("-0.0769", "%", 2, "-7.69%"),
        ("4", "名次", 0, "第四"),
        ("0", "名次", 0, "0名次"),
        ("-1", "名次", 0, "-1名次"),
        (None, "个", 0, "—"),
    ],
)
def test_a_value_has_its_unit_and_no_needless_zeros(
    value: str | None, measure: str, places: int, text: str
) -> None:
    assert worded(None if value is None else Decimal(value), measure, places) == text


def test_a_number_stands_alone() -> None:
    assert number_of(Decimal("0.636363"), "%", 1) == "63.6"
    assert number_of(None, "%", 1) == "—"


@pytest.mark.parametrize(
    ("ratio", "growth", "points"),
    [
        ("1.6899", "同比增长168.99%", "同比提高1.69个百分点"),
        ("-0.0769", "同比下降7.69%", "同比下降0.08个百分点"),
        ("0.00001", "与上年同期持平", "与上年同期持平"),
        (None, "—", "—"),
    ],
)
def test_growth_is_said_in_words(ratio: str | None, growth: str, points: str) -> None:
    number = None if ratio is None else Decimal(ratio)

    assert growth_words(number, 2) == growth
    assert points_words(number, 2) == points


@pytest.mark.parametrize("missing", Missing)
def test_every_reason_for_a_missing_value_has_words(missing: Missing) -> None:
    assert words_of(missing, Language.CHINESE) != words_of(missing, Language.ENGLISH)
