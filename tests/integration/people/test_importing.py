"""Units, persons and posts from a sheet; units that are merged keep their past."""

from __future__ import annotations

import io
from datetime import date

import pytest
from click.testing import CliRunner
from xlsxwriter import Workbook

from nianlun.apps.people import actions
from nianlun.apps.people.actions.importing import RefusedPeopleError
from nianlun.apps.people.models import Holding, Person, Unit
from nianlun.apps.people.queries import units_of
from nianlun.cli.unit import command
from nianlun.kernel.errors import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db

UNITS = [
    ["单位名称", "简称", "类别", "上级单位"],
    ["县甲局", "甲局", "部门", ""],
    ["乙镇", "", "乡镇", "青禾县"],
    ["丙村", "", "村", "乙镇"],
]
PERSONS = [
    ["姓名", "单位", "电话", "岗位", "AB岗"],
    ["王一", "县甲局", 13800000000, "局长", "A岗"],
    ["李二", "甲局", "", "局长", "B"],
]


def sheet(**pages):
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    for name, rows in pages.items():
        page = book.add_worksheet(name)
        page.write(0, 0, "2024年名册")
        for number, row in enumerate(rows, 1):
            page.write_row(number, 0, row)
    book.close()
    return stream.getvalue()


@pytest.fixture
def bring(alice, now):
    def brought(by=alice, **pages):
        return actions.import_people(name="名册.xlsx", content=sheet(**pages), by=by, at=now)

    return brought


def test_units_persons_and_posts_are_made_once(bring, county):
    first, second = bring(单位=UNITS, 人员=PERSONS), bring(单位=UNITS, 人员=PERSONS)

    assert (first.units_made, first.persons_made, first.holdings_made) == (3, 2, 2)
    assert (second.units_made, second.units_there, second.persons_there, second.holdings_made) == (0, 3, 2, 0)
    village = Unit.objects.get(name="丙村")
    assert (village.kind, village.parent.name, village.parent.parent) == ("village", "乙镇", county)
    assert Person.objects.get(name="王一").phone == "13800000000"
    assert set(Holding.objects.values_list("post__title", "rank")) == {("局长", "A"), ("局长", "B")}


def test_every_bad_cell_is_named_and_nothing_is_made(bring):
    rows = [UNITS[0], ["", "", "部门", ""], ["丁局", "", "衙门", ""], ["戊站", "", "部门", "无此局"]]
    people = [PERSONS[0], ["赵三", "无此局", "", "", ""], ["钱四", "青禾县", "", "科员", "C"]]

    with pytest.raises(RefusedPeopleError) as caught:
        bring(单位=rows, 人员=people)
    bad = {f"{each.sheet}!{each.cell}": each.slug for each in caught.value.bad}
    assert bad == {
        "单位!A3": "people.import.no_name",
        "单位!C4": "people.import.kind",
        "单位!D5": "people.import.unit_unknown",
        "人员!B3": "people.import.unit_unknown",
        "人员!E4": "people.import.rank",
    }
    assert not Unit.objects.filter(name="丁局").exists()
    assert not Person.objects.exists()


@pytest.mark.parametrize("name", ["bob", "charlie", "nobody"])
def test_only_the_county_brings_people_in(request, bring, name):
    with pytest.raises(RefusedError) as caught:
        bring(by=request.getfixturevalue(name), 单位=UNITS)
    assert caught.value.slug == "people.import.not_allowed"


def test_command_brings_a_file_in_and_names_bad_cells(county, tmp_path):
    file = tmp_path / "名册.xlsx"
    file.write_bytes(sheet(单位=UNITS))
    assert "units made: 3" in CliRunner().invoke(command, ["import", str(file)]).output

    file.write_bytes(sheet(单位=[UNITS[0], ["丁局", "", "衙门", ""]]))
    outcome = CliRunner().invoke(command, ["import", str(file)])
    assert isinstance(outcome.exception, RefusedPeopleError)
    assert "单位!C3: 没有“衙门”这一单位类别" in outcome.output


def test_merged_unit_is_closed_and_its_past_is_read_by_the_other(bureau, other_bureau, bob, alice, now):
    keeper = factories.UserFactory(unit=other_bureau)
    factories.GrantFactory(user=keeper, unit=other_bureau, role="keep", area="registers")

    merged = actions.merge_unit(unit=bureau, into=other_bureau, on=date(2024, 3, 1), by=alice, at=now)
    bob.refresh_from_db()
    assert (merged.closed_on, merged.merged_into, merged.parent) == (
        date(2024, 3, 1),
        other_bureau,
        other_bureau,
    )
    assert bob.unit == other_bureau
    assert units_of(keeper, "keep", "registers") == {bureau.pk, other_bureau.pk}
    with pytest.raises(RefusedError) as caught:
        actions.merge_unit(unit=bureau, into=other_bureau, on=date(2024, 3, 1), by=alice, at=now)
    assert caught.value.slug == "people.unit.merged_already"


def test_unit_is_not_merged_into_what_belongs_to_it_or_is_closed(county, bureau, other_bureau, alice, now):
    actions.merge_unit(unit=bureau, into=other_bureau, on=date(2024, 3, 1), by=alice, at=now)
    bureau.refresh_from_db()

    for unit, into, slug in (
        (county, other_bureau, "people.unit.below_itself"),
        (other_bureau, bureau, "people.unit.closed"),
    ):
        with pytest.raises(RefusedError) as caught:
            actions.merge_unit(unit=unit, into=into, on=date(2024, 3, 1), by=alice, at=now)
        assert caught.value.slug == slug
