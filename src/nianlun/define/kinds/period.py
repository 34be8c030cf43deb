"""A span of time: the year of a list, the month of a plan, the quarter of a rating."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from nianlun.define.errors import BadValueError
from nianlun.define.every import Every
from nianlun.define.expressions.types import Shape, Type
from nianlun.define.kinds.base import NO_CONTEXT, IndexType, Kind, KindOptions, Raw, ReadContext, Stored
from nianlun.define.kinds.filters import PERIOD_FILTERS, Filter
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.reading.marks import is_blank
from nianlun.define.reading.periods import chinese_period, read_period
from nianlun.define.words import Language, either

_NAMES = {
    Every.DAY: ("日", "day"),
    Every.WEEK: ("周", "week"),
    Every.MONTH: ("月", "month"),
    Every.QUARTER: ("季度", "quarter"),
    Every.YEAR: ("年度", "year"),
}


@dataclass(frozen=True, kw_only=True)
class PeriodOptions(KindOptions):
    """What a field of spans may say."""

    every: Every | None = None
    """The span it must be; none means any."""


class PeriodKind(Kind[PeriodOptions]):
    """A span, stored by its code: `2023`, `2023-10`, `2023-Q3`, `2023-01-01/2023-10-20`."""

    key: ClassVar[str] = "period"
    label: ClassVar[str] = "时期"
    label_en: ClassVar[str] = "period"
    options: ClassVar[type[KindOptions]] = PeriodOptions
    widget: ClassVar[str] = "period"

    def read(self, raw: Raw, options: PeriodOptions, context: ReadContext = NO_CONTEXT) -> Stored:
        """The code of the span."""
        del context
        if is_blank(raw):
            return None
        period = read_period(raw)
        if options.every is not None and period.every is not options.every:
            name, name_en = _NAMES[options.every]
            raise BadValueError("value.period.other", raw=raw, span=name, span_en=name_en)
        return period.code

    def show(self, value: Stored, options: PeriodOptions, language: Language, lookup: Lookup = NOBODY) -> str:
        """`2023年第三季度`."""
        del options, lookup
        return "" if value is None else either(language, chinese_period(read_period(value)), str(value))

    def describe(self, options: PeriodOptions, language: Language) -> str:
        """`时期（月）`."""
        if options.every is None:
            return either(language, "时期", "Period")
        name, name_en = _NAMES[options.every]
        return either(language, f"时期（{name}）", f"Period ({name_en})")

    def api_schema(self, options: PeriodOptions) -> dict[str, Any]:
        """The code."""
        del options
        return {
            "type": "string",
            "pattern": r"^\d{4}(-(H[12]|Q[1-4]|W\d\d|\d\d))?$|^\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d$",
        }

    def shape(self, options: PeriodOptions) -> Shape:
        """A period."""
        del options
        return Shape(Type.PERIOD)

    def filters(self, options: PeriodOptions) -> tuple[Filter, ...]:
        """By what it covers."""
        del options
        return PERIOD_FILTERS

    def index_type(self, options: PeriodOptions) -> IndexType:
        """Dates."""
        del options
        return IndexType.DATE

    def index(self, value: Stored, options: PeriodOptions) -> tuple[date, ...]:
        """Its first and its last day."""
        del options
        if value is None:
            return ()
        period = read_period(value)
        return (period.first, period.last)

    def term(self, value: Stored, options: PeriodOptions) -> str | None:
        """The code."""
        del options
        return None if value is None else str(value)

    def sort_key(self, value: Stored, options: PeriodOptions) -> tuple[bool, Any]:
        """By the first day, then the last."""
        return (value is None, self.index(value, options))
