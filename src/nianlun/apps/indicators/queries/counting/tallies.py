"""Totals by the database: several indicators of a register in one pass, or one indicator in many cuts by groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, DateField, F, FloatField, Max, Min, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast

from nianlun.apps.indicators.queries.counting.books import Book, columns_of
from nianlun.apps.indicators.queries.counting.conditions import (
    CENTS,
    Untranslatable,
    counts,
    in_cents,
    in_period,
    instant_of,
    is_whole,
    standing,
    unit_column,
    value_field,
    where_holds,
)
from nianlun.apps.indicators.queries.counting.rows import exact, lines_of
from nianlun.apps.registers.queries.together import numbered, together
from nianlun.define.model import FieldDef, IndicatorDef, IndicatorKind
from nianlun.reckon.asking import Question
from nianlun.reckon.counting import scale_of_value, tally_of
from nianlun.reckon.periods import span
from nianlun.reckon.results import Tally

EMPTY = Tally(0, 0, Decimal(0))
AT_ONCE = 40
"""Indicators in one pass."""
MANY_CUTS = 4
"""From so many cuts of one indicator on, units and days are grouped and the cuts made in Python."""
CUTTABLE = (IndicatorKind.COUNT, IndicatorKind.SUM, IndicatorKind.AVERAGE)


@dataclass(frozen=True)
class Cut:
    """One indicator with one question."""

    indicator: IndicatorDef
    question: Question


def tallies(asked: Iterable[tuple[Book, Sequence[Cut]]]) -> dict[Cut, Tally]:
    """Totals for cuts of registers; those beside a register are as known at one instant on one day."""
    found: dict[Cut, Tally] = {}
    grouped: list[tuple[Book, Sequence[Cut]]] = []
    for book, cuts in asked:
        few: list[Cut] = []
        for same in _by_indicator(cuts):
            if not _is_simple(book, same[0]):
                found |= {cut: tally_of(lines_of(book, cut.indicator, cut.question)) for cut in same}
            elif len(same) >= MANY_CUTS and same[0].indicator.kind in CUTTABLE:
                grouped.append((book, same))
            else:
                few += same
        for start in range(0, len(few), AT_ONCE):
            found |= _in_one_pass(book, few[start : start + AT_ONCE])
    return found | _grouped(grouped)


def _by_indicator(cuts: Iterable[Cut]) -> Iterable[list[Cut]]:
    found: dict[str, list[Cut]] = {}
    for cut in cuts:
        found.setdefault(cut.indicator.key, []).append(cut)
    return found.values()


def _is_simple(book: Book, cut: Cut) -> bool:
    """Whether the database can add it up without losing a digit."""
    indicator = cut.indicator
    try:
        each = value_field(book, indicator)
        counts(book, indicator, cut.question)
    except Untranslatable:
        return False
    if indicator.kind is IndicatorKind.LATEST:
        return False
    return each is None or is_whole(each) or indicator.kind is IndicatorKind.EXTREME


def _in_one_pass(book: Book, cuts: Sequence[Cut]) -> dict[Cut, Tally]:
    asked: dict[str, Any] = {}
    fields = [value_field(book, cut.indicator) for cut in cuts]
    for number, (cut, each) in enumerate(zip(cuts, fields, strict=True)):
        condition = counts(book, cut.indicator, cut.question)
        asked |= {f"{name}_{number}": term for name, term in _terms(book, each, cut.indicator, condition)}
    rows = standing(book, instant_of(cuts[0].question)).aggregate(**asked)
    return {
        cut: _tally(book, cut.indicator, {name: rows.get(f"{name}_{number}") for name in _NAMES}, each)
        for number, (cut, each) in enumerate(zip(cuts, fields, strict=True))
    }


_NAMES = ("number", "read", "total", "least", "most")


def _terms(
    book: Book, each: FieldDef | None, indicator: IndicatorDef, condition: Q | None
) -> Iterator[tuple[str, Any]]:
    there = condition if condition is not None and condition.children else None
    yield "number", Count("entry_id", filter=there)
    if each is None:
        return
    column = book.columns(each)[0]
    yield "read", Count(column, filter=there)
    if indicator.kind is IndicatorKind.EXTREME:
        yield "least", Min(column, filter=there)
        yield "most", Max(column, filter=there)
    else:
        yield "total", Sum(in_cents(column), filter=there)


def _tally(book: Book, indicator: IndicatorDef, row: Mapping[str, Any], each: FieldDef | None) -> Tally:
    number = row["number"] or 0
    scale = scale_of_value(indicator, book.definition)
    if each is None:
        one = Decimal(1) if number else None
        return Tally(number, number, Decimal(number), one, one)
    added = Decimal(round(row.get("total") or 0)) / CENTS * scale
    return Tally(
        number, row["read"] or 0, added, exact(row.get("least"), scale), exact(row.get("most"), scale)
    )


class Group(NamedTuple):
    """What falls on one day, or one span, of one unit."""

    unit: float | None
    first: date | None
    last: date | None
    number: int
    read: int | None
    total: float | None


def _grouped(asked: Sequence[tuple[Book, Sequence[Cut]]]) -> dict[Cut, Tally]:
    """Many cuts of each indicator, by units and days: what falls together is added up once, all in one query."""
    groups: list[list[Group]] = [[] for _ in asked]
    for place, *group in together([_groups(book, cuts, place) for place, (book, cuts) in enumerate(asked)]):
        groups[place].append(Group(*group))
    return {cut: _sum(book, cut, groups[place]) for place, (book, cuts) in enumerate(asked) for cut in cuts}


def _groups(book: Book, cuts: Sequence[Cut], place: int) -> QuerySet[Any]:
    indicator, question = cuts[0].indicator, cuts[0].question
    each = value_field(book, indicator)
    rows = standing(book, instant_of(question)).filter(where_holds(book, indicator, question))
    dates = columns_of(book, indicator.date) if indicator.date else ()
    if dates:
        first = min(cut.question.period.first for cut in cuts)
        last = max(cut.question.period.last for cut in cuts)
        rows = rows.filter(
            in_period(book, indicator.date, span(first, last)) | _begins_before(dates, first, last)
        )
    nothing = Cast(Value(None), FloatField())
    sums = {"read": nothing, "total": nothing, **dict(_terms(book, each, indicator, None))}
    terms = {
        "of_unit": F(unit_column(book, indicator)),
        "first_on": F(dates[0]) if dates else Cast(Value(None), DateField()),
        "last_on": F(dates[-1]) if dates else Cast(Value(None), DateField()),
    }
    counted = numbered(rows, place).annotate(**terms).values_list("question", *terms)
    return counted.annotate(number=sums["number"], read=sums["read"], total=sums["total"])


def _begins_before(dates: Sequence[str], first: date, last: date) -> Q:
    """Spans that reach into the days asked about; Python looks at each."""
    return Q(**{f"{dates[0]}__lte": last, f"{dates[-1]}__gte": first})


def _falls(group: Group, cut: Cut) -> bool:
    units, period = cut.question.units, cut.question.period
    if units is not None and group.unit not in units:
        return False
    if not cut.indicator.date:
        return True
    if group.first is None:
        return False
    last = group.last or group.first
    covers = group.first < last and group.first <= period.first and last >= period.last
    return covers or period.first <= group.first <= period.last


def _sum(book: Book, cut: Cut, groups: Iterable[Group]) -> Tally:
    mine = [group for group in groups if _falls(group, cut)]
    row = {
        "number": sum(group.number for group in mine),
        "read": sum(group.read or 0 for group in mine),
        "total": sum(group.total or 0 for group in mine),
    }
    return _tally(book, cut.indicator, row, value_field(book, cut.indicator))
