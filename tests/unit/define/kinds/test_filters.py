"""Filters on index values: missing readings pass no comparison, and any of several values is enough."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nianlun.define.kinds import KINDS, filters
from nianlun.define.kinds.filters import Filter
from nianlun.define.kinds.period import PeriodOptions

FIVE, SIX, SEVEN = Decimal(5), Decimal(6), Decimal(7)
OCTOBER = KINDS["period"].index("2023-10", PeriodOptions())


@pytest.mark.parametrize(
    ("by", "values", "operands", "passes"),
    [
        (filters.IS, (FIVE,), (FIVE,), True),
        (filters.IS, (), (FIVE,), False),
        (filters.IS_NOT, (), (FIVE,), True),
        (filters.IS_NOT, (FIVE,), (FIVE,), False),
        (filters.ANY_OF, ("a",), ("a", "b"), True),
        (filters.NONE_OF, ("c",), ("a", "b"), True),
        (filters.HAS_ALL, ("a", "b", "c"), ("a", "b"), True),
        (filters.HAS_ALL, ("a",), ("a", "b"), False),
        (filters.CONTAINS, ("Kelai 屏谷",), ("KELAI",), True),
        (filters.CONTAINS, (), ("",), False),
        (filters.BEGINS, ("科莱屏谷",), ("科莱",), True),
        (filters.BEGINS, ("科莱屏谷",), ("屏谷",), False),
        (filters.AT_LEAST, (FIVE,), (FIVE,), True),
        (filters.AT_MOST, (SIX,), (FIVE,), False),
        (filters.ABOVE, (FIVE,), (FIVE,), False),
        (filters.BELOW, (FIVE,), (SIX,), True),
        (filters.BETWEEN, (SIX,), (FIVE, SEVEN), True),
        (filters.BETWEEN, (), (FIVE, SEVEN), False),
        (filters.OVERLAPS, OCTOBER, (date(2023, 10, 31), date(2023, 11, 30)), True),
        (filters.OVERLAPS, OCTOBER, (date(2023, 11, 1), date(2023, 11, 30)), False),
        (filters.OVERLAPS, OCTOBER, (date(2023, 10, 15),), True),
        (
            filters.OVERLAPS,
            (date(2023, 1, 1), date(2023, 12, 31)),
            (date(2023, 5, 1), date(2023, 5, 2)),
            True,
        ),
    ],
)
def test_a_filter_passes_or_not(
    by: Filter, values: tuple[Any, ...], operands: tuple[Any, ...], passes: bool
) -> None:
    assert by.test(values, operands) is passes


def test_every_kind_can_be_filtered_by_presence() -> None:
    for key, kind in KINDS.items():
        if key != "computed":
            assert {"missing", "present"} <= {each.key for each in kind.filters(None)}
