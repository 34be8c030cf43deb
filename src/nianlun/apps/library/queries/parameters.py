"""Values of a query string, read with patience: what cannot be understood is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from nianlun.kernel.measures import measure_of

Parameters = Mapping[str, Sequence[str]]

LONGEST = 500
"""Most characters taken from one value."""
_MOST_DIGITS = 30
_AMOUNT = re.compile(r"(?P<number>[-+]?[\d.,，]+(?:[eE][-+]?\d{1,3})?)\s*(?P<unit>[^\s\d.,-]\S{0,19})?")


def first(parameters: Parameters, name: str, default: str = "") -> str:
    """The first value of a name, without white space around it."""
    values = parameters.get(name) or ()
    return cleaned(values[0]) if values else default


def cleaned(value: str) -> str:
    """A value without white space around it, and without NUL, which no database looks for."""
    return value.replace("\x00", "").strip()[:LONGEST]


def words(parameters: Parameters, name: str) -> tuple[str, ...]:
    """All values of a name that are not empty, each once."""
    values = (cleaned(value) for value in parameters.get(name) or ())
    return tuple(dict.fromkeys(value for value in values if value))


def integer(parameters: Parameters, name: str) -> int | None:
    """The first value as a whole number from 0."""
    found = integers(parameters, name)
    return found[0] if found else None


def integers(parameters: Parameters, name: str) -> tuple[int, ...]:
    """All values that are whole numbers from 0, of at most 18 digits."""
    return tuple(int(value) for value in words(parameters, name) if value.isdecimal() and len(value) <= 18)


def amount(parameters: Parameters, name: str, unit: str = "") -> tuple[Decimal | None, str | None]:
    """The first value in its base unit, and that unit: 26万亩 as 173333333.34 平方米.

    A value without a unit of its own counts in `unit`, and its base unit is None.
    """
    written = _AMOUNT.fullmatch(first(parameters, name))
    if written is None:
        return None, None
    try:
        value = Decimal(written["number"].replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None, None
    own = written["unit"]
    measure = measure_of(own or unit or "个")
    value *= measure.factor
    if abs(value.adjusted()) >= _MOST_DIGITS:
        return None, None
    return value, measure.base_unit if own else None
