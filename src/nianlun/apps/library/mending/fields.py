"""The fields a person may set, and what he may set them to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from nianlun.kernel.errors import RefusedError
from nianlun.kernel.measures import base_amount, measure_of
from nianlun.text.kinds import FIELDS, KINDS
from nianlun.text.model import CommitmentKind, Comparator, FigureKind, Level, Role

Value = str | int | None
Check = Callable[[str], Value]
"""Takes what a person wrote, not empty; gives what is kept, or raises ValueError."""

YEARS = range(1900, 2201)
LARGEST = Decimal(10) ** 29


def _words(most: int) -> Check:
    def check(text: str) -> Value:
        if len(text) > most or any(ord(char) < ord(" ") for char in text):
            raise ValueError(text)
        return text

    return check


def _one_of(known: tuple[str, ...]) -> Check:
    def check(text: str) -> Value:
        if text not in known:
            raise ValueError(text)
        return text

    return check


def _shaped(pattern: str) -> Check:
    shape = re.compile(pattern)

    def check(text: str) -> Value:
        if not shape.fullmatch(text):
            raise ValueError(text)
        return text

    return check


def _number(text: str) -> Value:
    plain = text.replace(",", "").replace("，", "")
    if re.fullmatch(r"\d+/[1-9]\d*", plain):
        return plain
    try:
        number = Decimal(plain)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not number.is_finite() or abs(number) >= LARGEST or len(plain) > 40:
        raise ValueError(text)
    return plain


def _year(text: str) -> Value:
    if not text.isdecimal() or int(text) not in YEARS:
        raise ValueError(text)
    return int(text)


_DAY = r"\d{4}(-\d\d(-\d\d)?)?"
_PERIOD = _shaped(rf"{_DAY}(/{_DAY})?")

FIGURE: Mapping[str, Check] = {
    "value": _number,
    "upper": _number,
    "unit": _words(40),
    "kind": _one_of(get_args(FigureKind)),
    "base_value": _number,
    "base_upper": _number,
    "base_unit": _words(40),
    "indicator": _words(100),
    "role": _one_of(get_args(Role)),
    "period": _PERIOD,
    "as_of": _shaped(_DAY),
    "setter": _words(10),
    "qualifier": _words(20),
    "basis": _words(20),
}
COMMITMENT: Mapping[str, Check] = {
    "kind": _one_of(get_args(CommitmentKind)),
    "indicator": _words(100),
    "comparator": _one_of(get_args(Comparator)),
    "value": _number,
    "upper": _number,
    "unit": _words(40),
    "due": _PERIOD,
    "section": _words(200),
    "unit_named": _words(200),
}
META: Mapping[str, Check] = {
    "title": _words(500),
    "kind": _one_of(tuple(KINDS)),
    "issuer": _words(200),
    "year": _year,
    "plan_year": _year,
    "dated": _shaped(_DAY),
    "level": _one_of(get_args(Level)),
    "field": _one_of(tuple(FIELDS)),
}
NEVER_EMPTY = frozenset({"title", "role", "figure.kind", "commitment.kind"})


def checked(target: str, fields: Mapping[str, object]) -> dict[str, Value]:
    """The fields as they are kept; an empty string stands for nothing.

    Raises:
        RefusedError: `library.correction.field` with `name` and `value`; `library.correction.nothing`.
    """
    known = {"figure": FIGURE, "commitment": COMMITMENT, "meta": META}[target]
    kept: dict[str, Value] = {}
    for name, given in fields.items():
        text = "" if given is None else str(given).strip()
        required = name in NEVER_EMPTY or f"{target}.{name}" in NEVER_EMPTY
        if name not in known or (not text and required):
            raise RefusedError("library.correction.field", name=name, value=text)
        try:
            kept[name] = known[name](text) if text else None
        except ValueError as error:
            raise RefusedError("library.correction.field", name=name, value=text) from error
    if not kept:
        raise RefusedError("library.correction.nothing")
    return kept


def completed(fields: dict[str, Value], finding: Mapping[str, Any]) -> dict[str, Value]:
    """With the base value and the kind of a figure worked out anew where value or unit changed."""
    if not fields.keys() & {"value", "upper", "unit"}:
        return fields
    value, upper, unit = (fields.get(name, finding.get(name)) for name in ("value", "upper", "unit"))
    measure = measure_of(str(unit)) if unit else None
    worked_out: dict[str, Value] = {
        "base_unit": measure.base_unit if measure else None,
        "base_value": _base(value, measure.factor if measure else Decimal(1)),
        "base_upper": _base(upper, measure.factor if measure else Decimal(1)),
    }
    if measure and "unit" in fields:
        worked_out["kind"] = measure.kind
    return worked_out | fields


def _base(value: object, factor: Decimal) -> str | None:
    if value is None:
        return None
    amount = base_amount(str(value), factor)
    return format(amount, "f") if abs(amount) < LARGEST else None
