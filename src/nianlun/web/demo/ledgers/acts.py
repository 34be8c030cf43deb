"""What was done in the ledgers, one act each, in words a loader carries out and a test replays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias


@dataclass(frozen=True)
class Link:
    """Stands for an entry of a register in the values of another one."""

    register: str
    ref: str


@dataclass(frozen=True)
class Paper:
    """Stands for a file; the loader writes one with this name and these words."""

    name: str
    words: str


Values: TypeAlias = Mapping[str, Any]
"""By the key of the field, as a clerk types them; links and papers as above."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """Somebody does something to an entry at an instant."""

    at: datetime
    by: str
    """User name."""
    register: str
    ref: str
    """By what the acts of this demo know the entry, within its register."""


@dataclass(frozen=True, kw_only=True)
class Create(Act):
    """A new entry, submitted unless told otherwise."""

    unit: str
    values: Values
    classes: tuple[str, ...] = ()
    stage: str = ""
    final: bool = True


@dataclass(frozen=True, kw_only=True)
class Edit(Act):
    """Readings that have changed, and the lists it stands in from now on."""

    values: Values = field(default_factory=dict)
    classes: tuple[str, ...] | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Move(Act):
    """A step to another stage."""

    to: str
    values: Values = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Correct(Act):
    """What was wrong is set right."""

    values: Values
    reason: str
    stage: str | None = None
    corrects: int | None = None
    """Number of the version that was wrong first; none means the newest."""


@dataclass(frozen=True, kw_only=True)
class Confirm(Act):
    """It stands as it is."""


@dataclass(frozen=True, kw_only=True)
class Submit(Act):
    """A draft counts from now on."""


@dataclass(frozen=True, kw_only=True)
class Return(Act):
    """Given back to its keeper."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class HandOver(Act):
    """Another unit keeps it from now on."""

    unit: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Drop(Act):
    """Out of the counts from now on."""

    reason: str
