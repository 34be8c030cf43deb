from __future__ import annotations

from decimal import Decimal

import pytest

from nianlun.kernel.measures import SCALES, UNITS, base_amount, measure_of, usual


@pytest.mark.parametrize(
    ("unit", "kind", "base_unit", "factor"),
    [
        ("亿元", "money", "元", "100000000"),
        ("万美元", "money", "美元", "10000"),
        ("万亿元", "money", "元", "1000000000000"),
        ("千瓦", "power", "千瓦", "1"),
        ("万千瓦", "power", "千瓦", "10000"),
        ("万人次", "people", "人次", "10000"),
        ("‰", "rate", "%", "0.1"),
        ("成", "rate", "%", "10"),
        ("个百分点", "points", "个百分点", "1"),
        ("平方公里", "area", "平方米", "1000000"),
        ("万元/亩", "measure", "元/亩", "10000"),
        ("座", "count", "座", "1"),
        ("万", "count", None, "10000"),
    ],
)
def test_measure_of_says_class_and_size(unit: str, kind: str, base_unit: str | None, factor: str) -> None:
    measure = measure_of(unit)

    assert (measure.kind, measure.base_unit, measure.factor) == (kind, base_unit, Decimal(factor))


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_units_of_the_table_have_a_size(unit: str) -> None:
    assert UNITS[unit].factor > 0


@pytest.mark.parametrize(("scale", "power"), SCALES.items())
def test_scales_multiply_the_unit_they_begin(scale: str, power: int) -> None:
    assert measure_of(f"{scale}元").factor == power


def test_base_amount_prints_whole_numbers_as_such() -> None:
    assert str(base_amount("2.5", Decimal(10**8))) == "250000000"
    assert base_amount("1/4", Decimal(1)) == Decimal("0.25")
    assert base_amount("1/0", Decimal(1)) == 1


@pytest.mark.parametrize(
    ("base_value", "printed", "value", "unit"),
    [
        ("124000000.0000062", ["万亩", "万亩", "亩"], "18.6", "万亩"),
        ("962000", ["公里"], "962", "公里"),
        ("1860000000", ["亿元", "万元"], "18.6", "亿元"),
        ("4200000", ["亿元", "万元"], "420", "万元"),
        ("50", ["亿元", "万元"], "0.005", "万元"),
        ("-30000", ["万吨", "吨"], "-3", "万吨"),
        ("0", ["吨", "万吨"], "0", "吨"),
        ("12", ["座"], "12", "座"),
    ],
)
def test_usual_unit_is_one_the_series_is_printed_in(
    base_value: str, printed: list[str], value: str, unit: str
) -> None:
    assert usual(Decimal(base_value), printed) == (Decimal(value), unit)


def test_usual_unit_gives_back_every_printed_value() -> None:
    for printed, unit in (("0.01", "亩"), ("7.81", "万吨"), ("98.17", "%"), ("3.3333", "公顷")):
        base = base_amount(printed, measure_of(unit).factor)

        assert usual(base, [unit]) == (Decimal(printed), unit)


def test_usual_unit_needs_one() -> None:
    with pytest.raises(ValueError, match="no printed unit"):
        usual(Decimal(1), [])
