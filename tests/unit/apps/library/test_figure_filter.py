"""Units and values of the figures asked for, as people print them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianlun.apps.library.queries.figures import FigureFilter

MU = Decimal("666.6666666667")


@pytest.mark.parametrize(
    ("asked", "units", "low", "high"),
    [
        ({"low": "100", "high": "1,000"}, (), Decimal(100), Decimal(1000)),
        ({"low": "26万亩"}, ("平方米",), 260000 * MU, None),
        ({"low": "5000万元", "high": "50 亿元"}, ("元",), Decimal(50_000_000), Decimal(5_000_000_000)),
        ({"figure_unit": "万亩", "low": "20", "high": "30万亩"}, ("平方米",), 200000 * MU, 300000 * MU),
        ({"figure_unit": "平方米", "low": "20"}, ("平方米",), Decimal(20), None),
        ({"low": "5万"}, (), Decimal(50_000), None),
        ({"low": "many", "high": "1.2.3"}, (), None, None),
        ({"low": "1e3", "high": "1e999"}, (), Decimal(1000), None),
        ({"low": "9" * 40}, (), None, None),
    ],
)
def test_values_count_in_the_unit_that_is_given(asked, units, low, high):
    found = FigureFilter.from_parameters({name: [value] for name, value in asked.items()})

    assert (found.units, found.low, found.high) == (units, low, high)


def test_converted_filter_asks_the_same_again():
    asked = FigureFilter.from_parameters({"figure_unit": ["万亩"], "low": ["20"]})

    assert FigureFilter.from_parameters(asked.to_parameters()) == asked
