"""Entry by entry, where the index cannot answer: narrowed down as far as it can, the rest in Python."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from nianlun.apps.indicators.queries.counting.books import Book, columns_of
from nianlun.apps.indicators.queries.counting.conditions import (
    Untranslatable,
    counts,
    in_period,
    in_units,
    instant_of,
    standing,
    value_field,
)
from nianlun.apps.registers.models import Version
from nianlun.apps.registers.queries.conditions import situations
from nianlun.apps.registers.recording.writing import in_parts
from nianlun.define.model import IndicatorDef
from nianlun.reckon.asking import Question
from nianlun.reckon.counting import counts as counts_plainly
from nianlun.reckon.counting import day_of, part_of, scale_of_value
from nianlun.reckon.results import Counted


@dataclass(frozen=True, slots=True)
class Line:
    """An entry that counts."""

    entry: int
    version_id: int
    recorded_at: datetime
    on: date | None
    """Last day of its date or span."""
    part: Decimal | None


def exact(number: float | None, scale: Decimal) -> Decimal | None:
    """What the index holds as a number of decimal digits."""
    return None if number is None else Decimal(repr(number)) * scale


def lines_of(book: Book, indicator: IndicatorDef, question: Question) -> list[Line]:
    """Entries that count, by the index where it can answer."""
    try:
        return list(_by_index(book, indicator, question))
    except Untranslatable:
        return list(_by_hand(book, indicator, question))


def _by_index(book: Book, indicator: IndicatorDef, question: Question) -> Iterator[Line]:
    each = value_field(book, indicator)
    scale = scale_of_value(indicator, book.definition)
    column = book.columns(each)[0] if each is not None else ""
    dates = columns_of(book, indicator.date) if indicator.date else ()
    wanted = ["entry_id", "version_id", "recorded_at", *([column] if column else []), *dates[-1:]]
    rows = standing(book, instant_of(question)).filter(counts(book, indicator, question))
    for row in rows.order_by("entry_id").values(*wanted):
        part = exact(row[column], scale) if column else Decimal(1)
        on = row[dates[-1]] if dates else None
        yield Line(row["entry_id"], row["version_id"], row["recorded_at"], on, part)


def _by_hand(book: Book, indicator: IndicatorDef, question: Question) -> Iterator[Line]:
    rows: Any = standing(book, instant_of(question))
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
    recorded = dict(rows.values_list("version_id", "recorded_at"))
    for row, situation in situations(book, rows.order_by("entry_id"), as_of_on=question.as_of):
        if counts_plainly(indicator, situation, question):
            on = day_of(situation.term(indicator.date)) if indicator.date else None
            part = part_of(indicator, situation, scale)
            yield Line(row.entry_id, row.version_id, recorded[row.version_id], on, part)


def counted_of(lines: list[Line]) -> tuple[Counted, ...]:
    """The entries with the numbers of their versions; one query for each thousand."""
    numbers: dict[int, int] = {}
    for part in in_parts([line.version_id for line in lines]):
        numbers.update(Version.objects.filter(pk__in=part).values_list("pk", "number"))
    return tuple(sorted(Counted(line.entry, numbers[line.version_id], line.part) for line in lines))
