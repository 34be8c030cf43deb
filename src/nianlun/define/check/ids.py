"""Numbers are positive and those of removed things are never given again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from nianlun.define.catalog import Catalog
from nianlun.define.check.paths import each_of, registers_of
from nianlun.define.kinds.choices_of import ChoiceOptions
from nianlun.define.problems import Fault, fault


class Numbered(Protocol):
    """Anything with a key and a lasting number."""

    @property
    def key(self) -> str:
        """Its name."""

    @property
    def id(self) -> int:
        """Its number."""


def check_ids(catalog: Catalog) -> Iterator[Fault]:
    """Fields and stages against their tombstones; everything numbered against nought."""
    for path, register in registers_of(catalog):
        if register.id < 1:
            yield fault("define.id.small", f"{path}.id", id=register.id)
        for part in ("fields", "stages", "classes", "milestones"):
            yield from _positive(getattr(register, part), f"{path}.{part}")
        yield from _buried(register.fields, register.removed_fields, f"{path}.fields")
        yield from _buried(register.stages, register.removed_stages, f"{path}.stages")
        for here, field in each_of(register.fields, f"{path}.fields"):
            if isinstance(field.options, ChoiceOptions):
                yield from _positive(field.options.choices, f"{here}.choices")


def _positive(things: Iterable[Numbered], path: str) -> Iterator[Fault]:
    for here, thing in each_of(things, path):
        if thing.id < 1:
            yield fault("define.id.small", f"{here}.id", id=thing.id)


def _buried(things: Iterable[Numbered], graves: Iterable[Numbered], path: str) -> Iterator[Fault]:
    buried = {grave.id: grave.key for grave in graves}
    for here, thing in each_of(things, path):
        if thing.id in buried:
            yield fault("define.id.reused", f"{here}.id", id=thing.id, other=buried[thing.id])
