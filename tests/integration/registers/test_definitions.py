"""Definitions change under running entries; registers are built in the browser and carried elsewhere."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from nianlun.apps.registers import actions
from nianlun.apps.registers.actions.definitions import RefusedPlanError, plan_of_draft
from nianlun.apps.registers.definitions.installed import installed, pack_of_registers
from nianlun.apps.registers.definitions.planning import plan_packs
from nianlun.apps.registers.definitions.text import definition_of, read_text, text_of
from nianlun.apps.registers.models import FieldSlot, IndexRow, Register, RegisterVersion, Version
from nianlun.apps.registers.queries.table import table
from nianlun.apps.registers.queries.table_request import FilterBy, TableRequest
from nianlun.apps.registers.queries.timeline import timeline
from nianlun.cli.packs import command
from nianlun.define.errors import PacksError
from nianlun.define.export import export_pack, plain
from nianlun.define.load import load_shipped
from nianlun.kernel.errors import RefusedError
from tests import factories
from tests.integration.registers.kit import AT, PACK, definition_from, republish

pytestmark = pytest.mark.django_db


@pytest.fixture
def county_packs(settings, tmp_path):
    """A county folder to which packs are written."""
    settings.PACKS_FOLDER = tmp_path / "packs"
    settings.PACKS_FOLDER.mkdir()

    def write(text: str, name: str = "tests.yaml") -> None:
        (settings.PACKS_FOLDER / name).write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def system(db):
    from nianlun.apps.people.actions import system_user

    return system_user()


def test_definition_survives_its_text():
    for definition in [definition_from(PACK), *load_shipped().registers.values()]:
        assert read_text(text_of(definition)) == definition


CHANGED = (
    PACK.replace("key: amount, label: 投资额", "key: invest, label: 总投资")
    .replace("formula: amount / area", "formula: invest / area")
    .replace("required: [amount]", "required: [invest]")
    .replace(
        "columns: [name, amount], sums: [amount], sort: [{field: amount",
        "columns: [name, invest], sums: [invest], sort: [{field: invest",
    )
    .replace("  - {id: 4, key: staff, label: 人数, kind: integer}\n", "")
    .replace("  classes:\n", "  removed_fields:\n  - {id: 4, key: staff, label: 人数}\n  classes:\n", 1)
    .replace("{id: 1, key: pets, label: 宠物}", "{id: 1, key: animals, label: 萌宠}")
    .replace('industry == "pets"', 'industry == "animals"')
    .replace(
        "  - {id: 4, key: ended",
        "  - {id: 5, key: paused, label: 暂停, moves_to: [signed]}\n  - {id: 4, key: ended",
    )
    .replace("moves_to: [started, planned]", "moves_to: [started, planned, paused]")
)


def test_plan_tells_and_apply_does_and_running_entries_keep_working(
    county_packs, system, bureau, dora, later, django_assert_num_queries
):
    county_packs(PACK)
    actions.apply_packs(by=system, at=AT, packs=["tests"])
    register = Register.objects.get(key="works")
    values = {"name": "甲", "amount": "100", "staff": "5", "industry": "宠物"}
    entry = actions.create_entry(register=register, unit=bureau, values=values, by=dora, at=AT, final=True)

    county_packs(CHANGED)
    (plan,) = plan_packs(installed(), "tests")
    told = {
        (each.action, each.path.removeprefix("registers[works].")): each.count for each in plan.plan.changes
    }
    assert plan.plan.destructive
    assert told["renamed", "fields[invest]"] == 1
    assert told["removed", "fields[staff]"] == 1
    assert told["added", "stages[paused]"] == 0
    with pytest.raises(RefusedPlanError) as caught:
        actions.apply_packs(by=system, at=AT, packs=["tests"])
    assert caught.value.slug == "registers.packs.destructive"
    actions.apply_packs(by=system, at=AT, packs=["tests"], destructive=True)

    register.refresh_from_db()
    row = table(dora, register, TableRequest(view="pets")).rows[0]
    assert row.values == {"name": "甲", "invest": "1000000", "industry": "animals"}
    asked = TableRequest(filters=(FilterBy("industry", "any_of", ("萌宠",)),))
    assert table(dora, register, asked).total == 1

    kept = actions.edit_entry(entry_id=entry.pk, values={"staff": "6"}, by=dora, at=later(1))
    assert kept.values["4"] == 6
    newest = actions.upgrade_entry(entry_id=entry.pk, by=dora, at=later(2))
    assert (newest.values, newest.detail["lost"]) == ({"1": "甲", "2": "1000000", "8": "animals"}, ["staff"])
    step = timeline(dora, entry.pk).items[0]
    assert [(each.field.label, each.before, each.after) for each in step.difference.fields] == [
        ("人数", 6, None)
    ]
    with pytest.raises(RefusedError) as caught:
        actions.upgrade_entry(entry_id=entry.pk, by=dora, at=later(3))
    assert caught.value.slug == "registers.entry.newest_already"
    assert plan_packs(installed(), "tests") == []


def test_field_gone_without_a_word_stops_the_plan(county_packs, system):
    county_packs(PACK)
    actions.apply_packs(by=system, at=AT, packs=["tests"])
    county_packs(PACK.replace("  - {id: 4, key: staff, label: 人数, kind: integer}\n", ""))

    with pytest.raises(RefusedPlanError) as caught:
        actions.apply_packs(by=system, at=AT, packs=["tests"], destructive=True)
    assert caught.value.slug == "registers.packs.unclear"
    assert "fields[staff]" in caught.value.values["paths"]


def test_register_that_goes_is_closed_and_stays_legible(county_packs, system, bureau, dora):
    county_packs(PACK)
    actions.apply_packs(by=system, at=AT, packs=["tests"])
    register = Register.objects.get(key="works")
    actions.create_entry(register=register, unit=bureau, values={"name": "甲"}, by=dora, at=AT)
    county_packs("pack: {key: tests, label: 测试, version: 2}\n")

    actions.apply_packs(by=system, at=AT, packs=["tests"], destructive=True)
    register.refresh_from_db()
    assert table(dora, register, TableRequest()).total == 1
    with pytest.raises(RefusedError) as caught:
        actions.create_entry(register=register, unit=bureau, values={"name": "乙"}, by=dora, at=AT)
    assert caught.value.slug == "registers.register.closed"


def test_faulty_pack_stops_check_with_file_line_and_words(county_packs, db):
    county_packs(PACK.replace("kind: integer", "kind: intger"))

    outcome = CliRunner().invoke(command, ["check"])
    assert outcome.exit_code == 1
    assert "tests.yaml:17" in outcome.output
    assert "1 problems" in outcome.output


def test_packs_that_are_shipped_are_sound_and_applied(system):
    plans = actions.apply_packs(by=system, at=AT)

    assert len(plans) >= 11
    assert Register.objects.filter(source="shipped", current__isnull=False).count() == len(plans)
    without = [
        (register.key, each.key)
        for register in Register.objects.select_related("current")
        for each in definition_of(register.current).fields
        if each.kind not in ("long_text", "computed")
        and not FieldSlot.objects.filter(register=register, field=each.id)
    ]
    assert without == []


def test_only_the_county_applies_packs(dora, alice):
    with pytest.raises(RefusedError) as caught:
        actions.apply_packs(by=dora, at=AT)
    assert caught.value.slug == "registers.packs.not_allowed"
    assert actions.apply_packs(by=alice, at=AT)


PLAIN = {
    "key": "visits_here",
    "label": "走访",
    "title": "firm",
    "import_key": ["firm"],
    "fields": [
        {"id": 1, "key": "firm", "label": "企业", "kind": "text", "required": True},
        {"id": 2, "key": "visited_on", "label": "走访日期", "kind": "date"},
    ],
    "stages": [
        {"id": 1, "key": "open", "label": "在办", "moves_to": ["done"]},
        {"id": 2, "key": "done", "label": "办结", "terminal": True},
    ],
    "update": {"every": "month", "by": 25},
}


def test_register_is_built_in_the_browser_and_loaded_elsewhere(alice, bureau, county_packs, system):
    draft, problems = actions.save_definition_draft(plain=PLAIN, unit=bureau, by=alice, at=AT)
    assert problems == ()
    version = actions.publish_definition(register=draft.register, by=alice, at=AT)
    register = Register.objects.select_related("current").get(key="visits_here")
    assert (version.status, register.source, register.maintainer) == ("published", "browser", bureau)
    actions.create_entry(register=register, unit=bureau, values={"firm": "某公司"}, by=alice, at=AT)

    text = export_pack(pack_of_registers([register], key="visits_here", label="走访"))
    county_packs(text, "visits_here.yaml")
    actions.apply_packs(by=system, at=AT)
    register.refresh_from_db()
    definition = definition_of(register.current)
    assert (register.source, register.pack) == ("county", "visits_here")
    assert [each.key for each in definition.fields] == ["firm", "visited_on"]
    assert table(alice, register, TableRequest()).total == 1


def test_draft_may_be_wrong_and_is_not_published_then(alice, bureau):
    wrong = {
        **PLAIN,
        "title": "nothing",
        "fields": [{"id": 1, "key": "firm", "label": "企业", "kind": "tekst"}],
    }
    draft, problems = actions.save_definition_draft(plain=wrong, unit=bureau, by=alice, at=AT)

    assert {each.slug for each in problems} >= {"define.field.kind"}
    with pytest.raises(PacksError):
        actions.publish_definition(register=draft.register, by=alice, at=AT)
    actions.discard_draft(register=draft.register, by=alice, at=AT)
    assert not Register.objects.filter(key="visits_here").exists()


def test_draft_of_a_published_register_tells_what_it_changes(alice, bureau):
    draft, _ = actions.save_definition_draft(plain=PLAIN, unit=bureau, by=alice, at=AT)
    actions.publish_definition(register=draft.register, by=alice, at=AT)
    register = Register.objects.select_related("current").get(key="visits_here")
    fields = [*PLAIN["fields"], {"id": 3, "key": "result", "label": "结果", "kind": "long_text"}]
    actions.save_definition_draft(
        plain={**PLAIN, "fields": fields}, unit=bureau, by=alice, at=AT, register=register
    )

    assert [each.path for each in plan_of_draft(register).changes] == [
        "registers[visits_here].fields[result]"
    ]
    assert actions.publish_definition(register=register, by=alice, at=AT).number == 2


@pytest.mark.parametrize("name", ["dora", "charlie", "nobody"])
def test_only_administrators_build_registers(request, name, bureau):
    with pytest.raises(RefusedError) as caught:
        actions.save_definition_draft(plain=PLAIN, unit=bureau, by=request.getfixturevalue(name), at=AT)
    assert caught.value.slug == "registers.definition.not_allowed"


def test_draft_of_another_office_is_not_touched(alice, bureau, other_bureau):
    draft, _ = actions.save_definition_draft(plain=PLAIN, unit=bureau, by=alice, at=AT)
    stranger = factories.UserFactory(unit=other_bureau)
    factories.GrantFactory(user=stranger, unit=other_bureau, role="administer", area="registers")

    with pytest.raises(RefusedError) as caught:
        actions.save_definition_draft(
            plain=PLAIN, unit=other_bureau, by=stranger, at=AT, register=draft.register
        )
    assert caught.value.slug == "registers.definition.not_allowed"


def test_register_of_a_pack_is_not_changed_in_the_browser(register, alice, bureau):
    with pytest.raises(RefusedError) as caught:
        actions.save_definition_draft(
            plain=plain(definition_from(PACK)), unit=bureau, by=alice, at=AT, register=register
        )
    assert caught.value.slug == "registers.definition.not_built_here"


def test_new_definition_gives_columns_and_takes_none(register, alice, make):
    make("甲", staff="3")
    before = dict(FieldSlot.objects.filter(register=register).values_list("field", "column"))
    text = PACK.replace(
        "  classes:\n", "  - {id: 20, key: extra, label: 其他, kind: integer}\n  classes:\n", 1
    )
    republish(register, text, alice)

    after = dict(FieldSlot.objects.filter(register=register).values_list("field", "column"))
    assert after.items() > before.items()
    assert 20 in after
    assert IndexRow.objects.filter(register=register).count() == 1
    assert RegisterVersion.objects.filter(register=register, status="published").count() == 1
    assert Version.objects.get(entry__register=register).definition.status == "retired"
