"""A day: signed on, started on, visited on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from nianlun.define.errors import BadValueError
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
from nianlun.define.kinds.filters import DATE_FILTERS, Filter
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.reading.dates import chinese_date, read_date
from nianlun.define.reading.marks import is_blank
from nianlun.define.words import Language, either


@dataclass(frozen=True, kw_only=True)
class DateOptions(KindOptions):
    """What a field of days may say."""

    not_before: dt.date | None = None
    """The first day it may be."""
    not_after: dt.date | None = None
    """The last day it may be."""


class DateKind(Kind[DateOptions]):
    """A day, stored as `2023-10-20`."""

    key: ClassVar[str] = "date"
    label: ClassVar[str] = "日期"
    label_en: ClassVar[str] = "date"
    options: ClassVar[type[KindOptions]] = DateOptions
    widget: ClassVar[str] = "date"

    def read(self, raw: Raw, options: DateOptions, context: ReadContext = NO_CONTEXT) -> Stored:
        """The day, however it is written."""
        if is_blank(raw):
            return None
        day = read_date(raw, context.today)
        if options.not_before is not None and day < options.not_before:
            raise BadValueError("value.date.early", day=day, first=options.not_before)
        if options.not_after is not None and day > options.not_after:
            raise BadValueError("value.date.late", day=day, last=options.not_after)
        return day.isoformat()

    def show(self, value: Stored, options: DateOptions, language: Language, lookup: Lookup = NOBODY) -> str:
        """`2023年10月20日`."""
        del options, lookup
        if value is None:
            return ""
        return either(language, chinese_date(dt.date.fromisoformat(value)), str(value))

    def describe(self, options: DateOptions, language: Language) -> str:
        """`日期`."""
        words = either(language, "日期", "Date")
        if options.not_before is not None:
            words += either(
                language, f"，不早于{chinese_date(options.not_before)}", f", not before {options.not_before}"
            )
        if options.not_after is not None:
            words += either(
                language, f"，不晚于{chinese_date(options.not_after)}", f", not after {options.not_after}"
            )
        return words

    def api_schema(self, options: DateOptions) -> dict[str, Any]:
        """A date string."""
        del options
        return {"type": "string", "format": "date"}

    def shape(self, options: DateOptions) -> Shape:
        """A date."""
        del options
        return Shape(Type.DATE)

    def filters(self, options: DateOptions) -> tuple[Filter, ...]:
        """By when."""
        del options
        return DATE_FILTERS

    def cell(self, options: DateOptions) -> Cell:
        """A date of Excel."""
        del options
        return Cell("date", "yyyy-mm-dd", 12)

    def cell_value(self, value: Stored, options: DateOptions, lookup: Lookup = NOBODY) -> CellValue:
        """The day itself."""
        del options, lookup
        return None if value is None else dt.date.fromisoformat(value)

    def index_type(self, options: DateOptions) -> IndexType:
        """A date."""
        del options
        return IndexType.DATE

    def index(self, value: Stored, options: DateOptions) -> tuple[dt.date, ...]:
        """The day."""
        del options
        return () if value is None else (dt.date.fromisoformat(value),)
