"""One of a list: maturity of a talk, industry, kind of firm."""

from __future__ import annotations

from typing import Any, ClassVar

from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds.base import NO_CONTEXT, Kind, KindOptions, Raw, ReadContext, Stored
from nianlun.define.kinds.choices_of import ChoiceOptions, choose, show_choice
from nianlun.define.kinds.filters import CHOICE_FILTERS, Filter
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.reading.marks import is_empty
from nianlun.define.words import Language, either


class ChoiceKind(Kind[ChoiceOptions]):
    """One of a list, stored by its key."""

    key: ClassVar[str] = "choice"
    label: ClassVar[str] = "单选"
    label_en: ClassVar[str] = "choice"
    options: ClassVar[type[KindOptions]] = ChoiceOptions
    widget: ClassVar[str] = "select"

    def read(self, raw: Raw, options: ChoiceOptions, context: ReadContext = NO_CONTEXT) -> Stored:
        """The key of what is meant."""
        del context
        return None if is_empty(raw) else choose(raw, options)

    def show(self, value: Stored, options: ChoiceOptions, language: Language, lookup: Lookup = NOBODY) -> str:
        """Its label."""
        del lookup
        return "" if value is None else show_choice(value, options, language)

    def describe(self, options: ChoiceOptions, language: Language) -> str:
        """`单选：即将落地、深入对接、初步对接`."""
        return either(language, "单选：", "One of: ") + options.labels(language)

    def api_schema(self, options: ChoiceOptions) -> dict[str, Any]:
        """One of the keys."""
        return {"type": "string", "enum": list(options.keys)}

    def shape(self, options: ChoiceOptions) -> Shape:
        """A choice."""
        return Shape(Type.CHOICE, options.keys)

    def filters(self, options: ChoiceOptions) -> tuple[Filter, ...]:
        """By which."""
        del options
        return CHOICE_FILTERS

    def sort_key(self, value: Stored, options: ChoiceOptions) -> tuple[bool, Any]:
        """In the order of the list."""
        if value is None:
            return (True, None)
        keys = options.keys
        return (False, keys.index(value) if value in keys else len(keys))
