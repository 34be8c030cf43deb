"""A person of the office or the county: who is responsible, who led the trip."""

from __future__ import annotations

from typing import ClassVar

from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds.base import KindOptions
from nianlun.define.kinds.reference import ReferenceKind
from nianlun.define.words import Language, either


class PersonKind(ReferenceKind[KindOptions]):
    """A person, stored by his number."""

    key: ClassVar[str] = "person"
    label: ClassVar[str] = "人员"
    label_en: ClassVar[str] = "person"
    widget: ClassVar[str] = "person"

    def describe(self, options: KindOptions, language: Language) -> str:
        """`人员`."""
        del options
        return either(language, "人员", "Person")

    def shape(self, options: KindOptions) -> Shape:
        """A person."""
        del options
        return Shape(Type.PERSON)
