"""Paths of the parts of a definition, as the binder writes them down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from nianlun.define.catalog import Catalog
from nianlun.define.model import Register
from nianlun.define.nodes import numbered


class Keyed(Protocol):
    """Anything with a key."""

    @property
    def key(self) -> str:
        """Its name."""


Thing = TypeVar("Thing", bound=Keyed)


def each_of(things: Iterable[Thing], path: str) -> Iterator[tuple[str, Thing]]:
    """Each thing with its path: `registers[projects].fields[amount]`."""
    seen: Counter[str] = Counter()
    for number, thing in enumerate(things, start=1):
        name = thing.key or str(number)
        seen[name] += 1
        yield f"{path}[{numbered(name, seen[name])}]", thing


def registers_of(catalog: Catalog) -> Iterator[tuple[str, Register]]:
    """Every register with its path."""
    for contents in catalog.packs:
        yield from each_of(contents.registers, "registers")
