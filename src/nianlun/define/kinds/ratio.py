"""A share of a whole, stored from 0 to 1 and beyond, shown as percent: 112.5% is 1.125."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from nianlun.define.errors import BadValueError
from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds.base import NO_CONTEXT, Cell, KindOptions, Raw, ReadContext, Stored
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.kinds.numeric import NumericKind, within
from nianlun.define.reading.marks import is_blank
from nianlun.define.reading.numbers import exactly, read_number, rounded, written
from nianlun.define.words import Language, either

_SCALE = {"%": Decimal("0.01"), "‰": Decimal("0.001"), "成": Decimal("0.1"), "": Decimal(1)}
PLAIN_MOST = 5
"""A typed number above this without a percent sign is taken for percent, and asked about."""


@dataclass(frozen=True, kw_only=True)
class RatioOptions(KindOptions):
    """What a field of shares may say."""

    places: int = 2
    """Digits after the point of the percentage."""
    least: Decimal | None = None
    """The smallest it may be, as a ratio."""
    most: Decimal | None = None
    """The largest it may be, as a ratio; 1 only where more than all is nonsense."""


class RatioKind(NumericKind[RatioOptions]):
    """A ratio, stored as a decimal string."""

    key: ClassVar[str] = "ratio"
    label: ClassVar[str] = "比率"
    label_en: ClassVar[str] = "ratio"
    options: ClassVar[type[KindOptions]] = RatioOptions
    widget: ClassVar[str] = "percent"

    def read(self, raw: Raw, options: RatioOptions, context: ReadContext = NO_CONTEXT) -> Stored:
        """`66.7%`, or the ratio itself as Excel keeps it: 0.667."""
        del context
        if is_blank(raw):
            return None
        found = read_number(raw, "ratio")
        if found.unit not in _SCALE:
            raise BadValueError("value.ratio.unit", raw=raw, suggestion=exactly(raw, "%"))
        if not found.unit and abs(found.number) > PLAIN_MOST:
            raise BadValueError("value.ratio.percent", raw=raw, suggestion=f"{written(found.number)}%")
        return self._kept(found.number * _SCALE[found.unit], options)

    def accept(self, value: Stored, options: RatioOptions) -> Stored:
        """The ratio as it is, however large."""
        if value is None:
            return None
        found = read_number(value, "ratio")
        if found.unit:
            raise BadValueError("value.ratio.unit", raw=value)
        return self._kept(found.number, options)

    def _kept(self, ratio: Decimal, options: RatioOptions) -> str:
        kept = rounded(ratio, options.places + 2)
        return written(within(kept, options.least, options.most, "ratio"))

    def show(self, value: Stored, options: RatioOptions, language: Language, lookup: Lookup = NOBODY) -> str:
        """`66.7%`."""
        del options, language, lookup
        return "" if value is None else f"{written(Decimal(value) * 100)}%"

    def describe(self, options: RatioOptions, language: Language) -> str:
        """`百分比，2位小数`."""
        return either(language, f"百分比，{options.places}位小数", f"Percentage with {options.places} places")

    def shape(self, options: RatioOptions) -> Shape:
        """A ratio."""
        del options
        return Shape(Type.RATIO)

    def cell(self, options: RatioOptions) -> Cell:
        """A number shown as percent."""
        return Cell("number", "0" + ("." + "0" * options.places if options.places else "") + "%", 10)
