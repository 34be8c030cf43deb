"""A field of a register, the group it stands in, and the tombstone it leaves."""

from __future__ import annotations

from dataclasses import dataclass, field

from nianlun.define.expressions.tree import Expression
from nianlun.define.kinds.base import NO_OPTIONS, KindOptions
from nianlun.define.model.secrecy import Secrecy


@dataclass(frozen=True, kw_only=True)
class Group:
    """Fields that stand together on the form, under a heading."""

    key: str
    """Stable name."""
    label: str
    """In Chinese."""
    label_en: str = ""
    """In English."""


@dataclass(frozen=True, kw_only=True)
class FieldDef:
    """One field; a pack writes its options beside the rest: `{id: 3, key: area, kind: decimal, unit: 亩}`."""

    id: int
    """Never reused in the register, also after the field is gone; 1000 and up in packs that extend."""
    key: str
    """Name of the value in entries, formulas and the API; may be changed."""
    label: str
    """In Chinese, as on the form."""
    label_en: str = ""
    """In English."""
    kind: str
    """Key of the field kind."""
    options: KindOptions = field(default=NO_OPTIONS, metadata={"inline": "kind"})
    """What the kind needs to know."""
    required: bool = False
    """Whether an entry must have it to be submitted."""
    required_if: Expression | None = None
    """When an entry must have it."""
    required_in: tuple[str, ...] = ()
    """Stages which an entry enters only with it."""
    secrecy: Secrecy | None = None
    """Who may see it; none means as the register."""
    group: str = ""
    """Key of the group it stands in."""
    help: str = ""
    """What to write, in Chinese."""
    help_en: str = ""
    """What to write, in English."""
    default: str | int | bool | None = None
    """What a new entry begins with, as somebody would type it."""
    unique: bool = False
    """Whether no two living entries may have the same value."""
    hidden: bool = False
    """Whether an office that extends the pack has no use for it; values stay."""


@dataclass(frozen=True, kw_only=True)
class RemovedField:
    """What is left of a removed field: its number is never given again, old versions stay legible."""

    id: int
    """The number it had."""
    key: str
    """The key it had last."""
    label: str = ""
    """The label it had last."""
    version: int | None = None
    """Version of the pack from which it was gone."""
