"""What a register asks of one entry: its computed values, what is still missing, which rules it breaks."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from nianlun.define.circles import in_order
from nianlun.define.computing import needs_of
from nianlun.define.errors import BadValueError
from nianlun.define.expressions.evaluate import evaluate, holds
from nianlun.define.expressions.situation import Situation
from nianlun.define.expressions.types import Term
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.computed import ComputedOptions
from nianlun.define.model import FieldDef, Register, RuleDef


def terms_of(register: Register, values: Mapping[str, Any]) -> dict[str, Term]:
    """Stored values as expressions reckon with them; keys the register does not know are passed over."""
    fields = register.field_by_key
    return {
        key: KINDS[fields[key].kind].term(value, fields[key].options)
        for key, value in values.items()
        if key in fields
    }


def reached_of(
    register: Register, values: Mapping[str, Any], stage: str | None, history: Mapping[str, date | None]
) -> dict[str, date | None]:
    """Stages an entry has reached: those of its history, the one it stands in, and those whose date is filled in."""
    reached = dict(history)
    if stage is not None:
        reached.setdefault(stage, None)
    for each in register.stages:
        day = values.get(each.date) if each.date else None
        if day is not None:
            reached[each.key] = date.fromisoformat(day)
    return reached


def compute(register: Register, values: Mapping[str, Any], situation: Situation) -> dict[str, Any]:
    """The values with every computed field reckoned anew; what cannot be reckoned is missing."""
    found = {key: value for key, value in values.items() if not _computed(register, key)}
    for key in in_order(needs_of(register)):
        options = register.field_by_key[key].options
        if not isinstance(options, ComputedOptions):
            continue
        here = dataclasses.replace(situation, values=terms_of(register, found))
        value = evaluate(options.formula, here)
        if value is not None:
            try:
                found[key] = KINDS["computed"].accept(_plain(value), options)
            except BadValueError:
                continue
    return found


def _computed(register: Register, key: str) -> bool:
    field = register.field_by_key.get(key)
    return field is not None and field.kind == "computed"


def _plain(value: Term) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def fields_for(register: Register, classes: tuple[str, ...]) -> tuple[FieldDef, ...]:
    """Fields asked of an entry that stands in some lists: all but hidden ones and those of other lists."""
    of_lists = {key for each in register.classes for key in each.fields}
    of_these = {key for each in register.classes if each.key in classes for key in each.fields}
    return tuple(
        each
        for each in register.fields
        if not each.hidden and (each.key not in of_lists or each.key in of_these)
    )


def missing_for(
    register: Register, values: Mapping[str, Any], stage: str | None, situation: Situation
) -> Iterator[FieldDef]:
    """Fields an entry lacks to be submitted in a stage."""
    target = register.stage_by_key.get(stage or "")
    in_stage = {target.date, *target.required} if target else set()
    in_lists = {key for each in register.classes if each.key in situation.classes for key in each.required}
    here = dataclasses.replace(situation, values=terms_of(register, values), stage=stage)
    for each in fields_for(register, tuple(situation.classes)):
        needed = (
            each.required or each.key in in_stage or each.key in in_lists or (stage or "") in each.required_in
        )
        if not needed and each.required_if is not None:
            needed = holds(each.required_if, here)
        if needed and values.get(each.key) is None and each.kind != "computed":
            yield each


def broken_rules(register: Register, values: Mapping[str, Any], situation: Situation) -> Iterator[RuleDef]:
    """Rules an entry certainly breaks; one that misses a reading passes."""
    here = dataclasses.replace(situation, values=terms_of(register, values))
    for rule in register.rules:
        if evaluate(rule.must, here) is False:
            yield rule
