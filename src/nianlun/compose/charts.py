"""Charts as Vega-Lite specifications; the words come from the caller, in his language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

FACES = "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif"
COLOURS = ("#1d5547", "#a83424", "#b0841f", "#3d6b8e", "#7a5a86", "#5f7a3a", "#8a5a3c", "#4b4f4d")
"""Told apart by people who do not see red and green, in this order."""
WIDTH, HEIGHT = 640, 280
NARROW = 340
"""Width of the same on a telephone, axes and labels with it: letters stay as large as those of the page."""
WIDEST_BAR = 48
ROW = 22
"""Height of a bar that lies, with the space around it."""
_FAR_FROM_0 = 0.7
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
    value: float | None
    """None where there is no reading: the place is kept, nothing is drawn."""
    label: str = ""
    """Printed at the end of its bar."""


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
    The axis begins at 0 but where all values lie close together far from it.
    """
    base = _base(points, words)
    values = [point.value for point in points if point.value is not None]
    close = alt.Scale(zero=not values or min(values) < _FAR_FROM_0 * max(values))
    lines = base.mark_line(strokeWidth=2).encode(y=alt.Y("mean(value):Q", title=words.value, scale=close))
    return _json(alt.layer(lines, base.mark_point(filled=True, size=50, opacity=1)), words, points)


def area_chart(points: Sequence[Point], words: Words) -> str:
    """One growing quantity over an ordered axis; JSON."""
    return _json(_base(points, words).mark_area(opacity=0.35, line={"strokeWidth": 2}), words, points)


def bar_chart(points: Sequence[Point], words: Words) -> str:
    """Bars, stacked where there is more than one series, with their labels on top; JSON."""
    places = len({point.place for point in points})
    base = _base(points, words)
    bars = base.mark_bar(size=min(WIDEST_BAR, WIDTH * 0.6 / max(1, places)))
    return _json(_labelled(bars, base, points, dy=-8), words, points)


def lying_bar_chart(points: Sequence[Point], words: Words) -> str:
    """Bars that lie, one below the other in the order given, so that every name can be read; JSON."""
    places = alt.Scale(domain=list(dict.fromkeys(point.place for point in points)))
    base = alt.Chart(_values(points)).encode(
        y=alt.Y("place:N", title=None, sort=None, scale=places, axis=alt.Axis(labelLimit=200, tickSize=0)),
        x=alt.X("value:Q", title=words.value, axis=_steps(points)),
    )
    drawn = _labelled(base.mark_bar(size=ROW * 0.6), base, points, dx=6, align="left")
    return _json(drawn, words, points, height=ROW * len(points))


def _labelled(
    bars: alt.Chart, base: alt.Chart, points: Sequence[Point], **place: Any
) -> alt.Chart | alt.LayerChart | alt.FacetChart:
    if not any(point.label for point in points):
        return bars
    return alt.layer(bars, base.mark_text(fontSize=12, **place).encode(text="label:N"))


def _base(points: Sequence[Point], words: Words) -> alt.Chart:
    return alt.Chart(_values(points)).encode(
        x=alt.X("place:O", title=words.place, axis=alt.Axis(labelAngle=0, labelOverlap=True), sort=None),
        y=alt.Y("value:Q", title=words.value, axis=_steps(points)),
    )


def _values(points: Sequence[Point]) -> alt.Data:
    rows: list[dict[str, str | float | None]] = []
    for point in points:
        row: dict[str, str | float | None] = {
            "series": point.series,
            "place": point.place,
            "value": point.value,
        }
        rows.append(row | {"label": point.label} if point.label else row)
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]


def _steps(points: Sequence[Point]) -> alt.Axis | alt.UndefinedType:
    """An axis of whole numbers where all values are."""
    whole = all(point.value is None or float(point.value).is_integer() for point in points)
    return alt.Axis(tickMinStep=1) if whole else alt.Undefined


def _json(
    chart: alt.Chart | alt.LayerChart | alt.FacetChart,
    words: Words,
    points: Sequence[Point],
    height: float = HEIGHT,
) -> str:
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
        .properties(description=words.title, width=WIDTH, height=height)
        .configure(font=FACES, background="transparent")
        .configure_view(strokeOpacity=0)
        .configure_axis(**AXIS)
        .configure_legend(labelFontSize=12)
    )
    return json.dumps(finished.to_dict(), ensure_ascii=False, sort_keys=True)


def narrowed(specification: str) -> str:
    """The same chart for a narrow page, its letters as large as before; JSON."""
    drawn = json.loads(specification)
    share = NARROW / drawn["width"]
    drawn |= {"width": NARROW, "autosize": {"type": "fit", "contains": "padding"}}
    for layer in (drawn, *drawn.get("layer", ())):
        mark = layer.get("mark")
        if isinstance(mark, dict) and mark.get("type") == "bar" and _stands(drawn, layer):
            mark["size"] *= share
    legend = drawn.get("encoding", {}).get("color", {}).get("legend")
    if legend:
        legend |= {"columns": 1, "labelLimit": NARROW}
    return json.dumps(drawn, ensure_ascii=False, sort_keys=True)


def _stands(drawn: dict[str, Any], layer: dict[str, Any]) -> bool:
    """Whether bars stand side by side on the axis that becomes shorter."""
    encoding = {**drawn.get("encoding", {}), **layer.get("encoding", {})}
    return bool(encoding.get("x", {}).get("field") == "place")
