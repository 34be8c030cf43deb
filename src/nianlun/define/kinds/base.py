"""What every kind of field can do: read, show, describe, filter, sort, index, and tell other formats."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from nianlun.define.expressions.types import Shape, Term
from nianlun.define.kinds.filters import Filter, IndexValue
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.words import Language

Stored: TypeAlias = Any
"""A value as it stands in the JSON of a version; None is a missing reading, never zero."""

Raw: TypeAlias = Any
"""What a form, the API, an Excel cell or a pasted block gives: text, number, date, truth, list, mapping."""


class IndexType(StrEnum):
    """The column of the typed index rows in which a value is kept for filtering and sorting."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True)
class KindOptions:
    """What a pack may say about a field beyond what all fields share; each kind has its own."""


NO_OPTIONS = KindOptions()
"""For kinds that need nothing more."""

Options = TypeVar("Options", bound=KindOptions)


@dataclass(frozen=True)
class Cell:
    """How a value stands in an Excel sheet."""

    type: str
    """`text`, `number`, `date` or `boolean`."""
    format: str = "General"
    """Excel's number format."""
    width: int = 14
    """Width of the column in characters."""


CellValue: TypeAlias = str | float | bool | date | None
"""What can stand in an Excel cell."""


@dataclass(frozen=True)
class ReadContext:
    """What reading a raw value may need beyond the value."""

    lookup: Lookup = NOBODY
    """Finds units, persons and entries by what people call them."""
    today: date | None = None
    """For dates without a year; None refuses them."""


NO_CONTEXT = ReadContext()
"""Reads what needs nobody."""


class Kind(ABC, Generic[Options]):
    """A kind of field; one object per kind, without state."""

    key: ClassVar[str]
    """What packs write after `kind:`."""
    label: ClassVar[str]
    """In Chinese."""
    label_en: ClassVar[str]
    """In English."""
    options: ClassVar[type[KindOptions]] = KindOptions
    """The class of its options."""
    widget: ClassVar[str]
    """Name of the form widget."""

    @abstractmethod
    def read(self, raw: Raw, options: Options, context: ReadContext = NO_CONTEXT) -> Stored:
        """What somebody typed, pasted or imported, as it is stored; None for an empty one.

        Raises:
            BadValueError: with a slug `value.<kind>.<fault>` and, where there is one, a suggestion.
        """

    def accept(self, value: Stored, options: Options) -> Stored:
        """A value in stored form already, as the API gives it, checked and made canonical."""
        return self.read(value, options)

    @abstractmethod
    def show(self, value: Stored, options: Options, language: Language, lookup: Lookup = NOBODY) -> str:
        """The value in words; empty for a missing one."""

    @abstractmethod
    def describe(self, options: Options, language: Language) -> str:
        """What may stand in such a field, for the reference page."""

    @abstractmethod
    def api_schema(self, options: Options) -> dict[str, Any]:
        """JSON Schema of the stored value, without the missing one."""

    @abstractmethod
    def shape(self, options: Options) -> Shape:
        """Its type in expressions."""

    @abstractmethod
    def filters(self, options: Options) -> tuple[Filter, ...]:
        """The ways to filter by it, commonest first."""

    def cell(self, options: Options) -> Cell:
        """How it stands in an Excel sheet."""
        del options
        return Cell("text", "@")

    def cell_value(self, value: Stored, options: Options, lookup: Lookup = NOBODY) -> CellValue:
        """What stands in the Excel cell; None for a missing reading."""
        return None if value is None else self.show(value, options, Language.CHINESE, lookup)

    def index_type(self, options: Options) -> IndexType:
        """Which column of the index rows holds it."""
        del options
        return IndexType.TEXT

    def index(self, value: Stored, options: Options) -> tuple[IndexValue, ...]:
        """What the index rows hold for it: one value, several, or none where the reading is missing."""
        del options
        return () if value is None else (str(value),)

    def term(self, value: Stored, options: Options) -> Term:
        """The value as expressions reckon with it."""
        found = self.index(value, options)
        return found[0] if found else None

    def sort_key(self, value: Stored, options: Options) -> tuple[bool, Any]:
        """Sorts entries by the field; missing readings come last."""
        found = self.index(value, options)
        return (False, min(found)) if found else (True, None)
