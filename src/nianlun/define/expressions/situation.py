"""What an expression is reckoned for: one entry, as it stood, on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from nianlun.define.expressions.types import Term


def _nowhere(unit: int, name: str) -> bool | None:
    del unit, name
    return None


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Values and the day; no clock is read."""

    values: Mapping[str, Term] = field(default_factory=dict)
    """Terms by field key; what is not there is missing."""
    today: date | None = None
    """The day it is."""
    as_of: date | None = None
    """The day asked about."""
    updated_on: date | None = None
    """The day of the entry's last version."""
    stage: str | None = None
    """Key of the stage it stands in."""
    reached: Mapping[str, date | None] = field(default_factory=dict)
    """Stages it has reached, with the day where it is known."""
    classes: frozenset[str] = frozenset()
    """Lists it stands in."""
    unit: int | None = None
    """Number of the unit that keeps it."""
    code: str | None = None
    """Its number in the register."""
    under: Callable[[int, str], bool | None] = _nowhere
    """Whether a unit is, or is below, the unit of a name."""

    def term(self, name: str) -> Term:
        """What a name stands for; a field goes before a word."""
        if name in self.values:
            return self.values[name]
        if name in ("today", "as_of", "updated_on", "stage", "unit", "code"):
            found: Term = getattr(self, name)
            return found
        return None
