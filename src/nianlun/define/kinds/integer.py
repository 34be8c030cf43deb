"""A whole number: firms visited, jobs, households."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from nianlun.define.errors import BadValueError
from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds.base import NO_CONTEXT, Cell, KindOptions, Raw, ReadContext, Stored
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.kinds.numeric import NumericKind, excel_format, within
from nianlun.define.reading.marks import is_blank
from nianlun.define.reading.numbers import exactly, read_number, rounded
from nianlun.define.words import Language, either

CLASSIFIERS = frozenset("个家户项件处次人名位")
"""Words for pieces, of which one is easily written for another: 12个 where 12家 is asked for."""


@dataclass(frozen=True, kw_only=True)
class IntegerOptions(KindOptions):
    """What a field of whole numbers may say."""

    unit: str = ""
    """What is counted: 家, 人, 次."""
    least: int | None = None
    """The smallest it may be."""
    most: int | None = None
    """The largest it may be."""


class IntegerKind(NumericKind[IntegerOptions]):
    """A whole number, stored as a JSON number."""

    key: ClassVar[str] = "integer"
    label: ClassVar[str] = "整数"
    label_en: ClassVar[str] = "whole number"
    options: ClassVar[type[KindOptions]] = IntegerOptions
    widget: ClassVar[str] = "number"

    def read(self, raw: Raw, options: IntegerOptions, context: ReadContext = NO_CONTEXT) -> Stored:
        """The number; a unit after it must be the field's."""
        del context
        if is_blank(raw):
            return None
        found = read_number(raw, "integer")
        if found.unit and found.unit != options.unit:
            suggestion = exactly(raw, options.unit)
            if not suggestion and options.unit and found.unit in CLASSIFIERS:
                suggestion = f"{found.number:f}{options.unit}"
            raise BadValueError("value.integer.unit", raw=raw, unit=options.unit, suggestion=suggestion)
        number = found.counted_in(options.unit)
        if number != number.to_integral_value():
            suggestion = f"{rounded(number, 0):f}"
            raise BadValueError("value.integer.fraction", raw=raw, suggestion=suggestion)
        least = None if options.least is None else Decimal(options.least)
        most = None if options.most is None else Decimal(options.most)
        return int(within(number, least, most, "integer"))

    def show(
        self, value: Stored, options: IntegerOptions, language: Language, lookup: Lookup = NOBODY
    ) -> str:
        """`618家`."""
        del lookup
        if value is None:
            return ""
        return (
            f"{value}{options.unit}" if language is Language.CHINESE else f"{value} {options.unit}".rstrip()
        )

    def describe(self, options: IntegerOptions, language: Language) -> str:
        """`整数（家），不小于0`."""
        unit = either(language, f"（{options.unit}）", f" ({options.unit})") if options.unit else ""
        words = either(language, f"整数{unit}", f"Whole number{unit}")
        if options.least is not None:
            words += either(language, f"，不小于{options.least}", f", at least {options.least}")
        if options.most is not None:
            words += either(language, f"，不大于{options.most}", f", at most {options.most}")
        return words

    def api_schema(self, options: IntegerOptions) -> dict[str, Any]:
        """A JSON integer."""
        schema: dict[str, Any] = {"type": "integer"}
        if options.least is not None:
            schema["minimum"] = options.least
        if options.most is not None:
            schema["maximum"] = options.most
        return schema

    def shape(self, options: IntegerOptions) -> Shape:
        """A number."""
        return Shape(Type.NUMBER, measure=options.unit)

    def cell(self, options: IntegerOptions) -> Cell:
        """A number without places."""
        del options
        return Cell("number", excel_format(0), 12)
