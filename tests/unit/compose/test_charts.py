"""Charts as specifications."""

from __future__ import annotations

import json

import pytest

from nianlun.compose.charts import (
    NARROW,
    Point,
    Words,
    area_chart,
    bar_chart,
    line_chart,
    lying_bar_chart,
    narrowed,
)

WORDS = Words("题", "年", "篇")


@pytest.mark.parametrize("draw", [bar_chart, area_chart])
@pytest.mark.parametrize(("values", "step"), [((1, 2), 1), ((0.5, 2), None)])
def test_axis_of_counts_has_whole_ticks_only(draw, values, step):
    points = [Point("", str(year), value) for year, value in enumerate(values, start=2023)]

    axis = json.loads(draw(points, WORDS))["encoding"]["y"].get("axis", {})

    assert axis.get("tickMinStep") == step


@pytest.mark.parametrize(("values", "from_0"), [((98, 99.5), False), ((20, 90), True), ((-5, 3), True)])
def test_axis_of_lines_begins_at_0_but_for_values_close_together(values, from_0):
    points = [Point("", str(year), value) for year, value in enumerate(values, start=2023)]

    layer = json.loads(line_chart(points, WORDS))["layer"][0]

    assert layer["encoding"]["y"]["scale"]["zero"] is from_0


def marks(specification: str) -> list[str]:
    return [layer["mark"]["type"] for layer in json.loads(specification).get("layer", [])]


def test_lying_bars_name_every_place_and_draw_nothing_where_nothing_was_read():
    points = [Point("", "云坪镇", 3, "3个"), Point("", "白鹭镇", None, "—")]

    drawn = json.loads(lying_bar_chart(points, WORDS))

    scale = drawn["layer"][0]["encoding"]["y"]["scale"]
    assert scale["domain"] == ["云坪镇", "白鹭镇"]
    assert [each["value"] for each in drawn["data"]["values"]] == [3, None]


@pytest.mark.parametrize("draw", [bar_chart, lying_bar_chart])
def test_labels_stand_at_the_bars_that_have_them(draw):
    assert marks(draw([Point("", "一月", 1, "1个")], WORDS)) == ["bar", "text"]
    assert marks(draw([Point("", "一月", 1)], WORDS)) == []


@pytest.mark.parametrize("draw", [bar_chart, lying_bar_chart, area_chart])
def test_narrow_chart_keeps_its_letters_and_is_no_wider_than_a_telephone(draw):
    points = [Point("", f"{month}月", month, f"{month}个") for month in range(1, 13)]
    wide, narrow = json.loads(draw(points, WORDS)), json.loads(narrowed(draw(points, WORDS)))

    assert narrow["width"] == NARROW < 390
    assert narrow["autosize"] == {"type": "fit", "contains": "padding"}
    assert narrow["config"]["axis"] == wide["config"]["axis"]
    assert narrow["data"] == wide["data"]


def test_bars_side_by_side_become_narrower_and_lying_ones_do_not():
    points = [Point("", f"{month}月", month, f"{month}个") for month in range(1, 13)]

    sizes = [
        [
            json.loads(each)["layer"][0]["mark"]["size"]
            for each in (draw(points, WORDS), narrowed(draw(points, WORDS)))
        ]
        for draw in (bar_chart, lying_bar_chart)
    ]

    assert sizes[0][1] * 12 < NARROW < sizes[0][0] * 12
    assert sizes[1][0] == sizes[1][1]
