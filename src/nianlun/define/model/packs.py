"""A pack, the units of measure it brings, and the sample entries that show how it is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A field of work, owned by an office: one folder of YAML files, or one file."""

    key: str
    """Name in `extends`; one in an installation."""
    label: str
    """In Chinese."""
    label_en: str = ""
    """In English."""
    description: str = ""
    """What it is for."""
    description_en: str = ""
    """The same in English."""
    version: int
    """Goes up with every change that is given out."""
    extends: tuple[str, ...] = ()
    """Keys of the packs it builds on."""


@dataclass(frozen=True, kw_only=True)
class UnitOfMeasure:
    """A unit that numbers of the pack stand in."""

    key: str
    """As printed: 个, 家, 人次, 标箱."""
    label_en: str = ""
    """In English: firms, persons."""
    base: str = ""
    """The unit it is a multiple of; none means it counts things."""
    factor: Decimal = Decimal(1)
    """How many of the base unit make one of it."""


@dataclass(frozen=True, kw_only=True)
class SampleEntry:
    """One made-up entry."""

    values: Mapping[str, Any] = field(default_factory=dict)
    """Values by field key, as somebody would type them."""
    stage: str = ""
    """Key of the stage it stands in."""
    classes: tuple[str, ...] = ()
    """Keys of the lists it stands in."""
    unit: str = ""
    """Name of the unit that keeps it."""


@dataclass(frozen=True, kw_only=True)
class SampleEntries:
    """Made-up entries of a register, to try it out with."""

    register: str
    """Key of the register."""
    entries: tuple[SampleEntry, ...]
    """The entries."""
