"""A definition file as a tree that remembers where each part stands; YAML and JSON both become one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from nianlun.define.problems import NOWHERE, Place


@dataclass(frozen=True)
class Scalar:
    """A single value."""

    value: str | int | bool | Decimal | date | None
    """As the file's notation understands it."""
    text: str
    """As it is written, for fields that hold text: a label may be `2023`."""
    place: Place = NOWHERE
    """Where it stands."""
    block: bool = False
    """Whether its text begins on the line after the key, as after `|`."""


@dataclass(frozen=True)
class Pair:
    """A key and what stands under it."""

    key: str
    """The key."""
    node: Node
    """What stands under it."""
    place: Place = NOWHERE
    """Where the key stands."""


@dataclass(frozen=True)
class Map:
    """Keys with values, each key once."""

    pairs: tuple[Pair, ...]
    """In the order of the file."""
    place: Place = NOWHERE
    """Where it begins."""

    def get(self, key: str) -> Node | None:
        """What stands under a key."""
        return next((pair.node for pair in self.pairs if pair.key == key), None)

    def text(self, key: str) -> str:
        """The text under a key; empty where there is none."""
        node = self.get(key)
        return node.text if isinstance(node, Scalar) else ""

    def put(self, pair: Pair) -> Map:
        """The same with one key set anew, at its old place or at the end."""
        if self.get(pair.key) is None:
            return replace(self, pairs=(*self.pairs, pair))
        return replace(self, pairs=tuple(pair if each.key == pair.key else each for each in self.pairs))


@dataclass(frozen=True)
class Seq:
    """A list."""

    items: tuple[Node, ...]
    """In order."""
    place: Place = NOWHERE
    """Where it begins."""


Node: TypeAlias = Scalar | Map | Seq
"""Any part of a file."""


def from_plain(thing: Any) -> Node:
    """A tree of plain Python values: a definition from the database or the browser, without lines."""
    if isinstance(thing, Mapping):
        return Map(tuple(Pair(str(key), from_plain(value)) for key, value in thing.items()))
    if isinstance(thing, (list, tuple)):
        return Seq(tuple(from_plain(each) for each in thing))
    if thing is None:
        return Scalar(None, "")
    if isinstance(thing, bool):
        return Scalar(thing, "true" if thing else "false")
    if isinstance(thing, float):
        return Scalar(Decimal(repr(thing)), repr(thing))
    return Scalar(thing, str(thing))


def to_plain(node: Node) -> Any:
    """Plain Python values of a tree."""
    match node:
        case Scalar(value=value):
            return value
        case Seq(items=items):
            return [to_plain(each) for each in items]
        case Map(pairs=pairs):
            return {pair.key: to_plain(pair.node) for pair in pairs}


NAMING = ("key", "to", "field", "register", "indicator", "id")
"""Keys by which the items of a list are named in paths, first found first."""


def names_of(items: Seq) -> Iterator[tuple[str, Node]]:
    """Each item with its name for paths: its key, else its number; a second of one name is `name#2`."""
    seen: Counter[str] = Counter()
    for number, item in enumerate(items.items, start=1):
        name = _name(item) or str(number)
        seen[name] += 1
        yield numbered(name, seen[name]), item


def numbered(name: str, count: int) -> str:
    """`amount` for the first of a name, `amount#2` for the second."""
    return name if count == 1 else f"{name}#{count}"


def _name(item: Node) -> str:
    if not isinstance(item, Map):
        return ""
    name = next((item.text(key) for key in NAMING if item.text(key)), "")
    parts = [item.text(key) for key in ("setter", "year", "unit") if item.text(key)]
    return " ".join([name, *parts]) if item.text("indicator") and item.text("setter") else name
