"""Tables leave as CSV and xlsx without becoming formulas."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZipFile

from nianlun.compose.sheet import Sheet, as_csv, as_xlsx

SHEET = Sheet(
    "指标：一/二",
    ("指标", "值（元）"),
    (("=HYPERLINK(1)", Decimal(5000000000)), ("产值", None), ("-7.69", 1.5)),
)


def test_csv_opens_in_excel_and_defuses_formulas() -> None:
    content = as_csv(SHEET)

    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert rows == [["指标", "值（元）"], ["'=HYPERLINK(1)", "5000000000"], ["产值", ""], ["-7.69", "1.5"]]


def test_xlsx_keeps_numbers_numbers_and_text_text() -> None:
    archive = ZipFile(BytesIO(as_xlsx(SHEET)))

    cells = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>5000000000</v>" in cells
    assert "<v>1.5</v>" in cells
    assert "<f>" not in cells
    assert "=HYPERLINK(1)" in archive.read("xl/sharedStrings.xml").decode()


def test_xlsx_bytes_repeat() -> None:
    assert as_xlsx(SHEET) == as_xlsx(SHEET)
