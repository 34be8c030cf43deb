"""What units, persons and entries share: a number in the store, a name for people."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, TypeVar

from nianlun.define.errors import BadValueError
from nianlun.define.kinds.base import NO_CONTEXT, Cell, IndexType, Kind, KindOptions, Raw, ReadContext, Stored
from nianlun.define.kinds.filters import CHOICE_FILTERS, Filter
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.reading.marks import is_blank, whole
from nianlun.define.suggest import listed
from nianlun.define.words import Language

_NUMBERED = re.compile(r"#[1-9]\d{0,17}", re.ASCII)

Options = TypeVar("Options", bound=KindOptions)


def find(raw: Raw, sort: str, kind: str, lookup: Lookup) -> int:
    """Number of the thing a raw value means: a number is taken as it is, a name is looked up.

    Raises:
        BadValueError: `value.<kind>.unknown` or `value.<kind>.several`.
    """
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        raise BadValueError(f"value.{kind}.unknown", raw=raw, known="")
    if not isinstance(raw, str):
        number = whole(raw)
        if number is None or number != raw or number < 1 or lookup.name(sort, number) is None:
            raise BadValueError(f"value.{kind}.unknown", raw=raw, known="")
        return number
    text = raw.strip()
    if _NUMBERED.fullmatch(text) and lookup.name(sort, int(text[1:])) is not None:
        return int(text[1:])
    found = lookup.find(sort, text)
    if found.id is not None:
        return found.id
    if text in found.candidates or len(set(found.candidates)) < len(found.candidates):
        raise BadValueError(f"value.{kind}.several", raw=raw, known=listed(found.candidates))
    suggestion = found.candidates[0] if found.candidates else ""
    raise BadValueError(
        f"value.{kind}.unknown", raw=raw, known=listed(found.candidates), suggestion=suggestion
    )


class ReferenceKind(Kind[Options]):
    """A kind whose values are the numbers of things kept elsewhere."""

    def sort_of(self, options: Options) -> str:
        """What kind of thing it refers to, as the lookup knows it."""
        del options
        return self.key

    def read(self, raw: Raw, options: Options, context: ReadContext = NO_CONTEXT) -> Stored:
        """The number of the thing people call so."""
        return None if is_blank(raw) else find(raw, self.sort_of(options), self.key, context.lookup)

    def accept(self, value: Stored, options: Options) -> Stored:
        """A number; whether the thing is there is asked where things are kept."""
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise BadValueError(f"value.{self.key}.unknown", raw=value, known="")
        del options
        return value

    def show(self, value: Stored, options: Options, language: Language, lookup: Lookup = NOBODY) -> str:
        """Its name."""
        del language
        return "" if value is None else lookup.name(self.sort_of(options), value) or f"#{value}"

    def api_schema(self, options: Options) -> dict[str, Any]:
        """A number."""
        del options
        return {"type": "integer", "minimum": 1}

    def filters(self, options: Options) -> tuple[Filter, ...]:
        """By which."""
        del options
        return CHOICE_FILTERS

    def cell(self, options: Options) -> Cell:
        """The name."""
        del options
        return Cell("text", "@", 18)

    def index_type(self, options: Options) -> IndexType:
        """A number."""
        del options
        return IndexType.NUMBER

    def index(self, value: Stored, options: Options) -> tuple[Decimal, ...]:
        """The number."""
        del options
        return () if value is None else (Decimal(value),)

    def term(self, value: Stored, options: Options) -> int | None:
        """The number."""
        del options
        return None if value is None else int(value)
