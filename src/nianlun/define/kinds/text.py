"""A line of text: a name, a number plate, a telephone number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from nianlun.define.errors import BadValueError
from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds.base import (
    NO_CONTEXT,
    Cell,
    Kind,
    KindOptions,
    Raw,
    ReadContext,
    Stored,
)
from nianlun.define.kinds.filters import TEXT_FILTERS, Filter
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.kinds.text_formats import FORMATS
from nianlun.define.reading.marks import is_empty, whole
from nianlun.define.words import Language, either


@dataclass(frozen=True, kw_only=True)
class TextOptions(KindOptions):
    """What a text field may say."""

    max_length: int = 200
    """Most characters."""
    format: str = ""
    """A form it must have: `phone`, `email`, `url`, `credit_code`."""
    pattern: str = ""
    """Or a regular expression the whole text must match."""


class TextKind(Kind[TextOptions]):
    """A line of text."""

    key: ClassVar[str] = "text"
    label: ClassVar[str] = "文本"
    label_en: ClassVar[str] = "text"
    options: ClassVar[type[KindOptions]] = TextOptions
    widget: ClassVar[str] = "text"

    def read(self, raw: Raw, options: TextOptions, context: ReadContext = NO_CONTEXT) -> Stored:
        """One line, blanks around it and line breaks in it gone."""
        del context
        if is_empty(raw):
            return None
        if isinstance(raw, (dict, list, bool)):
            raise BadValueError("value.text.unreadable", raw=raw)
        if isinstance(raw, float) and raw.is_integer():
            raw = whole(raw)
        text = " ".join(str(raw).split())
        if len(text) > options.max_length:
            raise BadValueError(
                "value.text.long",
                length=len(text),
                most=options.max_length,
                suggestion=text[: options.max_length],
            )
        if options.format:
            return FORMATS[options.format].read(text)
        if options.pattern and not re.fullmatch(options.pattern, text):
            raise BadValueError("value.text.pattern", raw=text, pattern=options.pattern)
        return text

    def show(self, value: Stored, options: TextOptions, language: Language, lookup: Lookup = NOBODY) -> str:
        """As it is."""
        del options, language, lookup
        return "" if value is None else str(value)

    def describe(self, options: TextOptions, language: Language) -> str:
        """`文本，最多200字`."""
        words = either(
            language, f"文本，最多{options.max_length}字", f"Text of at most {options.max_length} characters"
        )
        if options.format:
            form = FORMATS[options.format]
            words += either(language, f"，{form.label}", f", {form.label_en}")
        if options.pattern:
            words += either(language, f"，符合 `{options.pattern}`", f", matching `{options.pattern}`")
        return words

    def api_schema(self, options: TextOptions) -> dict[str, Any]:
        """A string."""
        schema: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": options.max_length}
        if options.pattern:
            schema["pattern"] = f"^(?:{options.pattern})$"
        return schema

    def shape(self, options: TextOptions) -> Shape:
        """Text."""
        del options
        return Shape(Type.TEXT)

    def filters(self, options: TextOptions) -> tuple[Filter, ...]:
        """By words."""
        del options
        return TEXT_FILTERS

    def cell(self, options: TextOptions) -> Cell:
        """As text, so that Excel leaves long digits alone."""
        del options
        return Cell("text", "@", 20)
