"""Places among units, ties as the trade writes them (并列第二, and then the fourth), and shares of the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from nianlun.define.model import Better
from nianlun.define.words import Language
from nianlun.reckon.amounts import quotient, total

_DIGITS = "零一二三四五六七八九"
_TEN = 10
_HUNDRED = 100
_TEENS = range(11, 14)
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands."""

    unit: int
    """Number of the unit."""
    value: Decimal | None
    """By which it was ranked."""
    place: int | None
    """From 1; units of one value share a place and the next one is left out; None where the value is missing."""
    tied: bool
    """Whether another unit shares the place."""
    of: int
    """How many units have a place."""
    share: Decimal | None
    """Its part of the sum of all, as a ratio; None where that says nothing."""


def ranked(values: Mapping[int, Decimal | None], better: Better = Better.HIGHER) -> tuple[Place, ...]:
    """Units in the order of their places, then of their numbers; those without a value last."""
    known = {unit: value for unit, value in values.items() if value is not None}
    whole = total(list(known.values()))
    sharable = whole > 0 and all(value >= 0 for value in known.values())
    found = []
    for unit, value in values.items():
        if value is None:
            found.append(Place(unit, None, None, tied=False, of=len(known), share=None))
            continue
        place = 1 + sum(1 for other in known.values() if _beats(other, value, better))
        tied = sum(1 for other in known.values() if other == value) > 1
        share = quotient(value, whole) if sharable else None
        found.append(Place(unit, value, place, tied=tied, of=len(known), share=share))
    return tuple(sorted(found, key=lambda each: (each.place is None, each.place or 0, each.unit)))


def _beats(one: Decimal, other: Decimal, better: Better) -> bool:
    return one > other if better is Better.HIGHER else one < other


def place_words(place: int, language: Language = Language.CHINESE, *, tied: bool = False) -> str:
    """第四, 并列第二; 4th, joint 2nd."""
    if language is Language.CHINESE:
        return f"{'并列' if tied else ''}第{chinese_number(place)}"
    ending = "th" if place % _HUNDRED in _TEENS else _ENDINGS.get(place % _TEN, "th")
    return f"{'joint ' if tied else ''}{place}{ending}"


def chinese_number(number: int) -> str:
    """A number below one hundred in Chinese: 十六; larger ones in digits."""
    tens, ones = divmod(number, _TEN)
    if not 0 <= number < _HUNDRED:
        return str(number)
    if not tens:
        return _DIGITS[ones]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"
