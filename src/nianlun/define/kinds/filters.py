"""Ways to filter by a field: each test runs on index values and is the oracle of the SQL.

A test gets the index values of the entry (none when the reading is missing) and those of the operands;
as in the database, it passes when any index value does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

IndexValue: TypeAlias = str | Decimal | date
"""What stands in a column of the typed index."""

Values: TypeAlias = tuple[Any, ...]
"""Index values of one type."""


@dataclass(frozen=True)
class Filter:
    """A way to ask for entries by a field's value."""

    key: str
    """Stable, used in addresses of saved views."""
    label: str
    """In Chinese, as a clerk reads it between the field and the operand."""
    label_en: str
    """The same in English."""
    test: Callable[[Values, Values], bool]
    """Whether index values pass for operands."""
    operands: int = 1
    """How many operands it asks for: 0, 1, 2 (a span), or -1 (any number)."""
    as_text: bool = False
    """Whether operands are parts of a text and not values of the kind."""


def _is(values: Values, operands: Values) -> bool:
    return any(value in operands for value in values)


def _is_not(values: Values, operands: Values) -> bool:
    return not _is(values, operands)


def _has_all(values: Values, operands: Values) -> bool:
    return all(operand in values for operand in operands)


def _contains(values: Values, operands: Values) -> bool:
    return any(operands[0].casefold() in value.casefold() for value in values)


def _begins(values: Values, operands: Values) -> bool:
    return any(value.casefold().startswith(operands[0].casefold()) for value in values)


def _at_least(values: Values, operands: Values) -> bool:
    return any(value >= operands[0] for value in values)


def _at_most(values: Values, operands: Values) -> bool:
    return any(value <= operands[0] for value in values)


def _above(values: Values, operands: Values) -> bool:
    return any(value > operands[0] for value in values)


def _below(values: Values, operands: Values) -> bool:
    return any(value < operands[0] for value in values)


def _between(values: Values, operands: Values) -> bool:
    return any(operands[0] <= value <= operands[1] for value in values)


def _overlaps(values: Values, operands: Values) -> bool:
    return any(value <= operands[-1] for value in values) and any(value >= operands[0] for value in values)


def _missing(values: Values, operands: Values) -> bool:
    del operands
    return not values


def _present(values: Values, operands: Values) -> bool:
    del operands
    return bool(values)


IS = Filter("is", "等于", "is", _is)
IS_NOT = Filter("is_not", "不等于", "is not", _is_not)
ANY_OF = Filter("any_of", "是其中之一", "is one of", _is, operands=-1)
NONE_OF = Filter("none_of", "不是其中任何一个", "is none of", _is_not, operands=-1)
HAS_ALL = Filter("has_all", "全部包含", "has all of", _has_all, operands=-1)
CONTAINS = Filter("contains", "包含", "contains", _contains, as_text=True)
BEGINS = Filter("begins", "开头是", "begins with", _begins, as_text=True)
AT_LEAST = Filter("at_least", "不小于", "is at least", _at_least)
AT_MOST = Filter("at_most", "不大于", "is at most", _at_most)
ABOVE = Filter("above", "大于", "is above", _above)
BELOW = Filter("below", "小于", "is below", _below)
BETWEEN = Filter("between", "介于", "is between", _between, operands=2)
SINCE = Filter("since", "不早于", "is on or after", _at_least)
UNTIL = Filter("until", "不晚于", "is on or before", _at_most)
OVERLAPS = Filter("overlaps", "涉及时期", "overlaps", _overlaps)
MISSING = Filter("missing", "未填", "is missing", _missing, operands=0)
PRESENT = Filter("present", "已填", "is present", _present, operands=0)

TEXT_FILTERS = (CONTAINS, IS, IS_NOT, BEGINS, MISSING, PRESENT)
"""For words."""
NUMBER_FILTERS = (AT_LEAST, AT_MOST, BETWEEN, ABOVE, BELOW, IS, IS_NOT, MISSING, PRESENT)
"""For numbers of every kind."""
DATE_FILTERS = (BETWEEN, SINCE, UNTIL, IS, MISSING, PRESENT)
"""For days."""
PERIOD_FILTERS = (OVERLAPS, SINCE, UNTIL, MISSING, PRESENT)
"""For spans, of which the first and the last day are indexed."""
CHOICE_FILTERS = (ANY_OF, NONE_OF, MISSING, PRESENT)
"""For one of a list, units, persons and entries."""
CHOICES_FILTERS = (ANY_OF, HAS_ALL, NONE_OF, MISSING, PRESENT)
"""For several of a list."""
PRESENCE_FILTERS = (PRESENT, MISSING)
"""For files and places."""
