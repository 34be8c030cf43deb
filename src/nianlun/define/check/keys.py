"""Keys are short, lower-case and in Latin letters, and none is a word of the expression language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.check.paths import Keyed, each_of, registers_of
from nianlun.define.expressions.lexer import WORDS
from nianlun.define.expressions.scope import RESERVED
from nianlun.define.kinds.choices_of import ChoiceOptions
from nianlun.define.model import Register
from nianlun.define.problems import Fault, fault

_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
TAKEN = WORDS | RESERVED
"""What no field may be called."""


def check_keys(catalog: Catalog) -> Iterator[Fault]:
    """Every key of every definition."""
    for contents in catalog.packs:
        path = f"packs[{contents.pack.key}]"
        if not _KEY.fullmatch(contents.pack.key):
            yield fault("define.key.form", path, key=contents.pack.key)
        yield from _well_formed(contents.registers, "registers")
        yield from _well_formed(contents.indicators, "indicators")
        yield from _well_formed(contents.reports, "reports")
    for path, register in registers_of(catalog):
        yield from _of_register(register, path)


def _of_register(register: Register, path: str) -> Iterator[Fault]:
    for part in ("fields", "groups", "classes", "stages", "milestones", "floors", "duties", "rules", "views"):
        yield from _well_formed(getattr(register, part), f"{path}.{part}")
    for here, field in each_of(register.fields, f"{path}.fields"):
        if field.key in TAKEN:
            yield fault("define.field.reserved", f"{here}.key", key=field.key)
        if isinstance(field.options, ChoiceOptions):
            yield from _well_formed(field.options.choices, f"{here}.choices")


def _well_formed(things: Iterable[Keyed], path: str) -> Iterator[Fault]:
    for here, thing in each_of(things, path):
        if not _KEY.fullmatch(thing.key):
            yield fault("define.key.form", f"{here}.key", key=thing.key)
