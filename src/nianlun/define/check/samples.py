"""Sample entries could have been typed: every value can be read, every stage and list is there."""

from __future__ import annotations

from collections.abc import Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.errors import BadValueError
from nianlun.define.kinds import KINDS
from nianlun.define.model import Register, SampleEntry
from nianlun.define.problems import Fault, fault
from nianlun.define.suggest import listed, nearest

UNKNOWABLE = frozenset({"unit", "person", "link", "file"})
"""Kinds whose values can only be found where units, persons and entries are kept."""


def check_samples(catalog: Catalog) -> Iterator[Fault]:
    """Of every pack."""
    for contents in catalog.packs:
        for sample in contents.samples:
            path = f"samples[{sample.register}]"
            register = catalog.registers.get(sample.register)
            if register is None:
                near = nearest(sample.register, catalog.registers)
                known = listed(catalog.registers)
                yield fault(
                    "define.reference.register",
                    f"{path}.register",
                    key=sample.register,
                    suggestion=near,
                    known=known,
                )
                continue
            for number, entry in enumerate(sample.entries, start=1):
                yield from _entry(entry, register, f"{path}.entries[{number}]")


def _entry(entry: SampleEntry, register: Register, path: str) -> Iterator[Fault]:
    if entry.stage and entry.stage not in register.stage_by_key:
        near = nearest(entry.stage, register.stage_by_key)
        known = listed(register.stage_by_key)
        yield fault("define.reference.stage", f"{path}.stage", key=entry.stage, suggestion=near, known=known)
    for key in entry.classes:
        if key not in register.class_by_key:
            near = nearest(key, register.class_by_key)
            known = listed(register.class_by_key)
            yield fault("define.reference.class", f"{path}.classes", key=key, suggestion=near, known=known)
    for key, raw in entry.values.items():
        field = register.field_by_key.get(key)
        here = f"{path}.values.{key}"
        if field is None:
            near = nearest(key, register.field_by_key)
            known = listed(register.field_by_key)
            yield fault("define.reference.field", here, key=key, suggestion=near, known=known)
        elif field.kind not in UNKNOWABLE:
            try:
                KINDS[field.kind].read(raw, field.options)
            except BadValueError as error:
                values = {"raw": raw, "why": error.slug, "suggestion": error.suggestion}
                yield fault("define.sample.value", here, **values)
