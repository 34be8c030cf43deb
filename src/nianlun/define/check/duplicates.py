"""No two things of one list share a key, a label or a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from nianlun.define.catalog import Catalog
from nianlun.define.check.paths import each_of, registers_of
from nianlun.define.kinds.choices_of import ChoiceOptions
from nianlun.define.problems import Fault, fault

LABELLED = ("fields", "classes", "stages", "groups", "milestones", "views")
"""Lists of a register whose labels a clerk must be able to tell apart."""
KEYED = ("floors", "duties", "rules")
"""Lists that share only keys."""


def check_duplicates(catalog: Catalog) -> Iterator[Fault]:
    """Within each list, and across packs for what is found by its key alone."""
    for section in ("registers", "indicators", "reports"):
        yield from _across(catalog, section)
    for contents in catalog.packs:
        yield from _same(each_of(contents.measures, "measures"), "key")
        yield from _same(each_of(contents.registers, "registers"), "id", "label")
    for path, register in registers_of(catalog):
        for part in LABELLED:
            yield from _same(each_of(getattr(register, part), f"{path}.{part}"), "key", "id", "label")
        for part in KEYED:
            yield from _same(each_of(getattr(register, part), f"{path}.{part}"), "key")
        for here, field in each_of(register.fields, f"{path}.fields"):
            if isinstance(field.options, ChoiceOptions):
                yield from _same(each_of(field.options.choices, f"{here}.choices"), "key", "id", "label")


def _across(catalog: Catalog, section: str) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for contents in catalog.packs:
        for path, thing in each_of(getattr(contents, section), section):
            if thing.key in first:
                yield fault("define.key.twice", f"{path}.key", key=thing.key, other=first[thing.key])
            first.setdefault(thing.key, contents.pack.key)


def _same(things: Iterable[tuple[str, Any]], *attributes: str) -> Iterator[Fault]:
    seen: dict[tuple[str, Any], str] = {}
    for path, thing in things:
        for attribute in attributes:
            value = getattr(thing, attribute, None)
            if not value:
                continue
            first = seen.setdefault((attribute, value), path)
            if first != path:
                slug = "define.key.twice" if attribute == "key" else f"define.{attribute}.twice"
                values = {"key": value, "other": first.rpartition("[")[2].rstrip("]")}
                yield fault(slug, f"{path}.{attribute}", **values)
