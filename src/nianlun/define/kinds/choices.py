"""Several of a list: industries a fund looks at, resources a project needs."""

from __future__ import annotations

from typing import Any, ClassVar

from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds.base import NO_CONTEXT, Kind, KindOptions, Raw, ReadContext, Stored
from nianlun.define.kinds.choices_of import ChoiceOptions, choose_several, show_choice
from nianlun.define.kinds.filters import CHOICES_FILTERS, Filter
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.reading.marks import is_empty
from nianlun.define.words import Language, either


class ChoicesKind(Kind[ChoiceOptions]):
    """Several of a list, stored as a list of keys in the order of the list."""

    key: ClassVar[str] = "choices"
    label: ClassVar[str] = "多选"
    label_en: ClassVar[str] = "several choices"
    options: ClassVar[type[KindOptions]] = ChoiceOptions
    widget: ClassVar[str] = "checkboxes"

    def read(self, raw: Raw, options: ChoiceOptions, context: ReadContext = NO_CONTEXT) -> Stored:
        """The keys of what is meant; 、 or another mark stands between them."""
        del context
        return None if is_empty(raw) else list(choose_several(raw, options)) or None

    def show(self, value: Stored, options: ChoiceOptions, language: Language, lookup: Lookup = NOBODY) -> str:
        """Their labels."""
        del lookup
        words = [show_choice(key, options, language) for key in value or ()]
        return either(language, "、".join(words), "; ".join(words))

    def describe(self, options: ChoiceOptions, language: Language) -> str:
        """`可多选：土地、厂房、资金`."""
        return either(language, "可多选：", "Any of: ") + options.labels(language)

    def api_schema(self, options: ChoiceOptions) -> dict[str, Any]:
        """A list of keys."""
        items = {"type": "string", "enum": list(options.keys)}
        return {"type": "array", "items": items, "minItems": 1, "uniqueItems": True}

    def shape(self, options: ChoiceOptions) -> Shape:
        """Choices."""
        return Shape(Type.CHOICES, options.keys)

    def filters(self, options: ChoiceOptions) -> tuple[Filter, ...]:
        """By any or all."""
        del options
        return CHOICES_FILTERS

    def index(self, value: Stored, options: ChoiceOptions) -> tuple[str, ...]:
        """Each key."""
        del options
        return tuple(value or ())

    def term(self, value: Stored, options: ChoiceOptions) -> frozenset[str] | None:
        """The set of keys."""
        del options
        return None if value is None else frozenset(value)
