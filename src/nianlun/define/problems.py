"""A problem of a pack: where it stands, what is wrong, and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, order=True)
class Place:
    """A line of a file; 0 where the definition did not come from a file."""

    file: str = ""
    """Path within the folder of packs."""
    line: int = 0
    """Counted from 1."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.file else "-"


NOWHERE = Place()
"""A definition made in the browser."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong."""

    slug: str
    """Stable, `define.<thing>.<fault>`; its words stand in `nianlun.define.messages`."""
    place: Place
    """File and line."""
    path: str
    """Path of keys: `registers[projects].fields[amount].unit`."""
    values: dict[str, Any] = field(default_factory=dict, hash=False)
    """What the words need."""

    def __str__(self) -> str:
        return f"{self.place} {self.path}: {self.slug}"


@dataclass(frozen=True)
class Fault:
    """What a rule finds: the path is known, file and line are looked up by it."""

    slug: str
    """As of a problem."""
    path: str
    """As of a problem."""
    values: dict[str, Any] = field(default_factory=dict, hash=False)
    """As of a problem."""


def fault(slug: str, path: str, **values: Any) -> Fault:
    """Write a fault down."""
    return Fault(slug, path, values)
