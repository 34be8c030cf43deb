"""One indicator in many cuts: added up once by units and days in one pass, the cuts made from the sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import Case, Count, DateField, F, FloatField, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast

from nianlun.apps.indicators.queries.counting.books import Book, columns_of
from nianlun.apps.indicators.queries.counting.conditions import (
    CENTS,
    Cut,
    exact,
    in_parts,
    is_whole,
    unit_column,
    value_field,
    where_holds,
)
from nianlun.apps.indicators.queries.counting.standing import Rows
from nianlun.apps.registers.models import IndexRow
from nianlun.apps.registers.queries.together import numbered, together
from nianlun.define.model import FieldDef, IndicatorDef
from nianlun.define.reading.periods import Period
from nianlun.reckon.amounts import EXACT
from nianlun.reckon.counting import scale_of_value
from nianlun.reckon.results import Tally

DAY = timedelta(days=1)
Span = tuple[date | None, date | None]
"""Days between two edges of the periods asked about, or the days of a reading that covers several."""


class Group(NamedTuple):
    """What the database found of one unit on one span."""

    unit: float | None
    first: date | None
    last: date | None
    value: float | None
    """Of broken numbers, which are told apart and added up in Python."""
    number: int
    read: int
    total: float | None
    """Of whole numbers."""


class Part(NamedTuple):
    """What falls on one span."""

    number: int
    read: int
    total: Decimal


NOTHING = Part(0, 0, Decimal(0))


@dataclass(frozen=True)
class Sums:
    """Sums by unit and span; a cut is made of those that fall into it."""

    of_units: Mapping[object, Mapping[Span, Part]]
    of_all: Mapping[Span, Part]

    def within(self, spans: Iterable[Span], units: Iterable[int] | None) -> Part:
        """What falls on spans, for units or for all."""
        found = [self.of_all] if units is None else [self.of_units.get(unit, {}) for unit in units]
        return added(one.get(span, NOTHING) for span in spans for one in found)


def added(parts: Iterable[Part]) -> Part:
    """Parts together, without losing a digit."""
    number, read, total = 0, 0, Decimal(0)
    with localcontext(EXACT):
        for part in parts:
            number, read, total = number + part.number, read + part.read, total + part.total
    return Part(number, read, total)


def tallies_of_groups(asked: Sequence[tuple[Book, Sequence[Cut], Rows]]) -> dict[Cut, Tally]:
    """Totals for cuts of one indicator each in the rows of its register: counts, sums or averages; one statement."""
    groups: list[list[Group]] = [[] for _ in asked]
    questions = [
        _groups(book, cuts, numbered(part, place))
        for place, (book, cuts, rows) in enumerate(asked)
        for part in rows
    ]
    for place, *group in together(questions):
        groups[place].append(Group(*group))
    return {
        cut: tally
        for found, (book, cuts, _) in zip(groups, asked, strict=True)
        for cut, tally in _cuts_of(book, cuts, found)
    }


def _cuts_of(book: Book, cuts: Sequence[Cut], groups: Iterable[Group]) -> Iterator[tuple[Cut, Tally]]:
    indicator = cuts[0].indicator
    each = value_field(book, indicator)
    sums = _sums(book, cuts, groups)
    falling = {
        period: [span for span in sums.of_all if not indicator.date or _falls(span, period)]
        for period in {cut.question.period for cut in cuts}
    }
    for cut in cuts:
        units = cut.question.units if _is_cut_by_unit(cuts) else None
        part = sums.within(falling[cut.question.period], units)
        one = Decimal(1) if part.number and each is None else None
        yield cut, Tally(part.number, part.read, part.total, one, one)


def _sums(book: Book, cuts: Sequence[Cut], groups: Iterable[Group]) -> Sums:
    indicator = cuts[0].indicator
    each, scale = value_field(book, indicator), scale_of_value(indicator, book.definition)
    is_single = len(_dates(book, indicator)) == 1
    edges = _edges(cuts)
    next_edge = dict(pairwise(edges))
    of_units: dict[object, dict[Span, list[Part]]] = {}
    of_all: dict[Span, list[Part]] = {}
    for group in groups:
        last = next_edge[group.first] - DAY if is_single and group.first else group.last
        part = _part(group, each, scale)
        of_units.setdefault(group.unit, {}).setdefault((group.first, last), []).append(part)
        of_all.setdefault((group.first, last), []).append(part)
    return Sums(
        {unit: {span: added(parts) for span, parts in spans.items()} for unit, spans in of_units.items()},
        {span: added(parts) for span, parts in of_all.items()},
    )


def _groups(book: Book, cuts: Sequence[Cut], rows: QuerySet[IndexRow]) -> QuerySet[Any]:
    """What falls together; a day is put to the edge before it, as all days between two edges are asked alike."""
    indicator, edges = cuts[0].indicator, _edges(cuts)
    each, dates = value_field(book, indicator), _dates(book, indicator)
    column = book.columns(each)[0] if each is not None else ""
    is_broken = each is not None and not is_whole(each)
    empty_day, empty_number = Cast(Value(None), DateField()), Cast(Value(None), FloatField())
    keys = {
        "of_unit": F(unit_column(book, indicator)) if _is_cut_by_unit(cuts) else empty_number,
        "first_on": empty_day if not dates else _edge(dates[0], edges) if len(dates) == 1 else F(dates[0]),
        "last_on": F(dates[-1]) if len(dates) > 1 else empty_day,
        "value": F(column) if is_broken else empty_number,
    }
    condition = where_holds(book, indicator, cuts[0].question) & _days(dates, edges) & _units(book, cuts)
    return (
        rows.filter(condition)
        .annotate(**keys)
        .values_list("question", *keys)
        .annotate(
            number=Count("version_id"),
            read=Count(column or "version_id"),
            total=Sum(in_parts(column, CENTS)) if column and not is_broken else empty_number,
        )
    )


def _is_cut_by_unit(cuts: Sequence[Cut]) -> bool:
    """Whether several units are asked about; one alone is a condition."""
    return len({cut.question.units for cut in cuts}) > 1


def _dates(book: Book, indicator: IndicatorDef) -> tuple[str, ...]:
    return columns_of(book, indicator.date) if indicator.date else ()


def _edges(cuts: Sequence[Cut]) -> list[date]:
    """Every day on which one of the periods begins, or is just over."""
    periods = {cut.question.period for cut in cuts}
    return sorted({day for each in periods for day in (each.first, each.last + DAY)})


def _edge(column: str, edges: Sequence[date]) -> Case:
    later = [
        When(**{f"{column}__lt": after}, then=Value(edge, DateField())) for edge, after in pairwise(edges)
    ]
    return Case(*later, output_field=DateField())


def _days(dates: Sequence[str], edges: Sequence[date]) -> Q:
    """Days and spans that reach into the periods asked about."""
    return Q(**{f"{dates[0]}__lt": edges[-1], f"{dates[-1]}__gte": edges[0]}) if dates else Q()


def _units(book: Book, cuts: Sequence[Cut]) -> Q:
    asked = {cut.question.units for cut in cuts}
    if None in asked:
        return Q()
    every = sorted({unit for units in asked for unit in units or ()})
    return Q(**{f"{unit_column(book, cuts[0].indicator)}__in": every})


def _part(group: Group, each: FieldDef | None, scale: Decimal) -> Part:
    number = group.number
    if each is None:
        return Part(number, number, Decimal(number))
    if is_whole(each):
        return Part(number, group.read, Decimal(round(group.total or 0)) / CENTS * scale)
    value = exact(group.value, scale)
    return Part(number, group.read, Decimal(0) if value is None else EXACT.multiply(value, number))


def _falls(span: Span, period: Period) -> bool:
    """Whether what lies on a span counts in a period, as `reckon.periods.happened_in` says."""
    first, last = span
    if first is None or last is None:
        return False
    covers = first <= period.first and last >= period.last
    return covers or period.first <= first <= period.last
