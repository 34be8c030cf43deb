"""A hidden field is not needed by anything that stays."""

from __future__ import annotations

from collections.abc import Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.check.paths import each_of, registers_of
from nianlun.define.model import FieldDef, Register
from nianlun.define.model.secrecy import Secrecy
from nianlun.define.problems import Fault, fault

_OPENNESS = tuple(Secrecy)


def check_hidden(catalog: Catalog) -> Iterator[Fault]:
    """Of every register; and no field is more open than its register."""
    for path, register in registers_of(catalog):
        for here, field in each_of(register.fields, f"{path}.fields"):
            if field.hidden:
                for use in _uses(field, register):
                    yield fault("define.field.hidden", f"{here}.hidden", key=field.key, use=use)
            if field.secrecy and _OPENNESS.index(field.secrecy) < _OPENNESS.index(register.secrecy):
                values = {"secrecy": field.secrecy, "register": register.secrecy}
                yield fault("define.field.more_open", f"{here}.secrecy", **values)


def _uses(field: FieldDef, register: Register) -> Iterator[str]:
    if field.key == register.title:
        yield "title"
    if field.key in register.import_key:
        yield "import_key"
    if field.required or field.required_in:
        yield "required"
    for each in register.classes:
        if field.key in each.required:
            yield f"classes[{each.key}]"
    for stage in register.stages:
        if field.key in (stage.date, *stage.required):
            yield f"stages[{stage.key}]"
    for milestone in register.milestones:
        if field.key in (milestone.before, milestone.after):
            yield f"milestones[{milestone.key}]"
