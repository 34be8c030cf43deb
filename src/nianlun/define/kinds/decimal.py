"""A number with places and a unit: mu of land, tonnes, kilometres."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from nianlun.define.errors import BadValueError
from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds.base import NO_CONTEXT, Cell, KindOptions, Raw, ReadContext, Stored
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.kinds.numeric import NumericKind, excel_format, within
from nianlun.define.reading.marks import is_blank
from nianlun.define.reading.numbers import Written, bounded, exactly, read_number, rounded, written
from nianlun.define.words import Language, either
from nianlun.kernel.measures import UNITS, measure_of


@dataclass(frozen=True, kw_only=True)
class DecimalOptions(KindOptions):
    """What a field of measured numbers may say."""

    unit: str = ""
    """The unit in which it is stored and shown: 亩, 吨, 公里."""
    places: int = 2
    """Digits after the point; more are rounded, halves up."""
    least: Decimal | None = None
    """The smallest it may be."""
    most: Decimal | None = None
    """The largest it may be."""


class DecimalKind(NumericKind[DecimalOptions]):
    """A measured number, stored as a decimal string in the field's unit."""

    key: ClassVar[str] = "decimal"
    label: ClassVar[str] = "小数"
    label_en: ClassVar[str] = "decimal"
    options: ClassVar[type[KindOptions]] = DecimalOptions
    widget: ClassVar[str] = "number"

    def read(self, raw: Raw, options: DecimalOptions, context: ReadContext = NO_CONTEXT) -> Stored:
        """The number in the field's unit; another unit of the same measure is converted."""
        del context
        if is_blank(raw):
            return None
        number = rounded(_in_unit(read_number(raw, "decimal"), options.unit, raw), options.places)
        return written(within(number, options.least, options.most, "decimal"))

    def show(
        self, value: Stored, options: DecimalOptions, language: Language, lookup: Lookup = NOBODY
    ) -> str:
        """`66.5亩`."""
        del lookup
        if value is None:
            return ""
        return (
            f"{value}{options.unit}" if language is Language.CHINESE else f"{value} {options.unit}".rstrip()
        )

    def describe(self, options: DecimalOptions, language: Language) -> str:
        """`数值（亩），2位小数`."""
        unit = either(language, f"（{options.unit}）", f" ({options.unit})") if options.unit else ""
        words = either(
            language, f"数值{unit}，{options.places}位小数", f"Number{unit}, {options.places} places"
        )
        if options.least is not None:
            words += either(language, f"，不小于{options.least}", f", at least {options.least}")
        if options.most is not None:
            words += either(language, f"，不大于{options.most}", f", at most {options.most}")
        return words

    def shape(self, options: DecimalOptions) -> Shape:
        """A number."""
        return Shape(Type.NUMBER, measure=options.unit)

    def cell(self, options: DecimalOptions) -> Cell:
        """A number with its places."""
        return Cell("number", excel_format(options.places), 14)


def _in_unit(found: Written, unit: str, raw: Raw) -> Decimal:
    if not found.unit or found.unit == unit:
        return found.counted_in(unit)
    theirs, ours = measure_of(found.unit), measure_of(unit) if unit else None
    same = ours is not None and (theirs.kind, theirs.base_unit) == (ours.kind, ours.base_unit)
    known = found.unit in UNITS or theirs.factor != 1
    if ours is None or not same or not known:
        raise BadValueError("value.decimal.unit", raw=raw, unit=unit, suggestion=exactly(raw, unit))
    return bounded(found.number * theirs.factor / ours.factor, raw, "decimal")
