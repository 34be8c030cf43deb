"""An entry as its definition's own functions see it: values by key, stages and lists by key, the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from nianlun.apps.registers.recording.content import Content, class_keys, stage_key, values_by_key
from nianlun.define.circles import in_order
from nianlun.define.computing import needs_of
from nianlun.define.entry import reached_of, terms_of
from nianlun.define.errors import BadValueError
from nianlun.define.expressions.evaluate import evaluate
from nianlun.define.expressions.situation import Situation
from nianlun.define.expressions.types import Term
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.computed import ComputedOptions
from nianlun.define.model import FieldDef
from nianlun.define.model import Register as Definition

MOST_ORDERS = 512
NO_STAGES: frozenset[int] = frozenset()


def situation_of(
    definition: Definition,
    content: Content,
    *,
    today: date | None = None,
    as_of: date | None = None,
    updated_on: date | None = None,
    stood: frozenset[int] = NO_STAGES,
    code: str | None = None,
    under: Callable[[int, str], bool | None] | None = None,
) -> Situation:
    """An entry as expressions see it, its computed values among its values; `stood`: stages it has stood in."""
    situation = Situation(
        today=today,
        as_of=as_of or today,
        updated_on=updated_on,
        stage=stage_key(definition, content.stage),
        reached=reached(definition, content, stood),
        classes=class_keys(definition, content.classes),
        unit=content.unit,
        code=code,
    )
    if under is not None:
        situation = replace(situation, under=under)
    return _with_computed(definition, values_by_key(definition, content.values), situation)[1]


def _with_computed(
    definition: Definition, values: dict[str, Any], situation: Situation
) -> tuple[dict[str, Any], Situation]:
    """Readings with the computed ones, and the situation that sees them: as `define.entry.compute`, made for many."""
    terms = terms_of(definition, values)
    here = replace(situation, values=terms)
    for each in computed_in_order(definition):
        options = each.options
        if not isinstance(options, ComputedOptions):
            continue
        stored = _stored(evaluate(options.formula, here), options)
        values[each.key] = stored
        terms[each.key] = KINDS["computed"].term(stored, options)
    return values, here


def _stored(term: Term, options: ComputedOptions) -> Any:
    if term is None:
        return None
    try:
        return KINDS["computed"].accept(term.isoformat() if isinstance(term, date) else term, options)
    except BadValueError:
        return None


_ORDERS: dict[int, tuple[Definition, tuple[FieldDef, ...]]] = {}


def computed_in_order(definition: Definition) -> tuple[FieldDef, ...]:
    """Computed fields, each after those it is reckoned from; found once for each definition."""
    known = _ORDERS.get(id(definition))
    if known is None or known[0] is not definition:
        if len(_ORDERS) > MOST_ORDERS:
            _ORDERS.clear()
        fields = tuple(definition.field_by_key[key] for key in in_order(needs_of(definition)))
        known = _ORDERS[id(definition)] = (definition, fields)
    return known[1]


def reached(definition: Definition, content: Content, stood: frozenset[int]) -> dict[str, date | None]:
    """Stages the entry has reached, with the day where a field tells it."""
    history = {key: None for number in stood if (key := stage_key(definition, number)) is not None}
    stage = stage_key(definition, content.stage)
    return reached_of(definition, values_by_key(definition, content.values), stage, history)


def plain_values(
    definition: Definition, content: Content, *, today: date | None = None, stood: frozenset[int] = NO_STAGES
) -> Mapping[str, Any]:
    """All readings by field key; computed ones only reckoned where there are any."""
    values = values_by_key(definition, content.values)
    if not computed_in_order(definition):
        return values
    situation = Situation(
        today=today,
        as_of=today,
        stage=stage_key(definition, content.stage),
        reached=reached(definition, content, stood),
        classes=class_keys(definition, content.classes),
        unit=content.unit,
    )
    return _with_computed(definition, values, situation)[0]
