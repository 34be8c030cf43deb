"""What is seen as an Excel file: the rows, and the definition as a second sheet; also as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from django.utils import timezone
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from nianlun.apps.people.models import User
from nianlun.apps.registers.exporting.rows import every_page
from nianlun.apps.registers.models import Register
from nianlun.apps.registers.queries.table import TablePage, TableRow
from nianlun.apps.registers.queries.table_request import TableRequest
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.base import Cell
from nianlun.define.model import FieldDef
from nianlun.define.words import Language, either, label_of

FIRST = (
    ("编号", "Number"),
    ("责任单位", "Kept by"),
    ("阶段", "Stage"),
    ("清单", "Lists"),
    ("状态", "State"),
    ("更新", "Updated"),
)
"""Columns every register has, before and after its fields; an import knows them again."""
LABELS = (
    ("字段", "Field"),
    ("标识", "Key"),
    ("类型", "Kind"),
    ("必填", "Required"),
    ("说明", "What to write"),
)
COULD_BE_A_FORMULA = ("=", "+", "-", "@")
WIDEST = 60


def export_xlsx(
    user: User,
    register: Register,
    request: TableRequest,
    target: BinaryIO,
    *,
    language: Language = Language.CHINESE,
    today: date | None = None,
) -> int:
    """Write what is seen, with the definition as a second sheet; gives the number of rows.

    Raises:
        RefusedError: `registers.export.too_large`, `registers.register.missing`, `registers.table.*`
    """
    pages = every_page(user, register, request, today=today)
    first = next(pages)
    book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    try:
        rows = _write_rows(book, first, pages, language)
        _write_definition(book, first, language)
    finally:
        book.close()
    return rows


def headings(page: TablePage, language: Language) -> list[str]:
    """What stands above the columns; a unit of measure stands behind its field."""
    code, unit, stage, lists, state, updated = (either(language, *each) for each in FIRST)
    fields = [_heading(each, language) for each in page.columns]
    staged = [stage] if page.ledger.definition.stages else []
    listed = [lists] if page.ledger.definition.classes else []
    return [code, *fields, *staged, *listed, unit, state, updated]


def _heading(each: FieldDef, language: Language) -> str:
    unit = getattr(each.options, "unit", "")
    return f"{label_of(each, language)}（{unit}）" if unit else label_of(each, language)


def cells(page: TablePage, row: TableRow, language: Language) -> list[Any]:
    """The cells of a row, as Excel understands them."""
    definition = page.ledger.definition
    fields = [
        KINDS[each.kind].cell_value(row.values.get(each.key), each.options, page.ledger.names)
        for each in page.columns
    ]
    staged = [label_of(row.stage, language) if row.stage else ""] if definition.stages else []
    lists = [label_of(definition.class_by_key[key], language) for key in row.classes]
    listed = ["、".join(lists)] if definition.classes else []
    state = either(language, *(("已提交", "submitted") if row.is_final else ("草稿", "draft")))
    return [
        row.code,
        *fields,
        *staged,
        *listed,
        row.unit.name,
        state,
        timezone.localtime(row.updated_at).date(),
    ]


def _formats(page: TablePage) -> list[Cell]:
    text, day = Cell("text", "@"), Cell("date", "yyyy-mm-dd", 12)
    fields = [KINDS[each.kind].cell(each.options) for each in page.columns]
    staged = [text] if page.ledger.definition.stages else []
    listed = [text] if page.ledger.definition.classes else []
    return [text, *fields, *staged, *listed, text, text, day]


def _write_rows(book: Workbook, first: TablePage, pages: Iterator[TablePage], language: Language) -> int:
    sheet = book.add_worksheet(_sheet_name(label_of(first.ledger.definition, language)))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    kinds = _formats(first)
    formats = [book.add_format({"num_format": each.format, "valign": "top"}) for each in kinds]
    for column, (words, kind) in enumerate(zip(headings(first, language), kinds, strict=True)):
        sheet.set_column(column, column, min(kind.width, WIDEST))
        sheet.write_string(0, column, words, head)
    sheet.freeze_panes(1, 1)
    number = 0
    for page in _chained(first, pages):
        for row in page.rows:
            number += 1
            for column, value in enumerate(cells(page, row, language)):
                _write(sheet, number, column, value, formats[column])
    sheet.autofilter(0, 0, max(number, 1), len(kinds) - 1)
    return number


def _chained(first: TablePage, pages: Iterator[TablePage]) -> Iterator[TablePage]:
    yield first
    yield from pages


def _write(sheet: Worksheet, row: int, column: int, value: Any, form: Format) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, form)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value, form)
    elif isinstance(value, (date, datetime)):
        sheet.write_datetime(row, column, value, form)
    else:
        sheet.write_string(row, column, str(value), form)


def _sheet_name(label: str) -> str:
    """Excel allows 31 characters, and not these."""
    return "".join(mark for mark in label if mark not in "[]:*?/\\'")[:31] or "Sheet1"


def _write_definition(book: Workbook, page: TablePage, language: Language) -> None:
    sheet = book.add_worksheet(either(language, "填报说明", "Definition"))
    head = book.add_format({"bold": True, "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for column, words in enumerate(LABELS):
        sheet.write_string(0, column, either(language, *words), head)
    for row, values in enumerate(_described(page, language), 1):
        for column, words in enumerate(values):
            sheet.write_string(row, column, words, wrap)
    for column, width in enumerate((22, 18, 44, 8, 50)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)


def _described(page: TablePage, language: Language) -> Iterator[Sequence[str]]:
    ledger = page.ledger
    for each in ledger.definition.fields:
        if ledger.reach(each) and not each.hidden:
            required = either(language, "是", "yes") if each.required else ""
            words = KINDS[each.kind].describe(each.options, language)
            yield (
                label_of(each, language),
                each.key,
                words,
                required,
                either(language, each.help, each.help_en),
            )
    for stage in ledger.definition.stages:
        yield (either(language, "阶段", "Stage"), stage.key, label_of(stage, language), "", "")
    for each_list in ledger.definition.classes:
        about = either(language, each_list.description, each_list.description_en)
        yield (either(language, "清单", "List"), each_list.key, label_of(each_list, language), "", about)


def export_csv(
    user: User,
    register: Register,
    request: TableRequest,
    *,
    language: Language = Language.CHINESE,
    today: date | None = None,
) -> Iterator[str]:
    """Lines of a CSV file with the mark by which Excel knows UTF-8; nothing in it becomes a formula.

    Raises:
        RefusedError: `registers.export.too_large`, `registers.register.missing`, `registers.table.*`
    """
    pages = every_page(user, register, request, today=today)
    first = next(pages)
    yield "\ufeff" + _line(headings(first, language))
    for page in _chained(first, pages):
        for row in page.rows:
            yield _line([_plain(value) for value in cells(page, row, language)])


def _plain(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(COULD_BE_A_FORMULA):
        return f"'{value}"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _line(values: Sequence[Any]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerow(["" if value is None else value for value in values])
    return stream.getvalue()
