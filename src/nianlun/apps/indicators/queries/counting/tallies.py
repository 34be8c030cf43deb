"""Totals by the database: several indicators of a register in one pass, or one indicator in many cuts by groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, Q, Sum

from nianlun.apps.indicators.queries.counting.books import Book
from nianlun.apps.indicators.queries.counting.conditions import (
    Cut,
    counts,
    exact,
    in_parts,
    instant_of,
    is_odd,
    is_whole,
    parts_of,
    value_field,
)
from nianlun.apps.indicators.queries.counting.grouped import tallies_of_groups
from nianlun.apps.indicators.queries.counting.rows import lines_of
from nianlun.apps.indicators.queries.counting.standing import Rows, look
from nianlun.apps.registers.queries.sql_expressions import Untranslatable
from nianlun.define.model import IndicatorDef, IndicatorKind
from nianlun.reckon.counting import scale_of_value, tally_of
from nianlun.reckon.results import Tally

EMPTY = Tally(0, 0, Decimal(0))
AT_ONCE = 40
"""Indicators in one pass."""
MANY_CUTS = 4
"""From so many cuts of one indicator on, units and days are grouped and the cuts made in Python."""
CUTTABLE = (IndicatorKind.COUNT, IndicatorKind.SUM, IndicatorKind.AVERAGE)


def tallies(asked: Sequence[tuple[Book, Sequence[Cut]]], before: Mapping[int, datetime]) -> dict[Cut, Tally]:
    """Totals for cuts of registers; those beside a register are as known at one instant on one day.

    `before` is when each register was last written to.
    """
    if not asked:
        return {}
    instants = [(book, instant_of(cuts[0].question)) for book, cuts in asked]
    return look(instants, before, lambda rows: _counted(asked, rows))


def _counted(asked: Sequence[tuple[Book, Sequence[Cut]]], every: Sequence[Rows]) -> dict[Cut, Tally]:
    found: dict[Cut, Tally] = {}
    grouped: list[tuple[Book, Sequence[Cut], Rows]] = []
    for (book, cuts), rows in zip(asked, every, strict=True):
        few: list[Cut] = []
        for same in _by_indicator(cuts):
            if not _is_simple(book, same[0]):
                found |= {cut: tally_of(lines_of(book, cut.indicator, cut.question, rows)) for cut in same}
            elif len(same) >= MANY_CUTS and same[0].indicator.kind in CUTTABLE:
                grouped.append((book, same, rows))
            else:
                few += same
        for start in range(0, len(few), AT_ONCE):
            found |= _in_one_pass(book, few[start : start + AT_ONCE], rows)
    return found | tallies_of_groups(grouped)


def _by_indicator(cuts: Iterable[Cut]) -> Iterable[list[Cut]]:
    found: dict[str, list[Cut]] = {}
    for cut in cuts:
        found.setdefault(cut.indicator.key, []).append(cut)
    return found.values()


def _is_simple(book: Book, cut: Cut) -> bool:
    """Whether the database can add it up without losing a digit."""
    try:
        value_field(book, cut.indicator)
        counts(book, cut.indicator, cut.question)
    except Untranslatable:
        return False
    return cut.indicator.kind is not IndicatorKind.LATEST


def _in_one_pass(book: Book, cuts: Sequence[Cut], rows: Rows) -> dict[Cut, Tally]:
    """Several cuts in one pass; where a broken number has too many digits to be added up so, by its values."""
    terms = _terms_of(book, cuts)
    first, *others = (each.values("register").annotate(**terms).values(*terms) for each in rows)
    parts = list(first.union(*others, all=True) if others else first)
    found: dict[Cut, Tally] = {}
    for number, cut in enumerate(cuts):
        mine = {
            name: join([part[key] for part in parts if part.get(key) is not None])
            for name, join in _JOINED.items()
            for key in (f"{name}_{number}",)
        }
        found |= (
            tallies_of_groups([(book, [cut], rows)])
            if mine["odd"]
            else {cut: _tally(book, cut.indicator, mine)}
        )
    return found


def _terms_of(book: Book, cuts: Sequence[Cut]) -> dict[str, Any]:
    return {
        f"{name}_{number}": term
        for number, cut in enumerate(cuts)
        for name, term in _terms(book, cut.indicator, counts(book, cut.indicator, cut.question))
    }


def _least(found: Sequence[float]) -> float | None:
    return min(found, default=None)


def _most(found: Sequence[float]) -> float | None:
    return max(found, default=None)


_JOINED: Mapping[str, Callable[[Sequence[Any]], Any]] = {
    "number": sum,
    "read": sum,
    "total": sum,
    "odd": sum,
    "least": _least,
    "most": _most,
}
"""What is asked of rows, and how what is found in their parts becomes one."""


def _terms(book: Book, indicator: IndicatorDef, condition: Q) -> Iterator[tuple[str, Any]]:
    there = condition if condition.children else None
    each = value_field(book, indicator)
    yield "number", Count("version_id", filter=there)
    if each is None:
        return
    column = book.columns(each)[0]
    yield "read", Count(column, filter=there)
    if indicator.kind is IndicatorKind.EXTREME:
        yield "least", Min(column, filter=there)
        yield "most", Max(column, filter=there)
    else:
        yield "total", Sum(in_parts(column, parts_of(each)), filter=there)
        if not is_whole(each):
            yield "odd", Count(column, filter=condition & is_odd(column))


def _tally(book: Book, indicator: IndicatorDef, row: Mapping[str, Any]) -> Tally:
    number, each = row["number"], value_field(book, indicator)
    scale = scale_of_value(indicator, book.definition)
    if each is None:
        one = Decimal(1) if number else None
        return Tally(number, number, Decimal(number), one, one)
    added = Decimal(round(row["total"])) / parts_of(each) * scale
    return Tally(number, row["read"], added, exact(row["least"], scale), exact(row["most"], scale))
