"""Text of several lines: a note of progress, an account of a talk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from nianlun.define.errors import BadValueError
from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds.base import NO_CONTEXT, Cell, Kind, KindOptions, Raw, ReadContext, Stored
from nianlun.define.kinds.filters import CONTAINS, MISSING, PRESENT, Filter, IndexValue
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.reading.marks import is_empty
from nianlun.define.words import Language, either

INDEXED = 200
"""Characters that are indexed for sorting; finding words in the rest is the search index's work."""


@dataclass(frozen=True, kw_only=True)
class LongTextOptions(KindOptions):
    """What a field of long text may say."""

    max_length: int = 5000
    """Most characters."""


class LongTextKind(Kind[LongTextOptions]):
    """Text of several lines."""

    key: ClassVar[str] = "long_text"
    label: ClassVar[str] = "多行文本"
    label_en: ClassVar[str] = "long text"
    options: ClassVar[type[KindOptions]] = LongTextOptions
    widget: ClassVar[str] = "textarea"

    def read(self, raw: Raw, options: LongTextOptions, context: ReadContext = NO_CONTEXT) -> Stored:
        """The lines, without blanks at their ends and around the whole."""
        del context
        if is_empty(raw):
            return None
        if isinstance(raw, (dict, list, bool)):
            raise BadValueError("value.text.unreadable", raw=raw)
        text = "\n".join(line.rstrip() for line in str(raw).splitlines()).strip()
        if len(text) > options.max_length:
            raise BadValueError("value.text.long", length=len(text), most=options.max_length)
        return text

    def show(
        self, value: Stored, options: LongTextOptions, language: Language, lookup: Lookup = NOBODY
    ) -> str:
        """As it is."""
        del options, language, lookup
        return "" if value is None else str(value)

    def describe(self, options: LongTextOptions, language: Language) -> str:
        """`多行文本，最多5000字`."""
        return either(
            language,
            f"多行文本，最多{options.max_length}字",
            f"Text of several lines, at most {options.max_length} characters",
        )

    def api_schema(self, options: LongTextOptions) -> dict[str, Any]:
        """A string."""
        return {"type": "string", "minLength": 1, "maxLength": options.max_length}

    def shape(self, options: LongTextOptions) -> Shape:
        """Text."""
        del options
        return Shape(Type.TEXT)

    def filters(self, options: LongTextOptions) -> tuple[Filter, ...]:
        """By words at its beginning."""
        del options
        return (CONTAINS, MISSING, PRESENT)

    def cell(self, options: LongTextOptions) -> Cell:
        """As wrapped text."""
        del options
        return Cell("text", "@", 40)

    def index(self, value: Stored, options: LongTextOptions) -> tuple[IndexValue, ...]:
        """Its beginning."""
        del options
        return () if value is None else (str(value)[:INDEXED],)

    def term(self, value: Stored, options: LongTextOptions) -> str | None:
        """All of it."""
        del options
        return None if value is None else str(value)
