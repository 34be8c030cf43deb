"""A table for people who reckon: CSV that Excel opens rightly, and xlsx."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import xlsxwriter  # type: ignore[import-untyped]

Cell = str | int | float | Decimal | date | None
WIDEST = 60
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under named columns; units belong in the names."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a mark at the beginning, or Excel takes it for GBK; what looks like a formula is defused."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(sheet.columns)
    writer.writerows([_plain(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheet: Sheet) -> bytes:
    """One worksheet with a fixed head and a filter on it; numbers stay numbers."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": sheet.title, "created": EPOCH})
    page = book.add_worksheet(_sheet_name(sheet.title))
    head = book.add_format(
        {"bold": True, "bg_color": "#E8EEF0", "bottom": 1, "text_wrap": True, "valign": "top"}
    )
    body = book.add_format({"text_wrap": True, "valign": "top"})
    page.write_row(0, 0, sheet.columns, head)
    for number, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            page.write(number, column, str(cell) if isinstance(cell, date) else cell, body)
    for column, name in enumerate(sheet.columns):
        page.set_column(column, column, _column_width(name, (row[column] for row in sheet.rows)))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(1, len(sheet.rows)), max(0, len(sheet.columns) - 1))
    book.close()
    return out.getvalue()


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.startswith(FORMULA_SIGNS) and not _is_number(cell):
        return f"'{cell}"
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _is_number(text: str) -> bool:
    return text.lstrip("+-").replace(".", "", 1).isdigit()


def _sheet_name(title: str) -> str:
    return "".join(sign for sign in title if sign not in "[]:*?/\\'")[:31] or "Sheet1"


def _column_width(name: str, cells: Iterable[Cell]) -> float:
    widest = max([len(name) * 2, *(_width(str(cell)) for cell in cells if cell is not None)])
    return float(min(WIDEST, widest + 2))


def _width(text: str) -> int:
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)
