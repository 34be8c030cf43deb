"""How a value stands in a sentence of a report: `22个`, `66.7%`, `第四`, `同比下降7.69%`."""

from __future__ import annotations

from decimal import Decimal

from nianlun.reckon.amounts import in_measure, percent, printed
from nianlun.reckon.ranks import place_words

PLACE = "名次"
"""The measure of a reading that is a place."""
POINTS = "个百分点"
"""The measure of the difference of two percentages."""
NOTHING = "—"
"""What stands where a value is missing."""


def number_of(value: Decimal | None, measure: str, places: int) -> str:
    """The number alone."""
    return NOTHING if value is None else printed(in_measure(value, measure), places)


def worded(value: Decimal | None, measure: str, places: int) -> str:
    """The number with its unit; a place in words."""
    if value is None:
        return NOTHING
    shown = printed(in_measure(value, measure), places)
    if measure == PLACE and shown.isdecimal() and shown != "0":
        return place_words(int(shown))
    return f"{shown}{measure}"


def growth_words(ratio: Decimal | None, places: int) -> str:
    """A growth as the trade writes it: a fall is said in words and not by a minus."""
    if ratio is None:
        return NOTHING
    shown = percent(abs(ratio), places)
    if shown == percent(Decimal(0), places):
        return "与上年同期持平"
    return f"同比{'增长' if ratio > 0 else '下降'}{shown}"


def points_words(points: Decimal | None, places: int) -> str:
    """The change of a percentage: 同比提高2.1个百分点."""
    if points is None:
        return NOTHING
    shown = printed(abs(points), places)
    if shown == "0":
        return "与上年同期持平"
    return f"同比{'提高' if points > 0 else '下降'}{shown}{POINTS}"
