"""The ways to filter, as conditions on the columns of the index.

The test of each way in `nianlun.define.kinds.filters` is the oracle: both are compared by property tests.
Texts are compared in one case.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Q

from nianlun.apps.registers.recording.indexing import BETWEEN, MANY, choice_number, fold, slotted
from nianlun.define.errors import BadValueError
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.base import ReadContext
from nianlun.define.kinds.choices_of import ChoiceOptions, choose
from nianlun.define.kinds.filters import Filter
from nianlun.define.model import FieldDef
from nianlun.kernel.errors import RefusedError

Columns = tuple[str, ...]
Operands = tuple[Any, ...]

NEVER = Q(version__in=())
"""Passes for nothing."""


def way_of(each: FieldDef, key: str) -> Filter:
    """A way to filter by a field.

    Raises:
        RefusedError: `registers.table.way_unknown`.
    """
    for way in KINDS[each.kind].filters(each.options):
        if way.key == key:
            return way
    raise RefusedError("registers.table.way_unknown", way=key, label=each.label)


def read_operands(each: FieldDef, way: Filter, raw: Sequence[str], context: ReadContext) -> Operands:
    """Operands as the columns hold them.

    Raises:
        RefusedError: `registers.table.operands` for a wrong number.
        BadValueError: one cannot be read.
    """
    given = [each for each in raw if each != ""] if way.operands < 0 else list(raw)
    if way.operands >= 0 and len(given) != way.operands:
        raise RefusedError("registers.table.operands", way=way.label, label=each.label, count=way.operands)
    if way.as_text:
        return tuple(fold(part) for part in given)
    found: list[Any] = []
    for part in given:
        found += _operand(each, part, context)
    return tuple(found)


def _operand(each: FieldDef, raw: str, context: ReadContext) -> list[Any]:
    if isinstance(each.options, ChoiceOptions):
        return [choice_number(choose(raw, each.options), each)]
    value = KINDS[each.kind].read(raw, each.options, context)
    if value is None:
        raise BadValueError("value.operand.empty", raw=raw, label=each.label)
    return list(slotted(value, each))


def condition_on(each: FieldDef, way: Filter, columns: Columns, operands: Operands) -> Q:
    """The condition that the way holds for the columns of a field."""
    if not columns:
        return _on_version(each, way, operands)
    if each.kind in MANY:
        return _MANY[way.key](columns[0], operands)
    return _ONE[way.key](columns, operands)


def _on_version(each: FieldDef, way: Filter, operands: Operands) -> Q:
    """For long texts, which the index does not hold."""
    path = f"version__values__{each.id}"
    there = Q(version__values__has_key=str(each.id))
    match way.key:
        case "present":
            return there
        case "missing":
            return ~there
        case "contains":
            return Q(**{f"{path}__icontains": operands[0]})
        case "begins":
            return Q(**{f"{path}__istartswith": operands[0]})
        case "is":
            return Q(**{f"{path}__iexact": operands[0]})
        case "is_not":
            return ~there | ~Q(**{f"{path}__iexact": operands[0]})
        case _:
            raise RefusedError("registers.table.not_indexed", label=each.label)


def _any_of(columns: Columns, operands: Operands) -> Q:
    return Q(**{f"{columns[0]}__in": operands}) if operands else NEVER


def _none_of(columns: Columns, operands: Operands) -> Q:
    return Q(**{f"{columns[0]}__isnull": True}) | ~Q(**{f"{columns[0]}__in": operands}) if operands else Q()


def _compare(lookup: str, *, last: bool = False) -> Callable[[Columns, Operands], Q]:
    def condition(columns: Columns, operands: Operands) -> Q:
        return Q(**{f"{columns[-1 if last else 0]}__{lookup}": operands[0]})

    return condition


def _between(columns: Columns, operands: Operands) -> Q:
    return Q(**{f"{columns[0]}__gte": operands[0], f"{columns[0]}__lte": operands[1]})


def _overlaps(columns: Columns, operands: Operands) -> Q:
    return Q(**{f"{columns[0]}__lte": operands[-1], f"{columns[-1]}__gte": operands[0]})


def _missing(columns: Columns, operands: Operands) -> Q:
    del operands
    return Q(**{f"{columns[0]}__isnull": True})


def _present(columns: Columns, operands: Operands) -> Q:
    del operands
    return Q(**{f"{columns[0]}__isnull": False})


_ONE: dict[str, Callable[[Columns, Operands], Q]] = {
    "is": _any_of,
    "is_not": _none_of,
    "any_of": _any_of,
    "none_of": _none_of,
    "contains": _compare("contains"),
    "begins": _compare("startswith"),
    "at_least": _compare("gte"),
    "at_most": _compare("lte"),
    "above": _compare("gt"),
    "below": _compare("lt"),
    "between": _between,
    "since": _compare("gte", last=True),
    "until": _compare("lte"),
    "overlaps": _overlaps,
    "missing": _missing,
    "present": _present,
}
"""For fields with one value; a period's first and last day stand in two columns."""


def _holds(column: str, operand: Any) -> Q:
    return Q(**{f"{column}__contains": f"{BETWEEN}{operand}{BETWEEN}"})


def _many_any(column: str, operands: Operands) -> Q:
    found = NEVER
    for operand in operands:
        found |= _holds(column, operand)
    return found


def _many_all(column: str, operands: Operands) -> Q:
    found = Q()
    for operand in operands:
        found &= _holds(column, operand)
    return found


def _many_none(column: str, operands: Operands) -> Q:
    return Q(**{f"{column}__isnull": True}) | ~_many_any(column, operands) if operands else Q()


_MANY: dict[str, Callable[[str, Operands], Q]] = {
    "any_of": _many_any,
    "is": _many_any,
    "has_all": _many_all,
    "none_of": _many_none,
    "is_not": _many_none,
    "contains": lambda column, operands: Q(**{f"{column}__contains": operands[0]}),
    "missing": lambda column, operands: _missing((column,), operands),
    "present": lambda column, operands: _present((column,), operands),
}
"""For fields with several values in one column."""
