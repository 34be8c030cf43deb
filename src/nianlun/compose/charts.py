"""Charts as Vega-Lite specifications; the words come from the caller, in his language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

FACES = "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
COLOURS = ("#1d5547", "#a83424", "#b0841f", "#3d6b8e", "#7a5a86", "#5f7a3a", "#8a5a3c", "#4b4f4d")
"""Told apart by people who do not see red and green, in this order."""
WIDTH, HEIGHT = 640, 280
WIDEST_BAR = 48
INK, SOFT_INK, RULE = "#1f2925", "#56615b", "#b9b09c"
AXIS = {
    "gridColor": "#e4ddce",
    "domainColor": RULE,
    "tickColor": RULE,
    "labelFontSize": 12,
    "labelColor": INK,
    "titleFontSize": 12,
    "titleFontWeight": "normal",
    "titleColor": SOFT_INK,
}


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series."""

    series: str
    place: str
    """Year, day or name on the horizontal axis."""
    value: float


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a chart; the value axis names its unit."""

    title: str
    place: str
    value: str
    series: str = ""


def line_chart(points: Sequence[Point], words: Words) -> str:
    """Values over an ordered axis, one line for each series; JSON.

    Where a series has several values at one place all are dots, and the line goes through their mean.
    """
    base = _base(points, words)
    lines = base.mark_line(strokeWidth=2).encode(y=alt.Y("mean(value):Q", title=words.value))
    return _json(alt.layer(lines, base.mark_point(filled=True, size=50, opacity=1)), words, points)


def area_chart(points: Sequence[Point], words: Words) -> str:
    """One growing quantity over an ordered axis; JSON."""
    return _json(_base(points, words).mark_area(opacity=0.35, line={"strokeWidth": 2}), words, points)


def bar_chart(points: Sequence[Point], words: Words) -> str:
    """Bars, stacked where there is more than one series; JSON."""
    places = len({point.place for point in points})
    return _json(
        _base(points, words).mark_bar(size=min(WIDEST_BAR, WIDTH * 0.6 / max(1, places))), words, points
    )


def _base(points: Sequence[Point], words: Words) -> alt.Chart:
    rows = [{"series": point.series, "place": point.place, "value": point.value} for point in points]
    whole = all(float(point.value).is_integer() for point in points)
    values = alt.Data(values=rows)  # type: ignore[no-untyped-call]
    return alt.Chart(values).encode(
        x=alt.X("place:O", title=words.place, axis=alt.Axis(labelAngle=0, labelOverlap=True), sort=None),
        y=alt.Y("value:Q", title=words.value, axis=alt.Axis(tickMinStep=1) if whole else alt.Undefined),
    )


def _json(chart: alt.Chart | alt.LayerChart | alt.FacetChart, words: Words, points: Sequence[Point]) -> str:
    names = list(dict.fromkeys(point.series for point in points))
    colour = alt.Color(
        "series:N",
        title=words.series or None,
        sort=names,
        scale=alt.Scale(domain=names, range=[COLOURS[n % len(COLOURS)] for n in range(len(names))]),
        legend=alt.Legend(orient="bottom", columns=3, labelLimit=220) if len(names) > 1 else None,
    )
    finished = (
        chart.encode(color=colour)
        .properties(description=words.title, width=WIDTH, height=HEIGHT)
        .configure(font=FACES, background="transparent")
        .configure_view(strokeOpacity=0)
        .configure_axis(**AXIS)
        .configure_legend(labelFontSize=12)
    )
    return json.dumps(finished.to_dict(), ensure_ascii=False, sort_keys=True)
