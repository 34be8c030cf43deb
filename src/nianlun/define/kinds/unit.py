"""A unit of people: the township responsible, the bureau that helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds.base import KindOptions
from nianlun.define.kinds.reference import ReferenceKind
from nianlun.define.words import Language, either

UNIT_KINDS = {
    "county": ("县", "county"),
    "bureau": ("部门", "bureau"),
    "town": ("乡镇", "town"),
    "street": ("街道", "street"),
    "village": ("村（社区）", "village"),
    "institution": ("单位", "institution"),
}
"""Kinds of units a pack can name, with their words."""


@dataclass(frozen=True, kw_only=True)
class UnitOptions(KindOptions):
    """What a field of units may say."""

    units: tuple[str, ...] = ()
    """Kinds of units that may be chosen: `town`, `street`, `bureau`; none means any."""


class UnitKind(ReferenceKind[UnitOptions]):
    """A unit, stored by its number."""

    key: ClassVar[str] = "unit"
    label: ClassVar[str] = "单位"
    label_en: ClassVar[str] = "unit"
    options: ClassVar[type[KindOptions]] = UnitOptions
    widget: ClassVar[str] = "unit"

    def describe(self, options: UnitOptions, language: Language) -> str:
        """`单位（乡镇、街道）`."""
        if not options.units:
            return either(language, "单位", "Unit")
        words = [either(language, *UNIT_KINDS.get(each, (each, each))) for each in options.units]
        return either(language, f"单位（{'、'.join(words)}）", f"Unit ({', '.join(words)})")

    def shape(self, options: UnitOptions) -> Shape:
        """A unit."""
        del options
        return Shape(Type.UNIT)
