"""How often something is due, how many there must be, and who must do it how often."""

from __future__ import annotations

from dataclasses import dataclass

from nianlun.define.every import Every
from nianlun.define.expressions.tree import Expression


@dataclass(frozen=True, kw_only=True)
class Cycle:
    """Every week by Friday, every month by the 25th, every quarter by the tenth day after it."""

    every: Every
    """The span that comes round."""
    by: int | None = None
    """Last day to do it: 1 (Monday) to 7 of a week, 1 to 31 of a month (its last day if shorter),
    else the day of the quarter or year; none means the last day of the span."""
    after: bool = False
    """Whether `by` is counted in the span that follows: monthly figures due on the 5th of the next month."""
    workdays: bool = False
    """Whether `by` counts working days."""


@dataclass(frozen=True, kw_only=True)
class Floor:
    """How many entries of a kind there must be at any time: at least 100 in the reserve."""

    key: str
    """Stable name."""
    label: str
    """In Chinese."""
    label_en: str = ""
    """In English."""
    at_least: int
    """The least number that is enough."""
    where: Expression | None = None
    """Which entries count; none means all."""
    source: str = ""
    """Document and passage that ask for it."""


@dataclass(frozen=True, kw_only=True)
class Duty:
    """How many entries each unit owes in each span: every town one trip led by its head a month."""

    key: str
    """Stable name."""
    label: str
    """In Chinese."""
    label_en: str = ""
    """In English."""
    at_least: int
    """The least number in a span."""
    every: Every
    """The span."""
    date: str
    """Key of the date field by which an entry falls into a span."""
    unit: str
    """Key of the unit field by which it counts for a unit."""
    units: tuple[str, ...]
    """Kinds of units that owe it: `town`, `street`, ..."""
    where: Expression | None = None
    """Which entries count; none means all."""
    source: str = ""
    """Document and passage that ask for it."""
