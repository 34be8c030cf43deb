"""What an expression may speak of: names with their types, stages, lists, functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nianlun.define.expressions.types import Shape, Type

WORDS: Mapping[str, Shape] = {
    "today": Shape(Type.DATE),
    "as_of": Shape(Type.DATE),
    "updated_on": Shape(Type.DATE),
    "unit": Shape(Type.UNIT),
    "code": Shape(Type.TEXT),
}
"""Names every register has besides its fields: the day it is, the day asked about, that of the last version,
the unit that keeps the entry, its number."""

RESERVED = frozenset(WORDS) | {"stage", "class", "updated"}
"""Keys no field may have."""


@dataclass(frozen=True)
class Scope:
    """Names and what they stand for."""

    names: Mapping[str, Shape] = field(default_factory=dict)
    """Fields and words."""
    stages: tuple[str, ...] = ()
    """Keys for `reached(...)`."""
    classes: tuple[str, ...] = ()
    """Keys for `in_class(...)`."""
