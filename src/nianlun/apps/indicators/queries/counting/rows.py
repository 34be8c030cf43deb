"""Entry by entry: by the index where it can answer, else narrowed down as far as it can and the rest in Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import QuerySet

from nianlun.apps.indicators.queries.counting.books import Book, columns_of
from nianlun.apps.indicators.queries.counting.conditions import (
    counts,
    exact,
    in_period,
    in_units,
    unit_column,
    value_field,
)
from nianlun.apps.indicators.queries.counting.standing import Rows
from nianlun.apps.registers.models import IndexRow
from nianlun.apps.registers.queries.conditions import situations
from nianlun.apps.registers.queries.sql_expressions import Untranslatable
from nianlun.define.model import IndicatorDef, IndicatorKind
from nianlun.reckon.asking import Question
from nianlun.reckon.counting import Line, day_of, part_of, scale_of_value, unit_of
from nianlun.reckon.counting import counts as counts_plainly
from nianlun.reckon.results import Counted

ONE = Decimal(1)


def lines_of(book: Book, indicator: IndicatorDef, question: Question, rows: Rows) -> list[Line]:
    """Entries that count among the rows of a register, by their numbers."""
    try:
        found = list(_by_index(book, indicator, question, rows))
    except Untranslatable:
        found = list(_by_hand(book, indicator, question, reduce(or_, rows)))
    return sorted(found, key=lambda line: line.counted.entry)


def _by_index(book: Book, indicator: IndicatorDef, question: Question, rows: Rows) -> Iterator[Line]:
    each = value_field(book, indicator)
    scale = scale_of_value(indicator, book.definition)
    wanted = ["entry_id", "version__number", unit_column(book, indicator)]
    if each is not None:
        wanted.append(book.columns(each)[0])
    if indicator.kind is IndicatorKind.LATEST:
        wanted += ["recorded_at", *(columns_of(book, indicator.date)[-1:] if indicator.date else ())]
    condition = counts(book, indicator, question)
    for entry, number, unit, *more in _at_once(
        [part.filter(condition).values_list(*wanted) for part in rows]
    ):
        counted = Counted(entry, number, ONE if each is None else exact(more.pop(0), scale))
        yield (
            Line(counted, unit, more[1] if len(more) > 1 else None, more[0]) if more else Line(counted, unit)
        )


def _at_once(parts: Sequence[QuerySet[IndexRow, tuple[Any, ...]]]) -> Iterable[tuple[Any, ...]]:
    """The rows of all parts by one query."""
    first, *others = parts
    return first.union(*others, all=True) if others else first


def _by_hand(
    book: Book, indicator: IndicatorDef, question: Question, rows: QuerySet[IndexRow]
) -> Iterator[Line]:
    for narrow in (
        lambda: in_period(book, indicator.date, question.period) if indicator.date else None,
        lambda: in_units(book, indicator, question),
    ):
        try:
            condition = narrow()
        except Untranslatable:
            continue
        rows = rows.filter(condition) if condition is not None else rows
    scale = scale_of_value(indicator, book.definition)
    known = {pk: more for pk, *more in rows.values_list("version_id", "version__number", "recorded_at")}
    for row, situation in situations(book, rows, as_of_on=question.as_of):
        if counts_plainly(indicator, situation, question):
            number, at = known[row.version_id]
            on = day_of(situation.term(indicator.date)) if indicator.date else None
            counted = Counted(row.entry_id, number, part_of(indicator, situation, scale))
            yield Line(counted, unit_of(indicator, situation), on, at)
