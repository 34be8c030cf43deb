"""Charts as specifications."""

from __future__ import annotations

import json

import pytest

from nianlun.compose.charts import Point, Words, area_chart, bar_chart

WORDS = Words("题", "年", "篇")


@pytest.mark.parametrize("draw", [bar_chart, area_chart])
@pytest.mark.parametrize(("values", "step"), [((1, 2), 1), ((0.5, 2), None)])
def test_axis_of_counts_has_whole_ticks_only(draw, values, step):
    points = [Point("", str(year), value) for year, value in enumerate(values, start=2023)]

    axis = json.loads(draw(points, WORDS))["encoding"]["y"].get("axis", {})

    assert axis.get("tickMinStep") == step
