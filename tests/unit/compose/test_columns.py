"""Columns as wide as what stands in them."""

from __future__ import annotations

import pytest

from nianlun.compose.columns import EDGES, PAGE, column_shares
from nianlun.compose.paging import width
from nianlun.compose.tree import Table

LONG = "汀榆智能显示全产业链项目一期工程及配套设施"


@pytest.mark.parametrize(
    "table",
    [
        Table(("名次", "单位"), (("第一", "云坪镇"),)),
        Table(("名称", "投资方", "签约日期"), ((LONG, LONG, "2023年10月29日"),)),
        Table(("空",), ()),
    ],
)
def test_shares_fill_the_page(table):
    assert sum(column_shares(table)) == pytest.approx(1)


def test_short_words_stay_on_one_line_and_long_ones_are_broken():
    table = Table(
        ("名称", "投资方", "总投资", "责任人", "签约日期"),
        ((LONG, LONG, "12.5亿元", "阮清苓", "2023年10月29日"),),
    )

    shares = column_shares(table)

    for share, cell in list(zip(shares, table.rows[0], strict=True))[2:]:
        assert share * PAGE >= width(cell) + EDGES - 0.01
    assert shares[0] * PAGE < width(LONG)
