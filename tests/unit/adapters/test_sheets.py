"""Sheets are read with the cells in their places; hostile files are refused by name."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from xlsxwriter import Workbook

from nianlun.adapters.sheets import address, read_sheets, read_text
from nianlun.kernel.errors import RefusedError


def workbook(*rows, sheets=1):
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    for number in range(sheets):
        page = book.add_worksheet(f"表{number}")
        for index, row in enumerate(rows):
            page.write_row(index, 0, row)
    book.close()
    return stream.getvalue()


def packed(**parts: bytes):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_cells_stand_in_their_places():
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("表")
    page.write(2, 2, "名称")
    page.write_datetime(3, 2, date(2024, 1, 3), book.add_format({"num_format": "yyyy-mm-dd"}))
    page.write(3, 3, 1.5)
    book.close()

    (sheet,) = read_sheets("x.xlsx", stream.getvalue())
    assert sheet.rows[2][2] == "名称"
    assert sheet.rows[3][2:] == (date(2024, 1, 3), 1.5)
    assert address(2, 2) == "C3"


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_address_counts_as_excel_does(column, letters):
    assert address(0, column) == f"{letters}1"


def test_empty_sheets_are_passed_over():
    assert [sheet.name for sheet in read_sheets("x.xlsx", workbook(["甲"], sheets=2))] == ["表0", "表1"]


@pytest.mark.parametrize(
    ("content", "slug"),
    [
        (b"", "sheets.file.empty"),
        (workbook(), "sheets.file.empty"),
        (b"PK\x03\x04broken", "sheets.file.broken"),
        (packed(**{"xl/workbook.xml": b"0" * 30_000_000}), "sheets.file.bomb"),
        (packed(**{"word/document.xml": b"<w/>"}), "sheets.file.other"),
        (packed(**{"xl/workbook.xml": b"<nothing/>"}), "sheets.file.broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 2000, "sheets.file.broken"),
        (b"%PDF-1.7\x00\x01\x02", "sheets.file.other"),
        (b"a,b\n" + b"\x81\xff\xff\n", "sheets.file.encoding"),
        (b"a,b\n" * 60_000, "sheets.file.too_large"),
        (b",".join(b"a" for _ in range(500)), "sheets.file.too_large"),
    ],
    ids=["empty", "no-rows", "broken", "bomb", "word", "hollow", "ole", "pdf", "encoding", "rows", "columns"],
)
def test_hostile_file_is_refused_by_name(content, slug):
    with pytest.raises(RefusedError) as caught:
        read_sheets("表.xlsx", content)

    assert caught.value.slug == slug
    assert caught.value.values["name"] == "表.xlsx"


def test_pasted_block_keeps_breaks_inside_quotes():
    assert read_text("x", '甲\t"第一行\n第二行"\r\n乙\t2\n\n') == (("甲", "第一行\n第二行"), ("乙", "2"))


def test_apostrophe_before_a_formula_is_taken_off():
    assert read_text("x", "'=1+1,'-5,'quoted'\n") == (("=1+1", "-5", "'quoted'"),)
