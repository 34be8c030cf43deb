"""A register that is built in the browser: kept wrong or right, published, exported, brought in elsewhere."""

from __future__ import annotations

import dataclasses
from io import BytesIO

import pytest
from django.urls import reverse

from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.forms.boxes import FIELD, SECTIONS, STAGE
from nianlun.apps.registers.forms.boxes import WHOLE as WHOLE_BOXES
from nianlun.apps.registers.models import Register, Version
from nianlun.define import model
from nianlun.define.kinds import KINDS
from nianlun.define.load import load

pytestmark = pytest.mark.django_db

FIELDS = {
    "label": "诉求登记",
    "title": "name",
    "field-count": "2",
    "field-0-id": "1",
    "field-0-key": "name",
    "field-0-label": "名称",
    "field-0-kind": "text",
    "field-0-required": "1",
    "field-1-label": "行业",
    "field-1-kind": "choice",
    "field-1-choices": "农业\n工业",
    "stage-count": "0",
}


@pytest.fixture
def client(client_of, alice):
    return client_of(alice)


@pytest.fixture
def begun(client, county) -> str:
    client.post(reverse("registers:builder"), {"label": "诉求登记", "key": "requests", "unit": county.pk})
    return reverse("registers:build", args=["requests"])


def test_draft_with_faults_is_kept_and_each_stands_at_its_field(client, begun):
    page = client.post(begun, {**FIELDS, "field-1-kind": "money", "field-1-unit": "斤", "do": "publish"})

    parts = {part.plain["label"]: len(part.problems) for part in page.context["fields"]}
    assert parts == {"名称": 0, "行业": 1}
    assert Register.objects.get().current is None


def test_choice_that_goes_is_retired_and_its_number_is_never_given_again(client, begun):
    client.post(begun, {**FIELDS, "do": "publish"})
    register = Register.objects.get()
    first = definition_of(register.current)
    choice = first.fields[1]

    client.post(
        begun,
        {
            **FIELDS,
            "field-1-id": "2",
            "field-1-key": choice.key,
            "field-1-choices": "工业\n服务业",
            "do": "publish",
        },
    )
    register.refresh_from_db()
    second = definition_of(register.current)

    assert [(each.id, each.label, each.retired) for each in second.fields[1].options.choices] == [
        (2, "工业", False),
        (3, "服务业", False),
        (1, "农业", True),
    ]


def test_field_that_is_removed_leaves_a_tombstone_and_is_asked_about(client, begun):
    client.post(begun, {**FIELDS, "do": "publish"})
    without = {name: value for name, value in FIELDS.items() if not name.startswith("field-1")} | {
        "field-count": "1"
    }

    asked = client.post(begun, {**without, "do": "publish"})
    client.post(begun, {**without, "do": "publish", "destructive": "1"})

    assert asked.status_code == 200
    assert asked.context["destructive"]
    removed = definition_of(Register.objects.get().current).removed_fields
    assert [(each.id, each.label) for each in removed] == [(2, "行业")]


def test_pack_of_a_register_is_brought_in_elsewhere(client, begun, county):
    client.post(begun, {**FIELDS, "do": "publish"})
    pack = client.get(reverse("registers:pack", args=["requests"])).content
    file = BytesIO(pack.replace(b"requests", b"demands").replace("诉求登记".encode(), "需求登记".encode()))
    file.name = "demands.yaml"

    response = client.post(reverse("registers:builder"), {"pack": file, "unit": county.pk})
    built = Register.objects.get(key="demands")

    assert response["Location"] == reverse("registers:build", args=["demands"])
    assert "行业" in built.versions.get().definition
    assert not Version.objects.filter(register=built).exists()


def test_newer_pack_of_a_register_built_here_becomes_its_draft(client, begun, county):
    client.post(begun, {**FIELDS, "do": "publish"})
    pack = client.get(reverse("registers:pack", args=["requests"])).content
    file = BytesIO(pack.replace("行业".encode(), "所属行业".encode()))
    file.name = "requests.yaml"

    page = client.post(reverse("registers:builder"), {"pack": file, "unit": county.pk}, follow=True)

    register = Register.objects.get()
    assert [each.action for each in page.context["changes"]] == ["altered"]
    assert "所属行业" in register.versions.get(status="draft").definition
    assert "所属行业" not in register.current.definition


def test_stage_that_is_added_is_led_to_from_the_one_before(client, begun):
    """Three stages and a tick at the end are enough; nobody has to say twice what comes after what."""
    page = client.post(begun, {**FIELDS, "do": "add-stage"})
    stages = [part.plain["key"] for part in page.context["stages"]]
    form = {**FIELDS, "stage-count": "1", "stage-0-key": stages[0], "stage-0-label": "受理"}

    page = client.post(begun, {**form, "do": "add-stage"})
    first, second = page.context["stages"]
    form |= {"stage-count": "2", "stage-0-moves": list(first.moves), "stage-1-terminal": "1"}
    form |= {"stage-1-key": second.plain["key"], "stage-1-label": "办结"}
    page = client.post(begun, {**form, "do": "add-stage"})

    assert [part.moves for part in page.context["stages"]] == [{"s2"}, frozenset(), frozenset()]
    client.post(begun, {**form, "do": "publish"})
    stages = definition_of(Register.objects.get().current).stages
    assert [[move.to for move in stage.moves_to] for stage in stages] == [["s2"], []]


def test_link_to_a_register_that_is_not_in_force_here_survives_the_form(client, begun):
    """A pack from elsewhere may link to a shipped register that this county has not applied yet."""
    linked = {**FIELDS, "field-1-kind": "link", "field-1-register": "projects"}

    page = client.post(begun, {**linked, "do": "save"})

    assert '<option value="projects" selected>' in page.content.decode()


def test_file_that_is_no_pack_is_told(client, county):
    for content in (b"\xff\xfe\x00", b"- a\n- b\n", b"registers: [", b"registers: []"):
        file = BytesIO(content)
        file.name = "a.yaml"
        page = client.post(reverse("registers:builder"), {"pack": file, "unit": county.pk})
        assert 'role="alert"' in page.content.decode()
    assert not Register.objects.exists()


PARTS = {
    "groups": model.Group,
    "classes": model.ClassDef,
    "milestones": model.Milestone,
    "floors": model.Floor,
    "duties": model.Duty,
    "rules": model.RuleDef,
    "views": model.ViewDef,
}
WRITTEN_OUT = {
    "field": {"key", "label", "label_en", "kind", "required", "unique", "help"},
    "stage": {"label", "label_en", "moves_to", "date", "terminal", "colour"},
    "register": {"label", "label_en", "description", "code", "secrecy", "title", "import_key"},
    "options": {"unit", "choices", "register", "formula", "result"},
}
"""Keys that have boxes of their own in the template."""
NOT_ASKED = {
    "id",
    "maintainer",
    "options",
    "hidden",
    "removed_fields",
    "removed_stages",
    "fields",
    "stages",
    "types",
}
"""Given by the page itself, only of use in packs that extend others, or written in files alone and kept as it is."""


def keys_of(definition: type) -> set[str]:
    return {each.name for each in dataclasses.fields(definition)} - NOT_ASKED


def test_builder_asks_for_whatever_a_pack_may_say():
    def named(boxes):
        return {box.name.split(".")[0] for box in boxes}

    for section in SECTIONS:
        assert named(section.every) - {"fields"} == keys_of(PARTS[section.name])
    options = set().union(*(keys_of(each.options) for each in KINDS.values()))
    assert named(FIELD) | WRITTEN_OUT["field"] | WRITTEN_OUT["options"] >= keys_of(model.FieldDef) | options
    assert named(STAGE) | WRITTEN_OUT["stage"] == keys_of(model.Stage)
    whole = named(WHOLE_BOXES) | WRITTEN_OUT["register"] | PARTS.keys()
    assert whole | {"key"} == keys_of(model.Register)


WHOLE = {
    **FIELDS,
    "code": "SQ-{year}-{number:3}",
    "similar_by": ["", "name"],
    "several_classes": ["", "1"],
    "field-count": "5",
    "field-0-group": "g1",
    "field-1-secrecy": "restricted",
    "field-2-label": "提出日期",
    "field-2-key": "asked_on",
    "field-2-kind": "date",
    "field-2-not_before": "2020-01-01",
    "field-3-label": "办结日期",
    "field-3-key": "closed_on",
    "field-3-kind": "date",
    "field-3-required_in": ["", "s2"],
    "field-4-label": "金额",
    "field-4-key": "amount",
    "field-4-kind": "money",
    "field-4-unit": "万元",
    "field-4-least": "0.5",
    "field-4-max_length": "7",
    "stage-count": "2",
    "stage-0-label": "受理",
    "stage-0-moves": "s2",
    "stage-1-label": "办结",
    "stage-1-terminal": "1",
    "stage-1-required": ["", "amount"],
    "alike.registers": ["", "requests"],
    "alike.documents": ["", "1"],
    "alike.by": ["", "name"],
    "alike.show": ["", "closed_on"],
    "update.every": "month",
    "update.by": "25",
    "update_where": 'stage == "s1"',
    "groups-count": "1",
    "groups-0-label": "基本情况",
    "classes-count": "1",
    "classes-0-label": "重点",
    "classes-0-required": ["", "amount"],
    "classes-0-update.every": "week",
    "classes-0-update.by": "5",
    "milestones-count": "1",
    "milestones-0-label": "答复",
    "milestones-0-after": "asked_on",
    "milestones-0-workdays": "5",
    "floors-count": "1",
    "floors-0-label": "在办",
    "floors-0-at_least": "3",
    "floors-0-where": 'stage == "s1"',
    "duties-count": "1",
    "duties-0-label": "每月一件",
    "duties-0-at_least": "1",
    "duties-0-every": "month",
    "duties-0-date": "asked_on",
    "duties-0-unit": "unit",
    "duties-0-units": ["", "town", "street"],
    "rules-count": "1",
    "rules-0-must": "closed_on >= asked_on",
    "rules-0-label": "办结不早于提出",
    "views-count": "1",
    "views-0-label": "按阶段",
    "views-0-kind": "table",
    "views-0-columns": ["", "name", "amount"],
    "views-0-sort": "-amount",
    "views-0-group_by": "stage",
    "views-0-sums": ["", "amount"],
}


def test_register_with_all_its_parts_is_built_and_leaves_as_a_pack(client, begun):
    page = client.post(begun, {**WHOLE, "do": "publish"})
    assert page.status_code == 302, [(each.path, each.slug) for each in page.context["problems"]]
    pack = client.get(reverse("registers:pack", args=["requests"])).content.decode()
    built = load({"requests.yaml": pack}).or_raise().registers["requests"]

    assert built == definition_of(Register.objects.get().current)
    assert built.code == "SQ-{year}-{number:3}"
    assert (built.several_classes, built.similar_by) == (True, ("name",))
    fields = built.field_by_key
    assert fields["name"].group == "g1"
    assert fields["f2"].secrecy is model.Secrecy.RESTRICTED
    assert fields["closed_on"].required_in == ("s2",)
    assert str(fields["amount"].options.least) == "0.5"
    assert built.stages[1].required == ("amount",)
    assert built.alike == model.Alike(
        by=("name",), registers=("requests",), documents=True, show=("closed_on",)
    )
    assert (built.update.by, str(built.update_where)) == (25, 'stage == "s1"')
    assert (built.classes[0].required, built.classes[0].update.by) == (("amount",), 5)
    assert (built.milestones[0].after, built.milestones[0].workdays) == ("asked_on", 5)
    assert (built.floors[0].at_least, built.duties[0].units) == (3, ("town", "street"))
    assert built.rules[0].label == "办结不早于提出"
    view = built.views[0]
    assert (view.columns, view.sort[0].field, view.sort[0].down) == (("name", "amount"), "amount", True)
    assert (view.group_by, view.sums) == ("stage", ("amount",))


def posted_again(page) -> dict[str, list[str]]:
    """What a browser would send back from the boxes of a page."""
    found: dict[str, list[str]] = {}
    boxes = [*page.context["about"], *page.context["cycle"], *page.context["alike"]]
    for part in (*page.context["fields"], *page.context["stages"]):
        boxes += part.more
    for shown in page.context["sections"]:
        found[f"{shown.section.name}-count"] = [str(len(shown.parts))]
        for part in shown.parts:
            found[f"{shown.section.name}-{part.number}-was"] = [part.was]
            boxes += [*part.boxes, *part.more]
    for box in boxes:
        found[box.name] = [box.value, *(each.value for each in box.choices if each.chosen)]
    return found


def test_page_sent_back_untouched_changes_nothing(client, begun):
    client.post(begun, {**WHOLE, "do": "publish"})
    before = definition_of(Register.objects.get().current)
    page = client.get(begun)
    own = {
        f"field-{number}-{name}": str(getattr(each, name) or "")
        for number, each in enumerate(before.fields)
        for name in ("id", "key", "label", "kind")
    } | {f"stage-{number}-id": str(each.id) for number, each in enumerate(before.stages)}

    client.post(begun, {**WHOLE, **own, **posted_again(page), "do": "publish"})

    assert definition_of(Register.objects.get().current) == before


def test_field_that_gets_another_key_is_followed_by_all_that_name_it(client, begun):
    client.post(begun, {**WHOLE, "do": "save"})
    page = client.get(begun)
    ids = {f"field-{number}-id": str(number + 1) for number in range(5)}

    client.post(begun, {**WHOLE, **posted_again(page), **ids, "field-4-key": "sum_asked", "do": "publish"})

    built = definition_of(Register.objects.get().current)
    assert built.views[0].sums == ("sum_asked",)
    assert built.views[0].sort[0].field == "sum_asked"
    assert built.classes[0].required == ("sum_asked",)


@pytest.mark.parametrize(
    ("wrong", "section"),
    [
        ({"milestones-0-days": "3"}, "milestones"),
        ({"floors-0-where": "stage =="}, "floors"),
        ({"duties-0-at_least": "viele"}, "duties"),
        ({"rules-0-must": "missing > 3"}, "rules"),
        ({"views-0-kind": "map"}, "views"),
        ({"classes-0-update.by": "9"}, "classes"),
    ],
)
def test_fault_of_a_part_stands_at_the_part(client, begun, wrong, section):
    page = client.post(begun, {**WHOLE, **wrong, "do": "publish"})

    faulty = {shown.section.name: shown.parts[0] for shown in page.context["sections"] if shown.faulty}
    assert faulty.keys() == {section}
    assert Register.objects.get().current is None


def test_fault_of_a_box_stands_at_the_box(client, begun):
    wrong = {"floors-0-where": "stage ==", "field-1-secrecy": "public", "update.by": "40"}
    page = client.post(begun, {**WHOLE, **wrong, "do": "publish"})

    floors = next(each for each in page.context["sections"] if each.section.name == "floors")
    at_boxes = {each.name for each in floors.parts[0].boxes if each.problems}
    at_boxes |= {each.name for each in page.context["fields"][1].more if each.problems}
    at_boxes |= {each.name for each in page.context["cycle"] if each.problems}
    assert at_boxes >= {"floors-0-where", "field-1-secrecy"}
    assert page.context["problem_count"] == 3
    assert page.content.decode().count('class="fault-words') == 3


def test_box_that_was_left_empty_is_named_as_on_the_page(client, begun):
    page = client.post(begun, {**WHOLE, "floors-0-at_least": "", "do": "publish"})

    floors = next(each for each in page.context["sections"] if each.section.name == "floors")
    (told,) = [problem for box in floors.parts[0].boxes for problem in box.problems]
    assert told.values == {"key": "至少"}
    assert not floors.parts[0].problems


@pytest.mark.parametrize("section", [each.name for each in SECTIONS])
def test_part_is_added_moved_and_taken_away(client, begun, section):
    once = client.post(begun, {**FIELDS, "do": f"add-{section}"})
    found = next(each for each in once.context["sections"] if each.section.name == section)
    gone = client.post(begun, {**FIELDS, f"{section}-count": "1", "do": f"remove-{section}-0"})

    assert len(found.parts) == 1
    assert once.context["look_at"] == f"{section}-0"
    assert not next(each for each in gone.context["sections"] if each.section.name == section).parts


def test_removed_stage_says_where_its_entries_go(client, begun):
    client.post(begun, {**WHOLE, "do": "publish"})
    one = {
        "stage-count": "1",
        "stage-0-id": "2",
        "stage-0-key": "s2",
        "stage-0-label": "办结",
        "stage-0-terminal": "1",
    }
    ids = {f"field-{number}-id": str(number + 1) for number in range(5)}
    again = {**WHOLE, **posted_again(client.get(begun)), **ids, **one}
    left = {**again, "field-3-required_in": [""], "update_where": "", "floors-0-where": ""}
    del left["stage-0-moves"]

    asked = client.post(begun, {**left, "do": "publish"})
    client.post(begun, {**left, "gone-1-becomes": "s2", "do": "publish"})

    assert asked.context["destructive"]
    removed = definition_of(Register.objects.get().current).removed_stages
    assert [(each.key, each.becomes) for each in removed] == [("s1", "s2")]
