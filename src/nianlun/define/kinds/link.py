"""A link to an entry of a register: the project a lead became, the event a project was signed at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds.base import KindOptions
from nianlun.define.kinds.reference import ReferenceKind
from nianlun.define.words import Language, either


@dataclass(frozen=True, kw_only=True)
class LinkOptions(KindOptions):
    """What a link must say."""

    register: str
    """Key of the register it leads to."""
    back_label: str = ""
    """What those that link here are called on the other side; none means the register's label."""
    back_label_en: str = ""
    """The same in English."""


class LinkKind(ReferenceKind[LinkOptions]):
    """An entry, stored by its number."""

    key: ClassVar[str] = "link"
    label: ClassVar[str] = "关联条目"
    label_en: ClassVar[str] = "link"
    options: ClassVar[type[KindOptions]] = LinkOptions
    widget: ClassVar[str] = "entry"

    def sort_of(self, options: LinkOptions) -> str:
        """The register."""
        return options.register

    def describe(self, options: LinkOptions, language: Language) -> str:
        """`关联条目（projects）`."""
        return either(language, f"关联条目（{options.register}）", f"Entry of {options.register}")

    def shape(self, options: LinkOptions) -> Shape:
        """An entry."""
        del options
        return Shape(Type.ENTRY)
