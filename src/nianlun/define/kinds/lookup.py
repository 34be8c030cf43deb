"""How a value finds the unit, person or entry that people name, without knowing where those are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Found:
    """The answer to a name: one thing, or near misses."""

    id: int | None
    """Number of the thing; None where nothing or several answer to the name."""
    candidates: tuple[str, ...] = ()
    """Names that come near, or that are the same."""


NOTHING = Found(None)
"""Nobody of that name."""


class Lookup(Protocol):
    """Finds and names things of three sorts: `unit`, `person`, or the key of a register."""

    def find(self, sort: str, text: str) -> Found:
        """The thing people call `text`."""

    def name(self, sort: str, number: int) -> str | None:
        """What people call the thing; None where there is none."""


class Nobody:
    """Knows no one: numbers are taken as they are, and shown as they are."""

    def find(self, sort: str, text: str) -> Found:
        """Nobody."""
        del sort, text
        return NOTHING

    def name(self, sort: str, number: int) -> str | None:
        """`#5` for number 5."""
        del sort
        return f"#{number}"


NOBODY = Nobody()
"""The lookup of pure tests."""
