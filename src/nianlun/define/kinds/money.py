"""An amount of money, stored in yuan (or another base unit) and shown in the unit the trade uses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from nianlun.define.errors import BadValueError
from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds.base import NO_CONTEXT, Cell, CellValue, KindOptions, Raw, ReadContext, Stored
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.kinds.numeric import NumericKind, excel_format, within
from nianlun.define.reading.marks import is_blank, plain
from nianlun.define.reading.numbers import bounded, exactly, read_number, rounded, written
from nianlun.define.words import Language, either
from nianlun.kernel.measures import measure_of

CENTS = 2
_YUAN = re.compile(r"^(?:人民币|¥)\s*|人民币$")
"""Places of the base unit that are kept."""


@dataclass(frozen=True, kw_only=True)
class MoneyOptions(KindOptions):
    """What a field of money may say."""

    unit: str = "万元"
    """In which it is typed and shown: 元, 万元, 亿元, 万美元."""
    places: int = 2
    """Digits after the point in tables, in that unit; the store keeps cents."""
    least: Decimal | None = None
    """The smallest it may be, in that unit."""
    most: Decimal | None = None
    """The largest it may be, in that unit."""


class MoneyKind(NumericKind[MoneyOptions]):
    """Money, stored as a decimal string of the base unit."""

    key: ClassVar[str] = "money"
    label: ClassVar[str] = "金额"
    label_en: ClassVar[str] = "money"
    options: ClassVar[type[KindOptions]] = MoneyOptions
    widget: ClassVar[str] = "money"

    def read(self, raw: Raw, options: MoneyOptions, context: ReadContext = NO_CONTEXT) -> Stored:
        """The amount in the base unit; a bare number is in the field's unit."""
        del context
        if is_blank(raw):
            return None
        ours = measure_of(options.unit)
        found = read_number(_unmarked(raw, options.unit) if ours.base_unit == "元" else raw, "money")
        theirs = measure_of(found.unit) if found.unit else ours
        if theirs.kind != "money" or theirs.base_unit != ours.base_unit:
            raise BadValueError(
                "value.money.unit", raw=raw, unit=options.unit, suggestion=exactly(raw, options.unit)
            )
        number = found.counted_in(options.unit) * theirs.factor
        within(number / ours.factor, options.least, options.most, "money")
        return written(rounded(bounded(number, raw, "money"), CENTS))

    def accept(self, value: Stored, options: MoneyOptions) -> Stored:
        """The amount, in the base unit already."""
        if value is None:
            return None
        found = read_number(value, "money")
        if found.unit:
            raise BadValueError("value.money.unit", raw=value, unit=measure_of(options.unit).base_unit)
        within(found.number / measure_of(options.unit).factor, options.least, options.most, "money")
        return written(rounded(found.number, CENTS))

    def show(self, value: Stored, options: MoneyOptions, language: Language, lookup: Lookup = NOBODY) -> str:
        """`1.25亿元`, exactly."""
        del lookup
        if value is None:
            return ""
        number = written(Decimal(value) / measure_of(options.unit).factor)
        return f"{number}{options.unit}" if language is Language.CHINESE else f"{number} {options.unit}"

    def describe(self, options: MoneyOptions, language: Language) -> str:
        """`金额（亿元）`."""
        words = either(language, f"金额（{options.unit}）", f"Money ({options.unit})")
        if options.least is not None:
            words += either(language, f"，不小于{options.least}", f", at least {options.least}")
        if options.most is not None:
            words += either(language, f"，不大于{options.most}", f", at most {options.most}")
        return words

    def shape(self, options: MoneyOptions) -> Shape:
        """Money of a currency."""
        return Shape(Type.MONEY, measure=measure_of(options.unit).base_unit or "")

    def cell(self, options: MoneyOptions) -> Cell:
        """A number in the field's unit."""
        return Cell("number", excel_format(options.places), 14)

    def cell_value(self, value: Stored, options: MoneyOptions, lookup: Lookup = NOBODY) -> CellValue:
        """The number in the field's unit."""
        del lookup
        return None if value is None else float(Decimal(value) / measure_of(options.unit).factor)


def _unmarked(raw: Raw, unit: str) -> Raw:
    """An amount without the mark that it is in yuan: 人民币500万元, ¥1.5亿, 500万人民币.

    `¥500` in a field of 万元 stays as it is and is refused: it says 500 yuan as well as 500 of 万元.
    """
    if not isinstance(raw, str):
        return raw
    found = _YUAN.sub("", plain(raw))
    return raw if found[-1:].isdigit() and unit != "元" and found != plain(raw) else found
