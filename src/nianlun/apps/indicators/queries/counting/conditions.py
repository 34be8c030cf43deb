"""Which rows of the index count, as conditions on its columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal

from django.db.models import F, FloatField, Func, Q
from django.utils import timezone

from nianlun.apps.indicators.queries.counting.books import Book, columns_of, field_of, sql_of
from nianlun.apps.registers.queries.sql_expressions import Untranslatable, as_condition
from nianlun.define.expressions.tree import Name
from nianlun.define.model import FieldDef, IndicatorDef
from nianlun.define.reading.periods import Period
from nianlun.reckon.asking import Question

CENTS = 100
"""Money is kept in cents, and cents are added up as whole numbers."""
MILLIONTHS = 1_000_000
LARGEST = 10.0**9
"""Below this a number of millionths has no more than fifteen digits."""


@dataclass(frozen=True)
class Cut:
    """One indicator with one question."""

    indicator: IndicatorDef
    question: Question


def instant_of(question: Question) -> datetime:
    """The last instant whose records count."""
    if question.known_at is not None:
        return question.known_at
    return datetime.combine(question.as_of, time.max, timezone.get_default_timezone())


def in_period(book: Book, key: str, period: Period) -> Q:
    """Rows whose date lies in a period; a span counts where it begins, a longer one in all it covers.

    Raises:
        Untranslatable: the field has no column.
    """
    columns = columns_of(book, key)
    if not columns:
        raise Untranslatable
    first, last = columns[0], columns[-1]
    begins = Q(**{f"{first}__gte": period.first, f"{first}__lte": period.last})
    if first == last:
        return begins
    return begins | Q(**{f"{first}__lte": period.first, f"{last}__gte": period.last})


def unit_column(book: Book, indicator: IndicatorDef) -> str:
    """The column of units by which entries count for a unit.

    Raises:
        Untranslatable: the field has no column.
    """
    if not indicator.unit:
        return "unit_id"
    columns = columns_of(book, indicator.unit)
    if not columns:
        raise Untranslatable
    return columns[0]


def in_units(book: Book, indicator: IndicatorDef, question: Question) -> Q:
    """Rows that count for the unit asked about."""
    if question.units is None:
        return Q()
    return Q(**{f"{unit_column(book, indicator)}__in": sorted(question.units)})


def where_holds(book: Book, indicator: IndicatorDef, question: Question) -> Q:
    """Rows for which the indicator's condition certainly holds.

    Raises:
        Untranslatable: where the index cannot answer.
    """
    if indicator.where is None:
        return Q()
    return Q(as_condition(indicator.where, sql_of(book, question.as_of)))


def counts(book: Book, indicator: IndicatorDef, question: Question) -> Q:
    """Rows that count: by date, unit and condition.

    Raises:
        Untranslatable: where the index cannot answer.
    """
    dated = in_period(book, indicator.date, question.period) if indicator.date else Q()
    return dated & in_units(book, indicator, question) & where_holds(book, indicator, question)


def value_field(book: Book, indicator: IndicatorDef) -> FieldDef | None:
    """The field an indicator reads, where it reads one field as it is; None for a count.

    Raises:
        Untranslatable: it reckons with fields, or the field has no column.
    """
    if indicator.value is None:
        return None
    tree = indicator.value.tree
    found = field_of(book, tree.key) if isinstance(tree, Name) else None
    if found is None or found.kind not in ("money", "integer", "decimal", "ratio") or not book.columns(found):
        raise Untranslatable
    return found


def is_whole(each: FieldDef) -> bool:
    """Whether a field's readings can be added up as whole numbers."""
    return each.kind in ("money", "integer")


def parts_of(each: FieldDef) -> int:
    """In how many parts of one a field's readings are added up: cents of money, millionths of broken numbers."""
    return CENTS if is_whole(each) else MILLIONTHS


def in_parts(column: str, parts: int) -> Func:
    """A column as a whole number of parts."""
    return Func(
        F(column), template=f"CAST(ROUND(%(expressions)s * {parts}) AS BIGINT)", output_field=FloatField()
    )


def is_odd(column: str) -> Q:
    """Readings that millionths do not give exactly; up to fifteen digits a floating number says the decimal one."""
    again = Func(
        F(column),
        template=f"(CAST(ROUND(%(expressions)s * {MILLIONTHS}) AS BIGINT) / {MILLIONTHS}.0)",
        output_field=FloatField(),
    )
    small = Q(**{f"{column}__gt": -LARGEST, f"{column}__lt": LARGEST})
    return ~small | ~Q(**{column: again})


def exact(number: float | None, scale: Decimal) -> Decimal | None:
    """What the index holds as a number of decimal digits."""
    return None if number is None else Decimal(repr(number)) * scale
