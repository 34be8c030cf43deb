"""Values of a series in the unit people print them in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianlun.apps.library.models import Figure
from nianlun.apps.library.queries.statistics import IndicatorSeries, SeriesPoint
from nianlun.apps.library.views.series import readable_values, way_of
from nianlun.compose.charts import Point, bar_chart, line_chart
from nianlun.kernel.measures import base_amount, measure_of


def series(*printed: tuple[str, str]) -> IndicatorSeries:
    """A series of values with their printed units, one for each year."""
    points = []
    for year, (value, unit) in enumerate(printed, start=2020):
        base = base_amount(value, measure_of(unit).factor)
        figure = Figure(value=value, unit=unit, base_value=base, base_unit=measure_of(unit).base_unit)
        points.append(SeriesPoint(figure, year, "局", base, "actual"))
    return IndicatorSeries("面积", measure_of(printed[0][1]).base_unit, tuple(points))


@pytest.mark.parametrize(
    ("printed", "values", "unit"),
    [
        ([("26", "万亩"), ("25.5", "万亩")], ["26", "25.5"], "万亩"),
        ([("26", "万亩"), ("27", "万亩"), ("255000", "亩")], ["26", "27", "25.5"], "万亩"),
        ([("430", "公斤"), ("440", "公斤"), ("0.45", "吨")], ["430", "440", "450"], "公斤"),
        ([("1/3", "小时"), ("2", "小时")], ["0.333333333333", "2"], "小时"),
    ],
)
def test_series_shows_the_unit_most_are_printed_in(printed, values, unit):
    shown, shown_unit = readable_values(series(*printed))

    assert shown_unit == unit
    assert [round(each, 6) for each in shown] == [round(Decimal(each), 6) for each in values]


@pytest.mark.parametrize(
    ("points", "way"),
    [
        ([("甲局", "2023")], bar_chart),
        ([("甲局", "2022"), ("乙局", "2023")], bar_chart),
        ([("甲局", "2023"), ("乙局", "2023")], line_chart),
        ([("甲局", "2023"), ("甲局", "2023")], line_chart),
        ([("甲局", "2022"), ("甲局", "2023")], line_chart),
    ],
)
def test_values_of_several_issuers_are_not_stacked(points, way):
    assert way_of([Point(*each, 80) for each in points]) is way
