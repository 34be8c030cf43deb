"""Readings as people give them become readings as they are kept; what is missing or contradicts is listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nianlun.apps.registers.recording.content import Content, values_by_key
from nianlun.apps.registers.recording.faults import ValueFault
from nianlun.define.entry import missing_for
from nianlun.define.errors import BadValueError
from nianlun.define.expressions.evaluate import evaluate
from nianlun.define.expressions.situation import Situation
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.base import ReadContext
from nianlun.define.model import FieldDef
from nianlun.define.model import Register as Definition


def read_values(
    definition: Definition, raw: Mapping[str, Any], context: ReadContext, *, stored: bool = False
) -> tuple[dict[str, Any], list[ValueFault]]:
    """Readings by field number, None for one that is taken away, and every one that cannot be read.

    `raw` is by field key, as typed; `stored`: as the API gives it, in stored form.
    """
    values: dict[str, Any] = {}
    faults: list[ValueFault] = []
    for key, given in raw.items():
        each = definition.field_by_key.get(key)
        if each is None:
            faults.append(ValueFault(field=key, label=key, slug="registers.value.unknown_field", raw=given))
        elif each.kind != "computed":
            kind = KINDS[each.kind]
            try:
                read = kind.accept(given, each.options) if stored else kind.read(given, each.options, context)
            except BadValueError as error:
                faults.append(bad_value(each, given, error))
            else:
                values[str(each.id)] = read
    return values, faults


def bad_value(each: FieldDef, given: Any, error: BadValueError) -> ValueFault:
    """A reading the field's kind refuses."""
    return ValueFault(
        field=each.key,
        label=each.label,
        slug=error.slug,
        raw=given,
        suggestion=error.suggestion,
        values=error.values,
    )


def defaults_of(definition: Definition, context: ReadContext) -> dict[str, Any]:
    """What a new entry begins with."""
    raw = {each.key: each.default for each in definition.fields if each.default is not None}
    return read_values(definition, raw, context)[0]


def missing_in(definition: Definition, content: Content, situation: Situation) -> Iterator[ValueFault]:
    """Fields that must be there for the entry to count, given its stage and its lists."""
    values = values_by_key(definition, content.values)
    for each in missing_for(definition, values, situation.stage, situation):
        yield ValueFault(field=each.key, label=each.label, slug="registers.value.missing")


def rules_broken(definition: Definition, situation: Situation) -> Iterator[ValueFault]:
    """Rules over several fields that do not hold; one that misses a reading passes."""
    for rule in definition.rules:
        if evaluate(rule.must, situation) is False:
            words = {"rule": rule.label, "rule_en": rule.label_en or rule.label}
            yield ValueFault(field="", label=rule.label, slug="registers.value.rule", values=words)
