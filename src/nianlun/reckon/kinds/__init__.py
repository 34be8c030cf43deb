"""Kinds of indicator, one file each, and the list of them."""

from __future__ import annotations

from nianlun.define.model import IndicatorKind
from nianlun.reckon.kinds.average import average
from nianlun.reckon.kinds.base import Kind
from nianlun.reckon.kinds.count import count
from nianlun.reckon.kinds.derived import derived
from nianlun.reckon.kinds.difference import difference
from nianlun.reckon.kinds.entered import entered
from nianlun.reckon.kinds.extreme import extreme
from nianlun.reckon.kinds.growth import growth
from nianlun.reckon.kinds.latest import latest
from nianlun.reckon.kinds.share import share
from nianlun.reckon.kinds.sum import sum_
from nianlun.reckon.kinds.to_date import to_date

KINDS: dict[IndicatorKind, Kind] = {
    IndicatorKind.COUNT: count,
    IndicatorKind.SUM: sum_,
    IndicatorKind.AVERAGE: average,
    IndicatorKind.EXTREME: extreme,
    IndicatorKind.SHARE: share,
    IndicatorKind.DIFFERENCE: difference,
    IndicatorKind.GROWTH: growth,
    IndicatorKind.TO_DATE: to_date,
    IndicatorKind.LATEST: latest,
    IndicatorKind.ENTERED: entered,
    IndicatorKind.DERIVED: derived,
}
"""How each kind comes to its value."""
