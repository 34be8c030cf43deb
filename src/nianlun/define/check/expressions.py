"""Conditions and formulas of registers speak of fields that are there, and their types fit."""

from __future__ import annotations

from collections.abc import Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.check.paths import each_of, registers_of
from nianlun.define.expressions.scope import Scope
from nianlun.define.expressions.tree import Expression
from nianlun.define.expressions.types import Type
from nianlun.define.expressions.typing import check_types
from nianlun.define.kinds.computed import RESULT_TYPES, ComputedOptions
from nianlun.define.model import Register
from nianlun.define.problems import Fault, fault
from nianlun.define.scopes import scope_of

CONDITION = frozenset({Type.TRUTH})
"""What a condition gives."""
_PLAIN = frozenset({Type.NUMBER, Type.RATIO})


def check_expressions(catalog: Catalog) -> Iterator[Fault]:
    """Of every register."""
    for path, register in registers_of(catalog):
        scope = scope_of(register)
        for here, expression in _conditions(register, path):
            yield from type_faults(expression, here, scope, CONDITION)
        for here, field in each_of(register.fields, f"{path}.fields"):
            if isinstance(field.options, ComputedOptions) and field.options.result in RESULT_TYPES:
                wanted = RESULT_TYPES[field.options.result]
                allowed = _PLAIN if wanted in _PLAIN else frozenset({wanted})
                yield from type_faults(field.options.formula, f"{here}.formula", scope, allowed)


def type_faults(
    expression: Expression | None, path: str, scope: Scope, wanted: frozenset[Type]
) -> Iterator[Fault]:
    """Faults of one expression, at its path."""
    if expression is not None:
        for each in check_types(expression, scope, wanted):
            yield fault(each.slug, path, expression=expression.source, **each.values)


def _conditions(register: Register, path: str) -> Iterator[tuple[str, Expression | None]]:
    yield f"{path}.update_where", register.update_where
    for here, field in each_of(register.fields, f"{path}.fields"):
        yield f"{here}.required_if", field.required_if
    for here, floor in each_of(register.floors, f"{path}.floors"):
        yield f"{here}.where", floor.where
    for here, duty in each_of(register.duties, f"{path}.duties"):
        yield f"{here}.where", duty.where
    for here, rule in each_of(register.rules, f"{path}.rules"):
        yield f"{here}.must", rule.must
    for here, view in each_of(register.views, f"{path}.views"):
        yield f"{here}.where", view.where
