"""Sheets come in: matched, looked at, carried out all or in part, again without harm."""

from __future__ import annotations

import io

import pytest
from xlsxwriter import Workbook

from nianlun.apps.registers import actions
from nianlun.apps.registers.actions.carrying import RefusedImportError, preview
from nianlun.apps.registers.exporting.sheets import export_csv, export_xlsx
from nianlun.apps.registers.importing.matching import place_of
from nianlun.apps.registers.models import Entry, ImportBatch, Version
from nianlun.apps.registers.queries.table_request import TableRequest
from nianlun.kernel.errors import RefusedError
from tests.integration.registers.kit import AT, PACK, republish

pytestmark = pytest.mark.django_db

HEAD = ["序号", "名称", "投资额（亿元）", "签约 日期", "产业类别", "乡镇"]


def sheet(*rows, title="2024年工程一览表"):
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("工程")
    page.write(0, 0, title)
    for number, row in enumerate((HEAD, *rows), 1):
        page.write_row(number, 0, row)
    book.close()
    return stream.getvalue()


GOOD = [
    [1, "甲工程", 1.5, "2024年1月3日", "宠物", "城关镇"],
    [2, "乙工程", "2", "2024-01-04", "数字", "城关镇"],
]


@pytest.fixture
def bring(register, dora, bureau, town):
    def brought(content, name="工程.xlsx", form=ImportBatch.Form.XLSX):
        return actions.bring_sheet(
            register=register, unit=bureau, name=name, content=content, by=dora, at=AT, form=form
        )

    return brought


def carry(batch, dora, **options):
    return actions.carry_out_import(batch_id=batch.pk, by=dora, at=AT, **options)


def test_columns_are_known_by_label_likeness_and_unit_of_measure(bring, dora):
    plan = preview(batch=bring(sheet(*GOOD)), by=dora, at=AT)

    found = {column.header: (column.key, column.guess) for column in plan.matching.columns}
    assert plan.matching.header_row == 1
    assert found == {
        "序号": ("", False),
        "名称": ("name", False),
        "投资额（亿元）": ("amount", False),
        "签约 日期": ("signed_on", False),
        "产业类别": ("industry", True),
        "乡镇": ("town", False),
    }


def test_rows_become_entries(bring, dora, town):
    outcome = carry(bring(sheet(*GOOD, ["合计", "", 3.5])), dora)

    values = [version.values for version in Version.objects.order_by("number", "pk")]
    assert (outcome.added, outcome.changed, outcome.unchanged, outcome.bad) == (2, 0, 0, ())
    assert values[0] == {"1": "甲工程", "2": "150000000", "5": "2024-01-03", "8": "pets", "10": town.pk}


def test_columns_that_were_set_by_hand_are_known_again_wherever_they_stand(bring, dora):
    """What was said of the second column of one sheet says nothing of the second column of another."""
    first = bring("项目,说明\n甲,完成征地\n".encode(), "一.csv", ImportBatch.Form.CSV)
    chosen = {place_of(0): "name", place_of(1): "progress"}
    actions.set_matching(batch_id=first.pk, chosen=chosen, sheet="", by=dora, at=AT)
    carry(first, dora)

    plan = preview(
        batch=bring("说明,项目\n完成供地,乙\n".encode(), "二.csv", ImportBatch.Form.CSV), by=dora, at=AT
    )

    assert [(column.header, column.key) for column in plan.matching.columns] == [
        ("说明", "progress"),
        ("项目", "name"),
    ]


def test_field_that_was_renamed_or_added_since_is_matched_by_its_label(bring, dora, register):
    carry(bring("名称,投资额,备注说明\n甲,5,无\n".encode(), "一.csv", ImportBatch.Form.CSV), dora)
    changed = PACK.replace("key: amount, label", "key: invest, label").replace(
        "formula: amount", "formula: invest"
    )
    changed = changed.replace("[amount]", "[invest]").replace("name, amount]", "name, invest]")
    changed = changed.replace("{field: amount,", "{field: invest,").replace(
        "  classes:", "  - {id: 30, key: extra, label: 备注说明, kind: text}\n  classes:", 1
    )
    republish(register, changed, dora)

    plan = preview(
        batch=bring("名称,投资额,备注说明\n乙,6,有\n".encode(), "二.csv", ImportBatch.Form.CSV),
        by=dora,
        at=AT,
    )

    assert [column.key for column in plan.matching.columns] == ["name", "invest", "extra"]
    assert plan.bad_cells == ()


def test_every_bad_cell_is_named_and_nothing_is_written(bring, dora):
    bad = [3, "丙工程", "很多", "去年", "宠物业", "城管镇"]
    batch = bring(sheet(*GOOD, bad))

    with pytest.raises(RefusedImportError) as caught:
        carry(batch, dora)
    cells = {each.cell: each for each in caught.value.plan.bad_cells}
    assert cells.keys() == {"C5", "D5", "E5", "F5"}
    assert (cells["F5"].column, cells["F5"].raw, cells["F5"].fault.suggestion) == ("乡镇", "城管镇", "城关镇")
    assert all(each.words() and each.words("en") and each.sheet == "工程" for each in cells.values())
    assert Entry.objects.count() == 0


def test_good_rows_alone_are_written_where_told(bring, dora):
    outcome = carry(bring(sheet(*GOOD, [3, "丙", "很多"])), dora, good_rows_only=True)

    assert (outcome.added, outcome.batch.left_out, [each.cell for each in outcome.bad]) == (2, 1, ["C5"])


def test_same_sheet_again_changes_nothing(bring, dora):
    carry(bring(sheet(*GOOD)), dora)
    changed = [list(row) for row in GOOD]
    changed[0][2] = 1.6

    assert carry(bring(sheet(*GOOD)), dora).unchanged == 2
    outcome = carry(bring(sheet(*changed)), dora)
    assert (outcome.added, outcome.changed, outcome.unchanged) == (0, 1, 1)
    assert Version.objects.count() == 3


def test_two_rows_with_one_key_are_refused(bring, dora):
    batch = bring(sheet(GOOD[0], GOOD[0]))

    with pytest.raises(RefusedImportError) as caught:
        carry(batch, dora)
    assert [each.cell for each in caught.value.plan.bad_cells] == ["4"]


def test_import_is_carried_out_once(bring, dora):
    batch = bring(sheet(*GOOD))
    carry(batch, dora)

    with pytest.raises(RefusedError) as caught:
        carry(batch, dora)
    assert caught.value.slug == "registers.import.over"


def test_block_without_header_is_read_in_the_order_given(bring, dora):
    block = "甲工程\t100\n乙工程\t—\n"
    batch = bring(block.encode(), name="粘贴", form=ImportBatch.Form.PASTE)

    carry(batch, dora, order=["name", "amount"])
    assert [version.values.get("2") for version in Version.objects.order_by("pk")] == ["1000000", None]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_csv_of_any_usual_encoding_is_read(bring, dora, encoding):
    content = "名称,投资额\n甲工程,100\n".encode(encoding)

    assert carry(bring(content, name="x.csv", form=ImportBatch.Form.CSV), dora).added == 1


def test_export_comes_back_without_a_change(bring, dora, register):
    carry(bring(sheet(*GOOD)), dora)
    columns = ("name", "amount", "signed_on", "industry", "town", "per_mu")
    target = io.BytesIO()
    assert export_xlsx(dora, register, TableRequest(columns=columns), target) == 2
    text = "".join(export_csv(dora, register, TableRequest(columns=columns)))

    assert carry(bring(target.getvalue()), dora).unchanged == 2
    assert carry(bring(text.encode(), name="x.csv", form=ImportBatch.Form.CSV), dora).unchanged == 2


def test_nothing_in_an_export_becomes_a_formula(make, register, dora):
    make("=cmd|' /C calc'!A0")

    text = "".join(export_csv(dora, register, TableRequest(columns=("name",))))
    assert "'=cmd" in text


def test_person_without_right_brings_nothing_in(register, erin, bureau):
    with pytest.raises(RefusedError) as caught:
        actions.bring_sheet(register=register, unit=bureau, name="x", content=sheet(*GOOD), by=erin, at=AT)
    assert caught.value.slug == "registers.entry.not_allowed"


def test_import_takes_a_constant_number_of_queries(bring, dora, django_assert_max_num_queries):
    rows = [[number, f"工程{number}", 1, "2024-01-03", "宠物", "城关镇"] for number in range(60)]
    batch = bring(sheet(*rows))

    with django_assert_max_num_queries(40):
        carry(batch, dora)
