"""What computed fields are reckoned from."""

from __future__ import annotations

from nianlun.define.expressions.tree import names_in
from nianlun.define.kinds.computed import ComputedOptions
from nianlun.define.model import Register

PASSING = frozenset({"today", "as_of", "updated_on"})
"""Words whose meaning changes while the entry stays as it is."""


def needs_of(register: Register) -> dict[str, tuple[str, ...]]:
    """For each computed field, the computed fields its formula names."""
    formulas = {
        each.key: each.options.formula
        for each in register.fields
        if isinstance(each.options, ComputedOptions)
    }
    return {key: tuple(sorted(names_in(formula.tree) & formulas.keys())) for key, formula in formulas.items()}


def passing_fields(register: Register) -> frozenset[str]:
    """Computed fields that change from day to day: to be reckoned when shown, never kept."""
    needs = needs_of(register)
    found = {
        each.key
        for each in register.fields
        if isinstance(each.options, ComputedOptions) and names_in(each.options.formula.tree) & PASSING
    }
    for _ in needs:
        found |= {key for key, parts in needs.items() if found & set(parts)}
    return frozenset(found)
