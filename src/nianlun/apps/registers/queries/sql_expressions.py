"""Conditions and formulas of packs as SQL over the index, with the same three-valued logic.

`nianlun.define.expressions.evaluate` is the oracle. What cannot be said in SQL is refused with
`Untranslatable`, and the caller asks in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    F,
    FloatField,
    Func,
    IntegerField,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear, NullIf, TruncDate

from nianlun.apps.registers.definitions.slots import SlotMap
from nianlun.apps.registers.recording.indexing import BETWEEN, choice_number, fold
from nianlun.define.expressions.tree import Among, Binary, Call, Expression, Literal, Name, Tree, Unary
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.base import IndexType
from nianlun.define.kinds.choices_of import ChoiceOptions
from nianlun.define.kinds.computed import ComputedOptions
from nianlun.define.model import FieldDef
from nianlun.define.model import Register as Definition


class Untranslatable(Exception):  # noqa: N818 - not an error of anybody
    """The index cannot answer this."""


@dataclass(frozen=True)
class Sql:
    """What a translation needs besides the expression."""

    definition: Definition
    slots: SlotMap
    today: date | None = None
    as_of: date | None = None
    units_under: Callable[[str], frozenset[int] | None] = field(default=lambda _name: None)
    """Numbers of a unit of that name and all below it; None where there is none."""


class _Truth(Func):
    """A piece of SQL that is true, false or missing."""

    output_field = BooleanField()
    conditional = True
    arity = None

    def __init__(self, template: str, *parts: Any, joiner: str = ", ") -> None:
        super().__init__(*parts)
        self.extra = {"template": template, "arg_joiner": joiner}


def as_condition(expression: Expression | Tree, sql: Sql) -> Any:
    """A condition for `filter`: passes the rows for which the expression is certainly true.

    Raises:
        Untranslatable: where the index cannot answer.
    """
    tree = expression.tree if isinstance(expression, Expression) else expression
    return _truth(tree, sql)


def as_value(expression: Expression | Tree, sql: Sql) -> Any:
    """A value for `annotate` and `aggregate`.

    Raises:
        Untranslatable: where the index cannot answer.
    """
    return _value(expression.tree if isinstance(expression, Expression) else expression, sql)


def _truth(tree: Tree, sql: Sql) -> Any:
    match tree:
        case Unary(sign="not", operand=operand):
            return _Truth("(NOT %(expressions)s)", _truth(operand, sql))
        case Binary(sign="and" | "or" as sign, left=left, right=right):
            return _Truth(
                "(%(expressions)s)", _truth(left, sql), _truth(right, sql), joiner=f" {sign.upper()} "
            )
        case Binary(sign="==" | "!=" | "<" | "<=" | ">" | ">=" as sign, left=left, right=right):
            return _compared(sign, left, right, sql)
        case Among(operand=operand, choices=choices):
            return _among(operand, choices, sql)
        case Call(name=name, arguments=arguments) if name in _TRUTHS:
            return _TRUTHS[name](arguments, sql)
        case Literal(value=bool(value)):
            return _Truth("(1 = 1)" if value else "(1 = 0)")
        case Name(key=key) if _field(key, sql) is not None:
            return _yes_no(_field(key, sql), sql)
        case _:
            raise Untranslatable


_SIGNS = {"==": "=", "!=": "<>"}


def _compared(sign: str, left: Tree, right: Tree, sql: Sql) -> Any:
    if isinstance(left, Literal) and not isinstance(right, Literal):
        turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
        return _compared(turned.get(sign, sign), right, left, sql)
    if isinstance(left, Name) and isinstance(right, Literal):
        special = _compared_name(sign, left, right, sql)
        if special is not None:
            return special
    if _is_wordy(left, sql) or _is_wordy(right, sql):
        raise Untranslatable
    joiner = f" {_SIGNS.get(sign, sign)} "
    return _Truth("(%(expressions)s)", _value(left, sql), _value(right, sql), joiner=joiner)


def _compared_name(sign: str, name: Name, literal: Literal, sql: Sql) -> Any:
    """Fields whose columns do not hold what expressions see: texts, choices, truths, stages."""
    each = _field(name.key, sql)
    if each is None:
        if name.key == "stage":
            return _same(sign, F("stage"), _stage_number(literal.value, sql))
        return None
    if each.kind == "yes_no" and isinstance(literal.value, bool):
        truth = _yes_no(each, sql)
        return truth if (sign == "==") == literal.value else _Truth("(NOT %(expressions)s)", truth)
    if each.kind == "choice":
        return _same(sign, F(_column(each, sql)), choice_number(str(literal.value), each))
    if each.kind in ("text", "period", "choices", "file", "place"):
        raise Untranslatable
    return None


def _same(sign: str, term: Any, value: Any) -> Any:
    if sign not in ("==", "!="):
        raise Untranslatable
    return _Truth("(%(expressions)s)", term, Value(value), joiner=f" {_SIGNS[sign]} ")


def _among(operand: Tree, choices: tuple[Literal, ...], sql: Sql) -> Any:
    parts = [_compared("==", operand, choice, sql) for choice in choices]
    return _Truth("(%(expressions)s)", *parts, joiner=" OR ")


def _stage_number(key: Any, sql: Sql) -> int:
    return next((each.id for each in sql.definition.stages if each.key == key), -1)


def _yes_no(each: FieldDef | None, sql: Sql) -> Any:
    if each is None or each.kind not in ("yes_no", "computed"):
        raise Untranslatable
    if isinstance(each.options, ComputedOptions) and not sql.slots.of(each):
        return _truth(each.options.formula.tree, sql)
    return _Truth("(%(expressions)s)", F(_column(each, sql)), Value("yes"), joiner=" = ")


def _field(key: str, sql: Sql) -> FieldDef | None:
    return sql.definition.field_by_key.get(key)


def _column(each: FieldDef, sql: Sql) -> str:
    columns = sql.slots.of(each)
    if not columns:
        raise Untranslatable
    return columns[0]


def _is_wordy(tree: Tree, sql: Sql) -> bool:
    """Whether the term is a text, which the index holds in one case only."""
    if isinstance(tree, Name):
        each = _field(tree.key, sql)
        return tree.key in ("code", "stage") if each is None else _index_type(each) is IndexType.TEXT
    return isinstance(tree, Literal) and isinstance(tree.value, str)


def _index_type(each: FieldDef) -> IndexType:
    return KINDS[each.kind].index_type(each.options)


def _value(tree: Tree, sql: Sql) -> Any:
    match tree:
        case Literal(value=Decimal() as number):
            return Value(float(number), output_field=FloatField())
        case Literal(value=date() as day):
            return Value(day, output_field=DateField())
        case Name(key=key):
            return _named(key, sql)
        case Unary(sign="-", operand=operand):
            return _value(operand, sql) * Value(-1.0)
        case Binary(sign="+" | "-" | "*" | "/" as sign, left=left, right=right):
            return _arithmetic(sign, left, right, sql)
        case Call(name=name, arguments=arguments) if name in _VALUES:
            return _VALUES[name](arguments, sql)
        case _:
            raise Untranslatable


def _named(key: str, sql: Sql) -> Any:
    each = _field(key, sql)
    if each is not None:
        if isinstance(each.options, ComputedOptions) and not sql.slots.of(each):
            return _value(each.options.formula.tree, sql)
        if each.kind == "period" or _index_type(each) is IndexType.TEXT:
            raise Untranslatable
        return F(_column(each, sql))
    words: Mapping[str, Any] = {"today": sql.today, "as_of": sql.as_of or sql.today}
    if key in words:
        return Value(words[key], output_field=DateField())
    if key == "updated_on":
        return TruncDate("updated_at")
    if key == "unit":
        return F("unit_id")
    raise Untranslatable


def is_date(tree: Tree, sql: Sql) -> bool:
    """Whether a term is a day."""
    match tree:
        case Literal(value=value):
            return isinstance(value, date)
        case Name(key=key):
            each = _field(key, sql)
            return (
                key in ("today", "as_of", "updated_on")
                if each is None
                else _index_type(each) is IndexType.DATE
            )
        case Call(name=name, arguments=arguments):
            passing = name in ("coalesce", "when") and is_date(arguments[-1], sql)
            return name in ("add_days", "reached_on") or passing
        case Binary(sign="+" | "-", left=left, right=right):
            return is_date(left, sql) and not is_date(right, sql)
        case _:
            return False


def _arithmetic(sign: str, left: Tree, right: Tree, sql: Sql) -> Any:
    if is_date(left, sql):
        if is_date(right, sql):
            return _days(_value(right, sql), _value(left, sql))
        return _moved(_value(left, sql), _value(right, sql), sign)
    first, second = _value(left, sql), _value(right, sql)
    if sign == "/":
        return _number("(%(expressions)s)", first, NullIf(second, Value(0.0)), joiner=" / ")
    return _number("(%(expressions)s)", first, second, joiner=f" {sign} ")


def _number(template: str, *parts: Any, joiner: str = ", ") -> Func:
    return Func(*parts, template=template, arg_joiner=joiner, output_field=FloatField())


def _days(first: Any, second: Any) -> Func:
    if connection.vendor == "sqlite":
        return _number("(julianday(%(expressions)s))", second, first, joiner=") - julianday(")
    return _number("((%(expressions)s)::double precision)", second, first, joiner="::date - ")


def _moved(day: Any, number: Any, sign: str) -> Func:
    if connection.vendor == "sqlite":
        shift = Func(
            number,
            template=f"'{sign}' || CAST(%(expressions)s AS INTEGER) || ' days'",
            output_field=CharField(),
        )
        return Func(day, shift, function="date", output_field=DateField())
    shift = Func(number, template="TRUNC((%(expressions)s)::numeric)::integer", output_field=IntegerField())
    return Func(
        day, shift, template="(%(expressions)s)", arg_joiner=f"::date {sign} ", output_field=DateField()
    )


def _reached(arguments: tuple[Tree, ...], sql: Sql) -> Any:
    return _like(F("reached"), f"%|{_stage_number(_text(arguments[0]), sql)}:%")


def _in_class(arguments: tuple[Tree, ...], sql: Sql) -> Any:
    key = _text(arguments[0])
    number = next((each.id for each in sql.definition.classes if each.key == key), -1)
    return _like(F("classes"), f"%|{number}|%")


def _like(term: Any, pattern: str) -> Any:
    return _Truth("(%(expressions)s)", term, Value(pattern), joiner=" LIKE ")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _text(tree: Tree) -> str:
    if not isinstance(tree, Literal):
        raise Untranslatable
    return str(tree.value)


def _has(arguments: tuple[Tree, ...], sql: Sql) -> Any:
    if isinstance(arguments[0], Name) and (each := _field(arguments[0].key, sql)) and sql.slots.of(each):
        return _Truth("(%(expressions)s IS NOT NULL)", F(_column(each, sql)))
    if isinstance(arguments[0], Name) and each is not None and not isinstance(each.options, ComputedOptions):
        raise Untranslatable
    return _Truth("(%(expressions)s IS NOT NULL)", _value(arguments[0], sql))


def _contains(arguments: tuple[Tree, ...], sql: Sql) -> Any:
    within, part = arguments
    each = _field(within.key, sql) if isinstance(within, Name) else None
    if each is None:
        raise Untranslatable
    column = F(_column(each, sql))
    if each.kind == "choices" and isinstance(each.options, ChoiceOptions):
        pattern = f"%{BETWEEN}{_escaped(choice_number(_text(part), each))}{BETWEEN}%"
    elif each.kind == "text":
        pattern = f"%{_escaped(fold(_text(part)))}%"
    else:
        raise Untranslatable
    return _Truth(r"(%(expressions)s ESCAPE '\')", column, Value(pattern), joiner=" LIKE ")


def _under(arguments: tuple[Tree, ...], sql: Sql) -> Any:
    units = sql.units_under(_text(arguments[-1]))
    if units is None:
        return _Truth("(NULL = 1)" if connection.vendor == "sqlite" else "(NULL::boolean)")
    term = _value(arguments[0], sql) if len(arguments) > 1 else F("unit_id")
    inside = ", ".join(str(int(number)) for number in sorted(units)) or "-1"
    return _Truth(f"(%(expressions)s IN ({inside}))", term)


def _days_between(arguments: tuple[Tree, ...], sql: Sql) -> Any:
    return _days(_value(arguments[0], sql), _value(arguments[1], sql))


def _day_of(tree: Tree, sql: Sql) -> Any:
    """A day, or the first day of a period."""
    each = _field(tree.key, sql) if isinstance(tree, Name) else None
    return F(_column(each, sql)) if each is not None and each.kind == "period" else _value(tree, sql)


def _part(function: Any) -> Callable[[tuple[Tree, ...], Sql], Any]:
    def part(arguments: tuple[Tree, ...], sql: Sql) -> Any:
        return function(_day_of(arguments[0], sql))

    return part


def _add_days(arguments: tuple[Tree, ...], sql: Sql) -> Any:
    return _moved(_day_of(arguments[0], sql), _value(arguments[1], sql), "+")


def _coalesce(arguments: tuple[Tree, ...], sql: Sql) -> Any:
    parts = [_value(each, sql) for each in arguments]
    return parts[0] if len(parts) == 1 else Coalesce(*parts)


def _when(arguments: tuple[Tree, ...], sql: Sql) -> Any:
    condition = _truth(arguments[0], sql)
    otherwise = _Truth("(NOT %(expressions)s)", condition)
    then, other = _value(arguments[1], sql), _value(arguments[2], sql)
    return Case(When(condition, then=then), When(otherwise, then=other), default=None)


def _extreme(sign: str) -> Callable[[tuple[Tree, ...], Sql], Any]:
    """The smallest or largest; missing when any is, which PostgreSQL's own function passes over."""

    def extreme(arguments: tuple[Tree, ...], sql: Sql) -> Any:

        found = _value(arguments[0], sql)
        for each in arguments[1:]:
            other = _value(each, sql)
            first = _Truth("(%(expressions)s)", found, other, joiner=f" {sign} ")
            second = _Truth("(NOT %(expressions)s)", first)
            found = Case(
                When(first, then=found), When(second, then=other), default=None, output_field=FloatField()
            )
        return found

    return extreme


def _reached_on(arguments: tuple[Tree, ...], sql: Sql) -> Any:
    mark = f"|{_stage_number(_text(arguments[0]), sql)}:"
    found = "instr" if connection.vendor == "sqlite" else "strpos"
    place = Func(F("reached"), Value(mark), function=found, output_field=IntegerField())
    day = Func(F("reached"), place + Value(len(mark)), Value(10), function="substr", output_field=TextField())
    cast = "date(%(expressions)s)" if connection.vendor == "sqlite" else "(%(expressions)s)::date"
    there = _like(F("reached"), f"%{mark}%")
    return Case(
        When(there, then=Func(day, template=cast, output_field=DateField())),
        default=None,
        output_field=DateField(),
    )


_TRUTHS: dict[str, Callable[[tuple[Tree, ...], Sql], Any]] = {
    "has": _has,
    "contains": _contains,
    "reached": _reached,
    "in_class": _in_class,
    "under": _under,
}
"""Functions that give a truth."""

_VALUES: dict[str, Callable[[tuple[Tree, ...], Sql], Any]] = {
    "days_between": _days_between,
    "year": _part(ExtractYear),
    "month": _part(ExtractMonth),
    "add_days": _add_days,
    "coalesce": _coalesce,
    "when": _when,
    "least": _extreme("<="),
    "most": _extreme(">="),
    "reached_on": _reached_on,
}
"""Functions that give a number or a day; `round` is left to Python, which rounds halves up."""
