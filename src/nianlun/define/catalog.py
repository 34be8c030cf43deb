"""Everything the packs of an installation define, found by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from nianlun.define.model.indicators import IndicatorDef, TargetDef
from nianlun.define.model.packs import Pack, SampleEntries, UnitOfMeasure
from nianlun.define.model.registers import Register
from nianlun.define.model.reports import ReportTemplateDef


@dataclass(frozen=True, kw_only=True)
class PackContents:
    """A pack with what it defines; a register it extends stands, merged, with the pack that began it."""

    pack: Pack
    """The pack."""
    registers: tuple[Register, ...] = ()
    """Its ledgers."""
    indicators: tuple[IndicatorDef, ...] = ()
    """Its indicators."""
    targets: tuple[TargetDef, ...] = ()
    """Its targets."""
    reports: tuple[ReportTemplateDef, ...] = ()
    """Its report templates."""
    measures: tuple[UnitOfMeasure, ...] = ()
    """Its units of measure."""
    samples: tuple[SampleEntries, ...] = ()
    """Its sample entries."""


@dataclass(frozen=True)
class Catalog:
    """All packs of an installation."""

    packs: tuple[PackContents, ...] = field(default=())
    """In the order in which they build on each other."""

    @cached_property
    def registers(self) -> Mapping[str, Register]:
        """Every register by key."""
        return {each.key: each for contents in self.packs for each in contents.registers}

    @cached_property
    def indicators(self) -> Mapping[str, IndicatorDef]:
        """Every indicator by key."""
        return {each.key: each for contents in self.packs for each in contents.indicators}

    @cached_property
    def reports(self) -> Mapping[str, ReportTemplateDef]:
        """Every report template by key."""
        return {each.key: each for contents in self.packs for each in contents.reports}

    @cached_property
    def measures(self) -> Mapping[str, UnitOfMeasure]:
        """Every unit of measure the packs bring, by how it is printed."""
        return {each.key: each for contents in self.packs for each in contents.measures}

    @cached_property
    def pack_of(self) -> Mapping[str, Pack]:
        """The pack that began a register, by the register's key."""
        return {each.key: contents.pack for contents in self.packs for each in contents.registers}
