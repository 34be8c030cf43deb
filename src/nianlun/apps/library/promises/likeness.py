"""How alike two indicators are called; pure words, no database."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal, DivisionByZero, InvalidOperation
from itertools import pairwise
from typing import Literal

Verdict = Literal["kept", "missed", "unclear"]

_FILLER = re.compile(
    r"[\s，、的]|(?:力争|确保|全年|新增|新建|新|完成|实现|达到|累计|全县|全市|全区|我县|我市|以上|总量|数量|数)+"
)
"""What a promise says and a report leaves out, or the other way round."""
_LONG = 2


def core(indicator: str) -> str:
    """The indicator without words of effort and extent; the whole where nothing else is left."""
    kept = _FILLER.sub("", indicator)
    return kept if len(kept) >= _LONG else indicator


def likeness(one: str, other: str) -> float:
    """How alike two names of an indicator are, 0 to 1: common pairs of characters, and the longest common run."""
    if one == other:
        return 1.0
    first, second = core(one), core(other)
    if first == second:
        return 0.98
    run = longest_common(first, second) / min(len(first), len(second))
    return round(0.6 * _dice(first, second) + 0.35 * run, 4)


def longest_common(one: str, other: str) -> int:
    """Length of the longest run of characters both have."""
    best, row = 0, [0] * (len(other) + 1)
    for char in one:
        above = 0
        for place, candidate in enumerate(other, 1):
            above, row[place] = row[place], above + 1 if char == candidate else 0
            best = max(best, row[place])
    return best


def verdict_of(
    promised: Decimal, upper: Decimal | None, done: Decimal, comparator: str | None
) -> tuple[Verdict, float | None]:
    """Whether a number keeps a promise, and how much of it was done; the ratio is never clamped.

    A promise of an exact number is kept by more of it; one of at most so much is missed by more.
    """
    try:
        ratio = float(done / promised)
    except (DivisionByZero, InvalidOperation):
        ratio = None
    if comparator == "<=":
        return ("kept" if done <= promised else "missed"), ratio
    if comparator == "range" and upper is not None and done < promised:
        return "missed", ratio
    return ("kept" if done >= promised else "missed"), ratio


def _dice(one: str, other: str) -> float:
    first, second = Counter(pairwise(one)), Counter(pairwise(other))
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0
