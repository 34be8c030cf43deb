"""Names that are not proposed as indicators."""

from __future__ import annotations

import pytest

from nianlun.apps.library.queries.statistics import NO_INDICATOR


@pytest.mark.parametrize("name", ["年度", "整改", "均增长", "等企业", "居全市", "村", "目标"])
def test_word_that_names_nothing_is_left_out(name):
    assert NO_INDICATOR.fullmatch(name)


@pytest.mark.parametrize(
    "name", ["居民人均可支配收入", "等级公路", "均衡发展率", "整改率", "粮食播种面积", "任务完成率"]
)
def test_name_of_an_indicator_is_kept(name):
    assert not NO_INDICATOR.fullmatch(name)
