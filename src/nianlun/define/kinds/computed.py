"""A value reckoned from the others of the entry: tax per mu, days since signing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

from nianlun.define.errors import BadValueError
from nianlun.define.expressions.tree import Expression
from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds.base import (
    NO_CONTEXT,
    Cell,
    CellValue,
    IndexType,
    Kind,
    KindOptions,
    Raw,
    ReadContext,
    Stored,
)
from nianlun.define.kinds.date import DateKind, DateOptions
from nianlun.define.kinds.decimal import DecimalKind, DecimalOptions
from nianlun.define.kinds.filters import Filter, IndexValue
from nianlun.define.kinds.integer import IntegerKind, IntegerOptions
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.kinds.money import MoneyKind, MoneyOptions
from nianlun.define.kinds.ratio import RatioKind, RatioOptions
from nianlun.define.kinds.text import TextKind, TextOptions
from nianlun.define.kinds.yes_no import YesNoKind
from nianlun.define.reading.numbers import rounded, written
from nianlun.define.words import Language, either
from nianlun.kernel.measures import measure_of

RESULTS: dict[str, Kind[Any]] = {
    each.key: each
    for each in (DecimalKind(), IntegerKind(), MoneyKind(), RatioKind(), DateKind(), YesNoKind(), TextKind())
}
"""Kinds a computed value can have."""

RESULT_TYPES = {
    "decimal": Type.NUMBER,
    "integer": Type.NUMBER,
    "money": Type.MONEY,
    "ratio": Type.RATIO,
    "date": Type.DATE,
    "yes_no": Type.TRUTH,
    "text": Type.TEXT,
}
"""What the formula of each must give."""


@dataclass(frozen=True, kw_only=True)
class ComputedOptions(KindOptions):
    """What a computed field must say."""

    formula: Expression
    """How it is reckoned; a missing reading in it makes the value missing."""
    result: str = "decimal"
    """Kind of the value: `decimal`, `integer`, `money`, `ratio`, `date`, `yes_no`, `text`."""
    unit: str = ""
    """Unit of the value, for numbers and money."""
    places: int = 2
    """Digits after the point."""

    @property
    def inner_unit(self) -> str:
        """Unit of the value; of money 万元 where none is named."""
        return self.unit or ("万元" if self.result == "money" else "")

    @cached_property
    def inner(self) -> KindOptions:
        """Options of the kind the value has."""
        made: dict[str, KindOptions] = {
            "decimal": DecimalOptions(unit=self.unit, places=self.places),
            "integer": IntegerOptions(unit=self.unit),
            "money": MoneyOptions(unit=self.inner_unit, places=self.places),
            "ratio": RatioOptions(places=self.places),
            "date": DateOptions(),
            "text": TextOptions(),
        }
        return made.get(self.result, KindOptions())


class ComputedKind(Kind[ComputedOptions]):
    """A reckoned value, stored as its result's kind stores it."""

    key: ClassVar[str] = "computed"
    label: ClassVar[str] = "计算值"
    label_en: ClassVar[str] = "computed"
    options: ClassVar[type[KindOptions]] = ComputedOptions
    widget: ClassVar[str] = "computed"

    def read(self, raw: Raw, options: ComputedOptions, context: ReadContext = NO_CONTEXT) -> Stored:
        """Nothing: it cannot be typed, and what a sheet says of it is passed over by the import."""
        del options, context
        raise BadValueError("value.computed.typed", raw=raw)

    def accept(self, value: Stored, options: ComputedOptions) -> Stored:
        """What the formula gave, made canonical as its result's kind stores it."""
        if options.result == "integer" and value is not None:
            return RESULTS["integer"].accept(
                RESULTS["decimal"].accept(value, DecimalOptions(places=0)), options.inner
            )
        return RESULTS[options.result].accept(value, options.inner)

    def show(
        self, value: Stored, options: ComputedOptions, language: Language, lookup: Lookup = NOBODY
    ) -> str:
        """As its result's kind; money, which is kept to the cent, with no more digits than `places`."""
        if options.result == "money" and value is not None:
            factor = measure_of(options.inner_unit).factor
            value = written(rounded(Decimal(value) / factor, options.places) * factor)
        return RESULTS[options.result].show(value, options.inner, language, lookup)

    def describe(self, options: ComputedOptions, language: Language) -> str:
        """`计算值：tax / area`."""
        inner = RESULTS[options.result].describe(options.inner, language)
        return either(language, f"自动计算（{inner}）：", f"Computed ({inner}): ") + f"`{options.formula}`"

    def api_schema(self, options: ComputedOptions) -> dict[str, Any]:
        """As its result's kind, not to be written."""
        return RESULTS[options.result].api_schema(options.inner) | {"readOnly": True}

    def shape(self, options: ComputedOptions) -> Shape:
        """As its result's kind."""
        return RESULTS[options.result].shape(options.inner)

    def filters(self, options: ComputedOptions) -> tuple[Filter, ...]:
        """As its result's kind."""
        return RESULTS[options.result].filters(options.inner)

    def cell(self, options: ComputedOptions) -> Cell:
        """As its result's kind."""
        return RESULTS[options.result].cell(options.inner)

    def cell_value(self, value: Stored, options: ComputedOptions, lookup: Lookup = NOBODY) -> CellValue:
        """As its result's kind."""
        return RESULTS[options.result].cell_value(value, options.inner, lookup)

    def index_type(self, options: ComputedOptions) -> IndexType:
        """As its result's kind."""
        return RESULTS[options.result].index_type(options.inner)

    def index(self, value: Stored, options: ComputedOptions) -> tuple[IndexValue, ...]:
        """As its result's kind."""
        return RESULTS[options.result].index(value, options.inner)
