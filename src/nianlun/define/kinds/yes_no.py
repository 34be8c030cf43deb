"""Yes or no, or not known yet."""

from __future__ import annotations

from typing import Any, ClassVar

from nianlun.define.errors import BadValueError
from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds.base import NO_CONTEXT, Cell, CellValue, Kind, KindOptions, Raw, ReadContext, Stored
from nianlun.define.kinds.filters import IS, MISSING, PRESENT, Filter
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.reading.marks import is_blank, plain
from nianlun.define.words import Language, either

_YES = frozenset({"是", "有", "对", "真", "√", "✓", "☑", "y", "yes", "t", "true", "1", "on", "已"})
_NO = frozenset(
    {
        "否",
        "无",
        "没有",
        "不是",
        "假",
        "×",
        "✗",
        "✘",
        "☒",
        "☐",
        "x",
        "n",
        "no",
        "f",
        "false",
        "0",
        "off",
        "未",
    }
)


class YesNoKind(Kind[KindOptions]):
    """A truth, stored as a JSON boolean; missing means nobody has said."""

    key: ClassVar[str] = "yes_no"
    label: ClassVar[str] = "是否"
    label_en: ClassVar[str] = "yes or no"
    widget: ClassVar[str] = "yes_no"

    def read(self, raw: Raw, options: KindOptions, context: ReadContext = NO_CONTEXT) -> Stored:
        """True for 是, √, yes, 1; false for 否, ×, no, 0."""
        del options, context
        if isinstance(raw, bool) or is_blank(raw):
            return raw if isinstance(raw, bool) else None
        word = plain(f"{raw:g}" if isinstance(raw, float) else str(raw)).casefold()
        if word in _YES:
            return True
        if word in _NO:
            return False
        raise BadValueError("value.yes_no.unreadable", raw=raw)

    def show(self, value: Stored, options: KindOptions, language: Language, lookup: Lookup = NOBODY) -> str:
        """是 or 否."""
        del options, lookup
        if value is None:
            return ""
        return either(language, "是" if value else "否", "Yes" if value else "No")

    def describe(self, options: KindOptions, language: Language) -> str:
        """`是或否`."""
        del options
        return either(language, "是或否", "Yes or no")

    def api_schema(self, options: KindOptions) -> dict[str, Any]:
        """A boolean."""
        del options
        return {"type": "boolean"}

    def shape(self, options: KindOptions) -> Shape:
        """A truth."""
        del options
        return Shape(Type.TRUTH)

    def filters(self, options: KindOptions) -> tuple[Filter, ...]:
        """By which."""
        del options
        return (IS, MISSING, PRESENT)

    def cell(self, options: KindOptions) -> Cell:
        """The word: Excel's TRUE says nothing to a clerk."""
        del options
        return Cell("text", "@", 8)

    def index(self, value: Stored, options: KindOptions) -> tuple[str, ...]:
        """`yes` or `no`."""
        del options
        return () if value is None else ("yes" if value else "no",)

    def term(self, value: Stored, options: KindOptions) -> bool | None:
        """The truth."""
        del options
        return None if value is None else bool(value)

    def cell_value(self, value: Stored, options: KindOptions, lookup: Lookup = NOBODY) -> CellValue:
        """是, 否 or nothing."""
        return None if value is None else self.show(value, options, Language.CHINESE, lookup)
