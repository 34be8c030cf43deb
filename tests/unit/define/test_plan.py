"""The difference between two versions, and entries carried from one to the other."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun.define.kinds.choices_of import Choice, ChoiceOptions
from nianlun.define.kinds.date import DateOptions
from nianlun.define.kinds.integer import IntegerOptions
from nianlun.define.kinds.text import TextOptions
from nianlun.define.load import load_shipped
from nianlun.define.migrate import EntryState, migrate
from nianlun.define.model import ClassDef, FieldDef, Move, Register, RemovedField, RemovedStage, Stage
from nianlun.define.plan import Touch, plan_catalogs, plan_registers
from tests.packs import demo_catalog
from tests.unit.define.strategies import registers, values_of

LEVEL = ChoiceOptions(
    choices=(
        Choice(id=1, key="high", label="高"),
        Choice(id=2, key="low", label="低"),
        Choice(id=3, key="no", label="无"),
    )
)
OLD = Register(
    key="things",
    id=1,
    label="物品",
    title="name",
    fields=(
        FieldDef(id=1, key="name", label="名称", kind="text", options=TextOptions()),
        FieldDef(id=2, key="fax", label="传真", kind="text", options=TextOptions()),
        FieldDef(id=3, key="level", label="等级", kind="choice", options=LEVEL),
        FieldDef(id=4, key="made", label="制造日期", kind="text", options=TextOptions()),
        FieldDef(id=5, key="count", label="数量", kind="integer", options=IntegerOptions()),
    ),
    classes=(ClassDef(id=1, key="old", label="旧"), ClassDef(id=2, key="new", label="新")),
    stages=(
        Stage(id=1, key="open", label="开", moves_to=(Move(to="half"),)),
        Stage(id=2, key="half", label="半", moves_to=(Move(to="shut"),)),
        Stage(id=3, key="shut", label="关", terminal=True),
    ),
)
NEW = dataclasses.replace(
    OLD,
    label="东西",
    fields=(
        dataclasses.replace(OLD.fields[0], key="title", label="题名"),
        dataclasses.replace(
            OLD.fields[2],
            options=ChoiceOptions(
                choices=(
                    Choice(id=1, key="top", label="高"),
                    Choice(id=2, key="low", label="低"),
                    Choice(id=4, key="mid", label="中"),
                )
            ),
        ),
        dataclasses.replace(OLD.fields[3], key="made_on", kind="date", options=DateOptions()),
        dataclasses.replace(OLD.fields[4], options=IntegerOptions(most=10)),
        FieldDef(id=6, key="note", label="备注", kind="text", options=TextOptions()),
    ),
    removed_fields=(RemovedField(id=2, key="fax", label="传真", version=2),),
    classes=(dataclasses.replace(OLD.classes[0], key="used"),),
    stages=(
        Stage(id=1, key="open", label="开", moves_to=(Move(to="checked"),)),
        Stage(id=4, key="checked", label="已查", moves_to=(Move(to="closed"),)),
        Stage(id=3, key="closed", label="关", terminal=True),
    ),
    removed_stages=(RemovedStage(id=2, key="half", becomes="checked"),),
)


def test_a_plan_names_every_difference() -> None:
    plan = plan_registers(OLD, NEW, count=lambda touch: 7)

    assert [
        (each.action, each.path.removeprefix("registers[things]."), each.destructive) for each in plan.changes
    ] == [
        ("altered", "label", False),
        ("altered", "removed_fields", False),
        ("altered", "removed_stages", False),
        ("added", "fields[note]", False),
        ("removed", "fields[fax]", True),
        ("renamed", "fields[title]", False),
        ("altered", "fields[title].label", False),
        ("renamed", "fields[level].choices[top]", False),
        ("added", "fields[level].choices[mid]", False),
        ("narrowed", "fields[level].choices[no]", True),
        ("renamed", "fields[made_on]", False),
        ("kind_changed", "fields[made_on].kind", True),
        ("altered", "fields[count].most", False),
        ("added", "stages[checked]", False),
        ("removed", "stages[half]", False),
        ("moves_changed", "stages[open].moves_to", False),
        ("renamed", "stages[closed]", False),
        ("removed", "classes[new]", True),
        ("renamed", "classes[used]", False),
    ]
    assert plan.destructive
    assert {each.count for each in plan.changes if each.touch} == {7}
    assert plan.unclear == ()


def test_what_is_gone_without_a_tombstone_is_unclear() -> None:
    new = dataclasses.replace(OLD, fields=OLD.fields[:1], stages=OLD.stages[:1])

    unclear = plan_registers(OLD, new).unclear

    assert [each.path for each in unclear] == [
        *(f"registers[things].fields[{key}]" for key in ("fax", "level", "made", "count")),
        "registers[things].stages[half]",
        "registers[things].stages[shut]",
    ]
    assert unclear[0].touch == Touch("things", field="fax")


def test_an_entry_follows_the_new_version() -> None:
    values = {"name": "甲", "fax": "123", "level": "high", "made": "2023年10月20日", "count": 12}

    found = migrate(EntryState(values, "half", ("old", "new")), OLD, NEW)

    assert found.state.values == {"title": "甲", "level": "top", "made_on": "2023-10-20", "count": 12}
    assert found.lost == {"fax": "123"}
    assert (found.state.stage, found.state.classes) == ("checked", ("used",))


@pytest.mark.parametrize(("key", "value"), [("level", "no"), ("made", "去年"), ("unheard", 1)])
def test_what_no_longer_fits_is_lost_and_told(key: str, value: object) -> None:
    found = migrate(EntryState({key: value}), OLD, NEW)

    assert found.state.values == {}
    assert found.lost == {key: value}


def test_several_choices_keep_what_is_left() -> None:
    old = dataclasses.replace(OLD, fields=(dataclasses.replace(OLD.fields[2], kind="choices"),))
    new = dataclasses.replace(NEW, fields=(dataclasses.replace(NEW.fields[1], kind="choices"),))

    found = migrate(EntryState({"level": ["high", "no"]}), old, new)

    assert found.state.values == {"level": ["top"]}
    assert found.lost == {"level": ["high", "no"]}


@given(st.data())
def test_the_same_version_changes_nothing(data: st.DataObject) -> None:
    register = data.draw(registers())
    values = data.draw(values_of(register))

    assert plan_registers(register, register).changes == ()
    assert migrate(EntryState(values), register, register).state == EntryState(values)
    assert migrate(EntryState(values), register, register).lost == {}


@given(st.data())
def test_renamed_keys_come_back(data: st.DataObject) -> None:
    """There and back again is where one began."""
    register = data.draw(registers())
    values = data.draw(values_of(register))
    renamed = dataclasses.replace(
        register, fields=tuple(dataclasses.replace(each, key=f"{each.key}_x") for each in register.fields)
    )

    there = migrate(EntryState(values), register, renamed)
    back = migrate(there.state, renamed, register)

    assert all(key.endswith("_x") for key in there.state.values)
    assert back.state.values == values


def test_registers_are_known_by_pack_and_number() -> None:
    everything, less = demo_catalog(), load_shipped("investment")

    actions = {(each.action, each.path) for each in plan_catalogs(everything, less).changes}

    assert ("vanished", "registers[projects].fields[park]") in actions
    assert plan_catalogs(less, less).changes == ()
