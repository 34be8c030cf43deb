"""Figures of one indicator over years and issuers, as a chart with its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Context, Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nianlun.apps.library.labels import label
from nianlun.apps.library.queries.statistics import IndicatorSeries, SeriesPoint
from nianlun.apps.library.views.shown import Shown, drawn
from nianlun.compose.charts import Point, Words, bar_chart, line_chart
from nianlun.compose.sheet import Cell, Sheet
from nianlun.kernel.measures import measure_of, usual

MOST_SERIES = 8
"""Lines in one chart that can still be told apart."""
CONVERTED = Context(prec=12)
"""Digits of a value converted into another unit; 亩 and 里 are no round numbers of their base units."""


def series_shown(found: IndicatorSeries, number: int) -> Shown | None:
    """The chart and the table; nothing where there is no point."""
    if not found.points:
        return None
    values, unit = readable_values(found)
    years: dict[str, set[int]] = {}
    for point in found.points:
        years.setdefault(_line_of(point, found), set()).add(point.year)
    lines = sorted(years, key=lambda name: -len(years[name]))[:MOST_SERIES]
    points = [
        Point(line, str(point.year), float(value))
        for point, value in zip(found.points, values, strict=True)
        if (line := _line_of(point, found)) in lines
    ]
    titled = f"{found.indicator}（{unit}）" if unit else found.indicator
    words = Words(titled, _("Year"), unit or _("Value"), pgettext("chart", "Issuer"))
    note = _("The chart shows the first %(number)s; the table shows all.") % {"number": MOST_SERIES}
    return Shown(
        f"series-{number}",
        _sheet(titled, found, values, unit),
        drawn(way_of(points)(points, words)),
        note if len(lines) < len(years) else "",
    )


def way_of(points: Sequence[Point]) -> Callable[[Sequence[Point], Words], str]:
    """Bars where each issuer and each year has one value; else dots and lines: bars would be added up."""
    places, lines = {point.place for point in points}, {point.series for point in points}
    return bar_chart if len(points) == len(places) == len(lines) else line_chart


def readable_values(found: IndicatorSeries) -> tuple[list[Decimal], str]:
    """The values in the unit most of them are printed in, and that unit."""
    largest = max((abs(point.value) for point in found.points), default=Decimal(0))
    _value, unit = usual(largest, [point.figure.unit or "" for point in found.points])
    return [_in_unit(point, unit) for point in found.points], unit


def _in_unit(point: SeriesPoint, unit: str) -> Decimal:
    """As printed where it is printed in this unit, else converted."""
    if (point.figure.unit or "") == unit:
        try:
            return Decimal(point.figure.value or "")
        except InvalidOperation:  # a fraction such as 1/3
            pass
    return CONVERTED.divide(point.value, measure_of(unit).factor)


def _line_of(point: SeriesPoint, found: IndicatorSeries) -> str:
    """Who speaks; and of what, where that is not the indicator asked for."""
    own = point.figure.indicator or ""
    return point.issuer if own == found.indicator else f"{point.issuer} · {own}"


def _sheet(title: str, found: IndicatorSeries, values: list[Decimal], unit: str) -> Sheet:
    columns = (
        _("Year"),
        _("Issuer"),
        _("Indicator"),
        _("As printed"),
        _("Value (%(unit)s)") % {"unit": unit or "1"},
        pgettext("finding", "Role"),
        _("Document"),
        _("Document number"),
    )
    return Sheet(title, columns, tuple(map(_row, found.points, values)))


def _row(point: SeriesPoint, value: Decimal) -> tuple[Cell, ...]:
    return (
        point.year,
        point.issuer,
        point.figure.indicator,
        point.figure.text,
        value,
        str(label("role", point.role)),
        point.figure.document.title,
        point.figure.document_id,
    )
