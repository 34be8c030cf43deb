"""Index rows a request asks for, and the order they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from nianlun.apps.registers.models import IndexRow
from nianlun.apps.registers.queries.ledger import Ledger, ledger_for, sql_for
from nianlun.apps.registers.queries.sql_expressions import Untranslatable, as_value
from nianlun.apps.registers.queries.sql_filters import NEVER, condition_on, read_operands, way_of
from nianlun.apps.registers.queries.table_request import FilterBy, Sorting, TableRequest, instant_from
from nianlun.apps.registers.recording.indexing import fold
from nianlun.define.kinds.base import ReadContext
from nianlun.define.kinds.choices_of import ChoiceOptions
from nianlun.define.kinds.computed import ComputedOptions
from nianlun.define.model import FieldDef
from nianlun.kernel.errors import RefusedError

__all__ = ["Ledger", "as_of", "going_on", "ledger_for", "ordered", "rows_of", "sort_terms", "visible"]


def as_of(at: datetime | None) -> Q:
    """What was known at an instant; without one, what is known now.

    Rights go by the unit of the version: as the ledger stood, so it was theirs who kept it then.
    """
    if at is None:
        return Q(superseded_at__isnull=True)
    return Q(recorded_at__lte=at) & ~Q(superseded_at__lte=at)


def rows_of(ledger: Ledger, request: TableRequest) -> QuerySet[IndexRow]:
    """The rows a request asks for, without order.

    Raises:
        RefusedError: `registers.table.*`
        BadValueError: an operand cannot be read.
    """
    condition = Q(register=ledger.register) & as_of(request.as_of) & ledger.standing.rows.condition()
    if not request.with_dropped:
        condition &= Q(is_living=True)
    if not request.with_drafts:
        condition &= Q(is_final=True)
    for each in request.filters:
        condition &= _condition(ledger, each)
    if request.search.strip():
        condition &= _search(ledger, request.search)
    return IndexRow.objects.filter(condition)


def going_on(ledger: Ledger) -> Q:
    """Entries that stand at no stage at which an entry ends: nothing more is asked of the others."""
    ends = [stage.id for stage in ledger.definition.stages if stage.terminal]
    return ~Q(stage__in=ends) if ends else Q()


def _condition(ledger: Ledger, asked: FilterBy) -> Q:
    if asked.field in _SPECIAL and asked.field not in ledger.definition.field_by_key:
        return _SPECIAL[asked.field](ledger, asked)
    each = ledger.field(asked.field)
    way = way_of(each, asked.way)
    context = ReadContext(lookup=ledger.names, today=ledger.today)
    operands = read_operands(each, way, asked.operands, context)
    condition = condition_on(each, way, ledger.columns(each), operands)
    return condition & ledger.reach(each).condition() if ledger.is_secret(each) else condition


def _search(ledger: Ledger, words: str) -> Q:
    fields = dict.fromkeys((ledger.definition.title, *ledger.definition.similar_by))
    found = Q()
    for word in words.split():
        here = Q(code__icontains=word)
        for key in fields:
            each = ledger.definition.field_by_key.get(key)
            columns = ledger.columns(each) if each is not None else ()
            if columns and columns[0].startswith("t") and not ledger.is_secret(each):
                here |= Q(**{f"{columns[0]}__contains": fold(word)})
        found &= here
    return found


def _stage(ledger: Ledger, asked: FilterBy) -> Q:
    wanted = {each.id for each in ledger.definition.stages if {each.key, each.label} & set(asked.operands)}
    if asked.way == "reached":
        found = NEVER
        for number in wanted:
            found |= Q(reached__contains=f"|{number}:")
        return found
    here = Q(stage__in=wanted)
    return ~here if asked.way == "none_of" else here


def _class(ledger: Ledger, asked: FilterBy) -> Q:
    wanted = {each.id for each in ledger.definition.classes if {each.key, each.label} & set(asked.operands)}
    found = NEVER
    for number in wanted:
        found |= Q(classes__contains=f"|{number}|")
    return ~found if asked.way == "none_of" else found


def _unit(ledger: Ledger, asked: FilterBy) -> Q:
    units = ledger.names.units
    paths = [units[number].path for number in _numbers(ledger, asked) if number in units]
    wanted = _numbers(ledger, asked)
    if asked.way in ("under", ""):
        wanted = {each.pk for each in units.values() if paths and each.path.startswith(tuple(paths))}
    here = Q(unit__in=wanted)
    return ~here if asked.way == "none_of" else here


def _numbers(ledger: Ledger, asked: FilterBy) -> set[int]:
    found = set()
    for operand in asked.operands:
        number = int(operand) if operand.isdecimal() else ledger.names.find("unit", operand).id
        if number is not None:
            found.add(number)
    return found


def _code(ledger: Ledger, asked: FilterBy) -> Q:
    del ledger
    if asked.way == "contains":
        return Q(code__icontains=asked.operands[0] if asked.operands else "")
    return Q(code__in=asked.operands)


def _state(ledger: Ledger, asked: FilterBy) -> Q:
    del ledger
    return Q(is_final="final" in asked.operands) if len(set(asked.operands)) == 1 else Q()


def _instant(column: str) -> Any:
    def condition(ledger: Ledger, asked: FilterBy) -> Q:
        del ledger
        lookups = {"since": "gte", "until": "lte", "before": "lt", "at_least": "gte", "at_most": "lte"}
        if asked.way not in lookups or len(asked.operands) != 1:
            raise RefusedError("registers.table.way_unknown", way=asked.way, label=asked.field)
        at = instant_from(asked.operands[0])
        if at is not None and asked.way in ("since", "before", "at_least"):
            at = at.replace(hour=0, minute=0, second=0, microsecond=0)
        return Q(**{f"{column}__{lookups[asked.way]}": at}) if at is not None else Q()

    return condition


_SPECIAL: dict[str, Any] = {
    "stage": _stage,
    "class": _class,
    "unit": _unit,
    "code": _code,
    "state": _state,
    "updated": _instant("updated_at"),
    "recorded": _instant("recorded_at"),
}
"""Conditions on what every entry has; ways: `any_of`, `none_of`, `reached`, `under`, `contains`, `since`, `until`."""


def ordered(ledger: Ledger, rows: QuerySet[IndexRow], sort: Iterable[Sorting]) -> QuerySet[IndexRow]:
    """The rows in the order asked for; missing readings last, the latest entry first among equals."""
    terms: list[Any] = []
    for each in sort:
        found = sort_terms(ledger, each.field)
        terms += [term.desc(nulls_last=True) if each.down else term.asc(nulls_last=True) for term in found]
    return rows.order_by(*terms, F("entry").desc())


def sort_terms(ledger: Ledger, key: str) -> list[Any]:
    """What to sort by for a field or a special name."""
    match key:
        case "stage":
            return [_in_order("stage", [each.id for each in ledger.definition.stages])]
        case "unit":
            return [F("unit__order"), F("unit__name")]
        case "updated":
            return [F("updated_at")]
        case "recorded":
            return [F("recorded_at")]
        case "code":
            return [F("code")]
        case "class":
            return [F("classes")]
        case "state":
            return [F("is_final")]
        case _:
            return _field_terms(ledger, ledger.field(key))


def _field_terms(ledger: Ledger, each: FieldDef) -> list[Any]:
    columns = ledger.columns(each)
    if not columns:
        return _reckoned_terms(ledger, each)
    if isinstance(each.options, ChoiceOptions) and each.kind == "choice":
        terms: list[Any] = [_in_order(columns[0], [str(choice.id) for choice in each.options.choices])]
    else:
        terms = [F(column) for column in columns]
    return [visible(ledger, each, term) for term in terms]


def _reckoned_terms(ledger: Ledger, each: FieldDef) -> list[Any]:
    """What changes with the day is not in the index; its formula is asked of the database."""
    if not isinstance(each.options, ComputedOptions):
        return []
    try:
        return [visible(ledger, each, as_value(each.options.formula, sql_for(ledger)))]
    except Untranslatable:
        return []


def _in_order(column: str, numbers: list[Any]) -> Case:
    whens = [When(**{column: number}, then=Value(place)) for place, number in enumerate(numbers)]
    return Case(*whens, default=None, output_field=IntegerField())


def visible(ledger: Ledger, each: FieldDef, term: Combinable | Case) -> Any:
    """A term over a field, missing in rows where the person may not see it."""
    if not ledger.is_secret(each):
        return term
    reach = ledger.reach(each)
    return Case(When(reach.condition(), then=term), default=None)
