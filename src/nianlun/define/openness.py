"""What may stand in a paper: whatever every reader of the register may see, and no more."""

from __future__ import annotations

from nianlun.define.expressions.tree import names_in
from nianlun.define.kinds.computed import ComputedOptions
from nianlun.define.model import FieldDef, Register
from nianlun.define.model.secrecy import Secrecy

OPEN = (Secrecy.PUBLIC, Secrecy.INTERNAL)
"""Secrecies whose readers are all who may read."""


def is_open(register: Register, field: FieldDef) -> bool:
    """Whether every reader sees a field; a computed one is as secret as what it is reckoned from."""
    if register.secrecy not in OPEN or (field.secrecy or register.secrecy) not in OPEN:
        return False
    if not isinstance(field.options, ComputedOptions):
        return True
    sources = (register.field_by_key.get(key) for key in names_in(field.options.formula.tree))
    return all(each is None or each is field or is_open(register, each) for each in sources)


def columns_of(register: Register, view: str) -> tuple[str, ...]:
    """Columns of a view; without one, or where it names none, every field."""
    found = next((each.columns for each in register.views if each.key == view), ())
    return found or tuple(each.key for each in register.fields)


def closed_columns(register: Register, view: str) -> tuple[str, ...]:
    """Columns of a view that not every reader may see; lists also print what entries are called."""
    keys = dict.fromkeys((register.title, *columns_of(register, view)))
    fields = (register.field_by_key.get(key) for key in keys)
    return tuple(each.key for each in fields if each is not None and not is_open(register, each))
