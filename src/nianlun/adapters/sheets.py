"""Sheets of Excel, CSV files and pasted blocks as rows of cells; hostile ones are refused."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from itertools import islice
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from nianlun.kernel.errors import RefusedError

MOST_ROWS = 50_000
MOST_COLUMNS = 300
MOST_CELL = 32_767
"""Characters Excel allows in a cell."""
MOST_UNPACKED = 400 * 1024 * 1024
MOST_TIMES = 200
"""How many times larger than itself a packed file may unpack; Excel's own files stay below 50."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Cell = Any
"""Text, number, truth, date, or empty text."""


@dataclass(frozen=True)
class Sheet:
    """A sheet, from its first cell on."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def read_sheets(name: str, content: bytes) -> list[Sheet]:
    """All sheets of a file that hold anything.

    Raises:
        RefusedError: `sheets.file.*`
    """
    if not content:
        raise RefusedError("sheets.file.empty", name=name)
    packed = content.startswith(b"PK\x03\x04")
    if packed:
        _refuse_bomb(name, content)
    if packed or content.startswith(_OLE):
        sheets = _workbook(name, content)
    else:
        sheets = [Sheet("", read_text(name, _decoded(name, content)))]
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise RefusedError("sheets.file.empty", name=name)
    return sheets


def _refuse_bomb(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(each.file_size for each in archive.infolist())
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise RefusedError("sheets.file.broken", name=name) from error
    if size > MOST_UNPACKED or size > max(len(content), 10_000) * MOST_TIMES:
        raise RefusedError("sheets.file.bomb", name=name)
    if not names.intersection({"xl/workbook.xml", "xl/workbook.bin", "content.xml"}):
        raise RefusedError("sheets.file.other", name=name)


def _workbook(name: str, content: bytes) -> list[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = []
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            if sheet.total_height > MOST_ROWS + 100 or sheet.total_width > MOST_COLUMNS:
                raise RefusedError("sheets.file.too_large", name=name, rows=MOST_ROWS, columns=MOST_COLUMNS)
            found.append(Sheet(title, _trimmed(sheet.to_python(skip_empty_area=False))))
    except PasswordError as error:
        raise RefusedError("sheets.file.encrypted", name=name) from error
    except CalamineError as error:
        raise RefusedError("sheets.file.broken", name=name) from error
    return found


def _trimmed(rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    kept = [tuple(row) for row in rows]
    while kept and all(cell == "" for cell in kept[-1]):
        kept.pop()
    return tuple(kept)


def _decoded(name: str, content: bytes) -> str:
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RefusedError("sheets.file.other", name=name)
    for encoding in (
        ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    ):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RefusedError("sheets.file.encoding", name=name)


def read_text(name: str, text: str) -> tuple[tuple[Cell, ...], ...]:
    """Rows of a CSV text or of a pasted block: tabs, else semicolons or commas stand between cells.

    Raises:
        RefusedError: `sheets.file.too_large`, `sheets.file.broken`.
    """
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    first = text.split("\n", 1)[0]
    separator = "\t" if "\t" in text else max(",;，", key=first.count)
    try:
        lines = csv.reader(io.StringIO(text), delimiter=separator)
        rows = [tuple(_unquoted(cell) for cell in row) for row in islice(lines, MOST_ROWS + 1)]
    except csv.Error as error:
        raise RefusedError("sheets.file.broken", name=name) from error
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise RefusedError("sheets.file.too_large", name=name, rows=MOST_ROWS, columns=MOST_COLUMNS)
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return tuple(rows)


def _unquoted(cell: str) -> str:
    """A cell without the apostrophe that exports put before what a program could take for a formula."""
    return cell[1:] if cell[:2] in ("'=", "'+", "'-", "'@") else cell


def address(row: int, column: int) -> str:
    """`C12` for the third column of the twelfth row, both counted from 0 here."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
