"""What integers, decimals, money and ratios share: a decimal string in the store, a number in the index."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeVar

from nianlun.define.errors import BadValueError
from nianlun.define.kinds.base import CellValue, IndexType, Kind, KindOptions, Stored
from nianlun.define.kinds.filters import NUMBER_FILTERS, Filter
from nianlun.define.kinds.lookup import NOBODY, Lookup

DECIMAL_PATTERN = r"^-?\d+(\.\d+)?$"
"""Of a decimal string as the API takes it."""

Options = TypeVar("Options", bound=KindOptions)


class NumericKind(Kind[Options]):
    """A kind whose values are numbers."""

    def filters(self, options: Options) -> tuple[Filter, ...]:
        """By size."""
        del options
        return NUMBER_FILTERS

    def index_type(self, options: Options) -> IndexType:
        """A number."""
        del options
        return IndexType.NUMBER

    def index(self, value: Stored, options: Options) -> tuple[Decimal, ...]:
        """The number, in the unit in which it is stored."""
        del options
        return () if value is None else (Decimal(value),)

    def term(self, value: Stored, options: Options) -> Decimal | None:
        """The number, in the unit in which it is stored."""
        del options
        return None if value is None else Decimal(value)

    def cell_value(self, value: Stored, options: Options, lookup: Lookup = NOBODY) -> CellValue:
        """The number itself, so that Excel can reckon with it."""
        del options, lookup
        return None if value is None else float(Decimal(value))

    def api_schema(self, options: Options) -> dict[str, Any]:
        """A decimal string: JSON numbers lose digits on the way."""
        del options
        return {"type": "string", "pattern": DECIMAL_PATTERN}


def within(number: Decimal, least: Decimal | None, most: Decimal | None, kind: str) -> Decimal:
    """The number, unless it is out of bounds; it is never moved to the bound.

    Raises:
        BadValueError: `value.<kind>.low` or `value.<kind>.high`.
    """
    if least is not None and number < least:
        raise BadValueError(f"value.{kind}.low", number=number, least=least)
    if most is not None and number > most:
        raise BadValueError(f"value.{kind}.high", number=number, most=most)
    return number


def excel_format(places: int) -> str:
    """`#,##0.00` for two places."""
    return "#,##0" + ("." + "0" * places if places else "")
