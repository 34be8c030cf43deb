"""What a file of a pack may hold at its top."""

from __future__ import annotations

from nianlun.define.model import (
    IndicatorDef,
    Register,
    ReportTemplateDef,
    SampleEntries,
    TargetDef,
    UnitOfMeasure,
)

SECTIONS: dict[str, type] = {
    "measures": UnitOfMeasure,
    "registers": Register,
    "indicators": IndicatorDef,
    "targets": TargetDef,
    "reports": ReportTemplateDef,
    "samples": SampleEntries,
}
"""Lists of definitions, by the key under which they stand."""

CHANGES = "changes"
"""Changes to registers of packs that are extended."""

PACK = "pack"
"""What the pack is: once in each pack."""

KEYS = (PACK, *SECTIONS, CHANGES)
"""Every key a file may have at its top."""
