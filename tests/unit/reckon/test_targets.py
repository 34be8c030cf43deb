"""Completion, gap and pace; never clamped."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.define.model import Better, IndicatorDef, IndicatorKind, Setter, TargetDef
from nianlun.define.words import Language
from nianlun.reckon.amounts import target_value
from nianlun.reckon.results import Result
from nianlun.reckon.targets import completion, setter_of, setter_words, target_for
from tests.unit.reckon.making import asked


def defined(measure: str = "个", better: Better = Better.HIGHER) -> IndicatorDef:
    """An indicator in a unit."""
    return IndicatorDef(key="it", label="指标", kind=IndicatorKind.ENTERED, measure=measure, better=better)


def target(value: str, measure: str = "", year: int = 2023) -> TargetDef:
    """A target of the county."""
    return TargetDef(indicator="it", setter=Setter.COUNTY, year=year, value=Decimal(value), measure=measure)


def answered(value: str | None, as_of: date = date(2023, 10, 20)) -> Result:
    """An answer."""
    return Result(
        indicator="it", question=asked(as_of=as_of), value=None if value is None else Decimal(value)
    )


@pytest.mark.parametrize(
    ("measure", "given_in", "value", "kept"),
    [
        ("个", "", "33", "33"),
        ("亿元", "", "2", "200000000"),
        ("亿元", "万元", "20000", "200000000"),
        ("万美元", "亿美元", "0.5", "50000000"),
        ("%", "", "0.95", "0.95"),
        ("亩", "公顷", "10", "150.0"),
    ],
)
def test_a_target_is_converted_to_the_unit_of_the_indicator(
    measure: str, given_in: str, value: str, kept: str
) -> None:
    assert round(target_value(target(value, given_in), defined(measure)), 6) == Decimal(kept)


@given(st.decimals(-(10**9), 10**9, places=2), st.decimals(1, 10**9, places=2))
def test_actual_is_target_less_gap_and_ratio_is_not_bounded(actual: Decimal, wanted: Decimal) -> None:
    found = completion(answered(str(actual)), target(str(wanted)), defined())

    assert found.gap is not None
    assert found.ratio is not None
    assert found.wanted - found.gap == actual
    assert (found.ratio > 1) == (actual > wanted)
    assert found.is_met == (actual >= wanted)


def test_where_lower_is_better_less_meets_it() -> None:
    fewer = completion(answered("7"), target("10"), defined(better=Better.LOWER))
    more = completion(answered("12"), target("10"), defined(better=Better.LOWER))

    assert (fewer.is_met, more.is_met, more.ratio) == (True, False, Decimal("1.2"))


def test_what_is_missing_stays_missing_and_a_target_of_nought_has_no_ratio() -> None:
    missing = completion(answered(None), target("10"), defined())
    nought = completion(answered("3"), target("0"), defined())

    assert (missing.ratio, missing.gap, missing.is_met) == (None, None, None)
    assert missing.pace(missing.elapsed) == ""
    assert (nought.ratio, nought.gap) == (None, -3)


def test_the_pace_is_that_of_the_days_of_the_year() -> None:
    half = completion(answered("5", date(2023, 7, 2)), target("10"), defined())

    assert round(half.elapsed, 4) == Decimal("0.5014")
    assert half.pace(half.elapsed) == "behind"


@pytest.mark.parametrize(
    ("actual", "pace"), [("10", "met"), ("11", "met"), ("8", "ahead"), ("4", "behind"), ("3.9", "far")]
)
def test_less_than_half_of_an_even_pace_is_far_behind(actual: str, pace: str) -> None:
    assert completion(answered(actual), target("10"), defined()).pace(Decimal("0.8")) == pace


def test_a_setter_is_known_by_key_and_by_word() -> None:
    assert setter_of("县定") is setter_of("county") is Setter.COUNTY
    assert setter_of("镇定") is None
    assert setter_words(Setter.CITY, Language.CHINESE) == "市定"


def test_the_target_of_a_unit_is_not_that_of_the_whole() -> None:
    assert target_for([target("1")], "it", Setter.COUNTY, 2023) == target("1")
    assert target_for([target("1")], "it", Setter.COUNTY, 2023, "东港镇") is None
    assert target_for([target("1")], "it", Setter.CITY, 2023) is None
