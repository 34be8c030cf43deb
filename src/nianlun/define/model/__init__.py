"""Typed frozen definitions: what a pack says, ready to be used."""

from nianlun.define.every import Every
from nianlun.define.model.alike import Alike
from nianlun.define.model.cycles import Cycle, Duty, Floor
from nianlun.define.model.fields import FieldDef, Group, RemovedField
from nianlun.define.model.indicators import Better, IndicatorDef, IndicatorKind, Setter, Source, TargetDef
from nianlun.define.model.packs import Pack, SampleEntries, SampleEntry, UnitOfMeasure
from nianlun.define.model.registers import ClassDef, Register, RuleDef
from nianlun.define.model.reports import Readers, ReportKind, ReportSection, ReportTemplateDef
from nianlun.define.model.secrecy import Secrecy
from nianlun.define.model.stages import Milestone, Move, RemovedStage, Role, Stage
from nianlun.define.model.views import SortBy, ViewDef, ViewKind

__all__ = [
    "Alike",
    "Better",
    "ClassDef",
    "Cycle",
    "Duty",
    "Every",
    "FieldDef",
    "Floor",
    "Group",
    "IndicatorDef",
    "IndicatorKind",
    "Milestone",
    "Move",
    "Pack",
    "Readers",
    "Register",
    "RemovedField",
    "RemovedStage",
    "ReportKind",
    "ReportSection",
    "ReportTemplateDef",
    "Role",
    "RuleDef",
    "SampleEntries",
    "SampleEntry",
    "Secrecy",
    "Setter",
    "SortBy",
    "Source",
    "Stage",
    "TargetDef",
    "UnitOfMeasure",
    "ViewDef",
    "ViewKind",
]
