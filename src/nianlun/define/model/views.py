"""A view shipped with a register: what is shown, of which entries, in which order."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from nianlun.define.expressions.tree import Expression


class ViewKind(StrEnum):
    """How entries are laid out."""

    TABLE = "table"
    BOARD = "board"
    CALENDAR = "calendar"
    MAP = "map"


@dataclass(frozen=True, kw_only=True)
class SortBy:
    """A column to sort by."""

    field: str = field(metadata={"shorthand": True})
    """Key of the field, or `stage`, `unit`, `code`, `updated`."""
    down: bool = False
    """Whether the largest comes first."""


@dataclass(frozen=True, kw_only=True)
class ViewDef:
    """A named way to look at a register."""

    key: str
    """Stable, used in addresses."""
    label: str
    """In Chinese."""
    label_en: str = ""
    """In English."""
    kind: ViewKind = ViewKind.TABLE
    """How entries are laid out."""
    columns: tuple[str, ...] = ()
    """Keys of the fields shown, in order; none means the first eight."""
    where: Expression | None = None
    """Which entries are shown; none means all."""
    sort: tuple[SortBy, ...] = ()
    """The order of entries; none means the latest change first."""
    group_by: str = ""
    """Key of the field, or `stage`, `unit`, `class`, whose equal values stand together."""
    sums: tuple[str, ...] = ()
    """Keys of the number fields that are added up."""
