"""What the pages of the registers do: show, filter, write, move, bring in, take away."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
import python_calamine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nianlun.apps.audit.models import Event
from nianlun.apps.registers import actions
from nianlun.apps.registers.models import Entry, ImportBatch, SavedView, Version
from tests.integration.registers.kit import AT, PACK, make_register, republish

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of, dora):
    return client_of(dora)


def text_of(response) -> str:
    return response.content.decode()


def table(client, query: str = "view=") -> str:
    response = client.get(f"{reverse('registers:table', args=['works'])}?{query}")
    assert response.status_code == 200
    return text_of(response)


def test_table_filters_by_an_operator_of_the_kind(client, make):
    make("一号工程", amount="100万元")
    make("二号工程", amount="900万元")

    page = table(client, "view=&filter=amount:at_least:500万元")

    assert "二号工程" in page
    assert "一号工程" not in page
    assert "投资额 不小于 500万元" in page


def test_condition_that_is_added_becomes_part_of_the_address(client, make):
    make()

    response = client.get(
        reverse("registers:table", args=["works"]),
        {"view": "", "add": "industry", "way": "any_of", "operand": ["pets", "digital"]},
    )

    assert response.status_code == 302
    assert "industry%3Aany_of%3Apets%3Adigital" in response["Location"]


def test_table_says_why_a_condition_cannot_be_asked(client, make):
    make()

    page = table(client, "view=&filter=amount:at_least:many")

    assert 'role="alert"' in page
    assert "一号工程" in page


def test_grouping_of_a_view_is_switched_off_and_stays_off(client, register, alice, make):
    """A view that groups is one's own to look at without groups; switching to another view groups again."""
    republish(register, PACK + "  - {key: by_stage, label: 按阶段, group_by: stage}\n", alice)
    address = reverse("registers:table", args=["works"])
    make("甲", industry="宠物")

    grouped, flat = (client.get(f"{address}?view=by_stage{more}") for more in ("", "&group=-&sort=code"))
    asked_again = client.get(f"{address}?{flat.context['fixed']['code'].address}")

    assert [block.words for block in grouped.context["blocks"]] == ["谋划"]
    assert [block.group for block in flat.context["blocks"]] == [None]
    assert [block.group for block in asked_again.context["blocks"]] == [None]
    assert ("group", "-") not in flat.context["kept"]["view"]


def test_table_groups_with_sums(client, make):
    make("一号工程", amount="100万元", industry="宠物")
    make("二号工程", amount="200万元", industry="宠物")
    make("三号工程", amount="5万元", industry="数字")

    page = table(client, "view=&group=industry&sums=amount")

    assert "305万元" in page
    assert "300万元" in page


def test_table_as_of_a_day_shows_what_was_known_then(client, make, dora, later):
    entry = make("一号工程", amount="100万元", final=True)
    actions.edit_entry(entry_id=entry.pk, values={"amount": "900万元"}, by=dora, at=later(72))

    assert "100万元" in table(client, "view=&as_of=2024-01-03")
    assert "900万元" in table(client, "view=&as_of=2024-01-05")
    assert "data-cell" not in table(client, "view=&as_of=2024-01-03")


def test_difference_of_two_days_names_the_field_and_both_readings(client, make, dora, later):
    entry = make("一号工程", amount="100万元", final=True)
    make("二号工程", at=later(30))
    actions.edit_entry(entry_id=entry.pk, values={"amount": "900万元"}, by=dora, at=later(72))

    page = text_of(
        client.get(
            reverse("registers:difference", args=["works"]), {"from": "2024-01-02", "to": "2024-01-05"}
        )
    )

    assert "<del>100万元</del>" in page
    assert "<ins>900万元</ins>" in page
    assert "二号工程" in page


@pytest.mark.usefixtures("register")
def test_new_entry_is_written_by_the_form(client, bureau):
    response = client.post(
        reverse("registers:new", args=["works"]),
        {
            "unit": bureau.pk,
            "value-name": "新工程",
            "value-amount": "1.5亿元",
            "value-needs-asked": "1",
            "value-needs": ["land", "fund"],
            "final": "1",
        },
    )

    version = Version.objects.get()
    assert response.status_code == 302
    assert version.values["2"] == "150000000"
    assert version.values["9"] == ["land", "fund"]
    assert version.state == "final"


@pytest.mark.usefixtures("register")
def test_form_says_at_the_field_what_cannot_be_read_and_what_was_perhaps_meant(client, bureau):
    response = client.post(
        reverse("registers:new", args=["works"]),
        {
            "unit": bureau.pk,
            "value-name": "新工程",
            "value-industry": "宠物",
            "value-area": "两百斤",
            "final": "1",
        },
    )

    page = text_of(response)
    assert not Entry.objects.exists()
    assert 'class="fault-words"' in page
    assert 'value="新工程"' in page


def test_unchanged_boxes_of_a_form_make_no_version(client, make):
    entry = make(
        "一号工程", amount="1.25亿元", signed_on="2024-01-01", needs="土地、资金", year="2024", final=True
    )
    page = client.get(reverse("registers:edit", args=[entry.pk]))
    boxes = {
        box.name: box.raw
        for _group, inside in page.context["groups"]
        for box in inside
        if box.field.kind != "file"
    }

    client.post(
        reverse("registers:edit", args=[entry.pk]),
        {**boxes, "value-needs-asked": "1", "expected": "1", "lists-asked": "1"},
    )

    assert Version.objects.count() == 1


def test_edit_of_an_entry_that_changed_meanwhile_is_refused_with_who_and_when(client, make, alice, later):
    entry = make("一号工程", final=True)
    actions.edit_entry(entry_id=entry.pk, values={"staff": "7"}, by=alice, at=later(1))

    page = text_of(
        client.post(reverse("registers:edit", args=[entry.pk]), {"value-staff": "9", "expected": "1"})
    )

    assert "Alice" in page
    assert Version.objects.count() == 2


def test_correction_names_what_it_corrects(client, make):
    entry = make("一号工程", amount="100万元", final=True)

    client.post(
        reverse("registers:correct", args=[entry.pk]),
        {
            "value-amount": "200",
            "reason": "合同原件为200万元",
            "corrects": "1",
            "expected": "1",
            "stage": "planned",
        },
    )

    version = Version.objects.get(number=2)
    assert version.act == "corrected"
    assert version.corrects.number == 1
    assert "合同原件为200万元" in text_of(client.get(reverse("registers:entry", args=[entry.pk])))


def test_step_to_a_stage_asks_for_what_the_stage_needs(client, make):
    entry = make("一号工程", final=True)
    address = reverse("registers:move", args=[entry.pk, "signed"])

    refused = text_of(client.post(address, {"expected": "1", "value-signed_on": ""}))
    client.post(address, {"expected": "1", "value-signed_on": "2024-01-01"})

    assert 'class="fault-words"' in refused
    assert Version.objects.get(number=2).stage == 2


def test_step_that_the_definition_does_not_know_is_explained(client, make):
    entry = make("一号工程", final=True)

    page = text_of(client.get(reverse("registers:move", args=[entry.pk, "started"])))

    assert "不允许这样流转" in page


def test_card_dropped_on_a_stage_says_what_is_missing(client, make):
    entry = make("一号工程", final=True)
    address = reverse("registers:drop", args=["works"])

    response = client.post(address, {"entry": entry.pk, "stage": "signed", "expected": "1"})
    other = client.post(address, {"entry": entry.pk, "stage": "started", "expected": "1"})

    assert response.status_code == other.status_code == 422
    assert response.json()["form"] is True
    assert other.json()["form"] is False


def test_cell_is_written_and_gives_the_formulas_of_its_row(client, make):
    entry = make("一号工程", amount="100万元", area="10亩")
    address = reverse("registers:cell", args=["works"])

    box = text_of(client.get(address, {"entry": entry.pk, "field": "area"}))
    response = client.post(
        address,
        {
            "entry": entry.pk,
            "field": "area",
            "expected": "1",
            "value-area": "20",
            "shown": ["area", "per_mu"],
        },
    )

    assert 'name="value-area"' in box
    assert response.json()["version"] == 2
    assert response.json()["cells"]["area"] == "20亩"
    assert response.json()["cells"]["per_mu"].startswith("5")


def test_cell_conflict_is_told(client, make, alice, later):
    entry = make("一号工程")
    actions.edit_entry(entry_id=entry.pk, values={"staff": "7"}, by=alice, at=later(1))

    response = client.post(
        reverse("registers:cell", args=["works"]),
        {"entry": entry.pk, "field": "staff", "expected": "1", "value-staff": "8"},
    )

    assert response.status_code == 409
    assert "Alice" in response.json()["faults"][0]["words"]


def test_bad_cell_is_told_with_a_suggestion(client, make):
    entry = make("一号工程")

    response = client.post(
        reverse("registers:cell", args=["works"]),
        {"entry": entry.pk, "field": "town", "expected": "1", "value-town": "没有的镇"},
    )

    assert response.status_code == 422
    assert "没有的镇" in response.json()["faults"][0]["words"]


@pytest.mark.parametrize(
    ("act", "given", "made"),
    [
        ("confirm", {}, "confirmed"),
        ("edit", {"field": "staff", "value": "5"}, "updated"),
        ("drop", {"reason": "重复登记"}, "dropped"),
        ("move", {"stage": "ended", "reason": "不做了"}, "moved_stage"),
    ],
)
def test_bulk_act_makes_a_version_of_each(client, make, act, given, made):
    entries = [make(f"{number}号工程", final=True) for number in range(3)]
    picked = [f"{entry.pk}:1" for entry in entries]

    client.post(reverse("registers:bulk", args=["works"]), {"act": act, "entry": picked, **given})

    assert list(Version.objects.filter(number=2).values_list("act", flat=True)) == [made] * 3


def test_bulk_act_of_which_one_is_refused_does_nothing_and_names_it(client, make, later, dora):
    first, second = make("一号工程", final=True), make("二号工程", final=True)
    actions.edit_entry(entry_id=second.pk, values={"staff": "1"}, by=dora, at=later(1))

    response = client.post(
        reverse("registers:bulk", args=["works"]),
        {"act": "drop", "reason": "重复", "entry": [f"{first.pk}:1", f"{second.pk}:1"]},
        follow=True,
    )

    assert Entry.objects.filter(is_living=True).count() == 2
    assert second.code in text_of(response)


PASTED = "名称\t投资额（万元）\t产业\t签约日期\n甲工程\t100\t宠物\t2024-01-01\n乙工程\t很多\t宠物\t2024-01-01\n丙工程\t5\t宠物业\t2024年2月30日\n"


def paste(client, bureau) -> ImportBatch:
    client.post(reverse("registers:import", args=["works"]), {"pasted": PASTED, "unit": bureau.pk})
    return ImportBatch.objects.get()


@pytest.mark.usefixtures("register")
def test_pasted_block_names_every_bad_cell_before_anything_is_written(client, bureau):
    batch = paste(client, bureau)

    page = text_of(client.get(reverse("registers:import-batch", args=["works", batch.pk])))

    assert not Entry.objects.exists()
    assert [cell in page for cell in (">B3<", ">C4<", ">D4<")] == [True] * 3


@pytest.mark.usefixtures("register")
def test_import_takes_all_or_the_good_rows(client, bureau):
    batch = paste(client, bureau)
    address = reverse("registers:carry-out", args=["works", batch.pk])

    client.post(address, {"rows": "all"})
    none = Entry.objects.count()
    client.post(address, {"rows": "good"})
    batch.refresh_from_db()

    assert none == 0
    assert (batch.added, batch.left_out) == (1, 2)


def test_import_of_another_person_is_not_there(client_of, alice, client, bureau, register):
    batch = paste(client, bureau)

    assert (
        client_of(alice).get(reverse("registers:import-batch", args=["works", batch.pk])).status_code == 404
    )


def test_export_holds_what_is_seen_and_is_written_into_the_trail(client, make):
    make("一号工程", amount="100万元")
    make("二号工程", amount="900万元")
    query = "?view=&filter=amount:at_least:500万元"

    xlsx = client.get(reverse("registers:export", args=["works", "xlsx"]) + query)
    rows = json.loads(client.get(reverse("registers:export", args=["works", "json"]) + query).content)

    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(xlsx.content))
    assert len(book.sheet_names) == 2
    assert [row["values"]["name"] for row in rows] == ["二号工程"]
    assert Event.objects.filter(kind="register.exported").count() == 2


def test_numbers_stand_in_a_csv_as_they_were_written(client, make):
    make("一号工程", amount="100万元", staff="618", area="12.5")

    columns = "?view=&columns=name&columns=amount&columns=staff&columns=area"
    csv = client.get(reverse("registers:export", args=["works", "csv"]) + columns).content.decode()

    assert "一号工程,100,618,12.5" in csv.splitlines()[1]


def test_milestone_that_is_overdue_says_so_in_words(client, make):
    entry = make("一号工程", started_on="2024-01-31")

    words = text_of(client.get(reverse("registers:entry", args=[entry.pk])))

    assert "2024-01-24" in words
    assert "逾期</span>" in words


def test_milestone_of_an_ended_entry_is_not_overdue(client, make, dora):
    entry = make("一号工程", started_on="2024-01-31")
    actions.move_stage(entry_id=entry.pk, to="ended", reason="不办了", by=dora, at=AT)

    words = text_of(client.get(reverse("registers:entry", args=[entry.pk])))

    assert "2024-01-24" in words
    assert "逾期</span>" not in words


def test_view_is_kept_shared_and_forgotten(client, client_of, erin, make):
    make()
    address = reverse("registers:save-view", args=["works"])
    client.post(
        f"{address}?view=&filter=amount:present&group=industry", {"name": "有投资额", "is_shared": "1"}
    )
    view = SavedView.objects.get()

    assert "有投资额" in text_of(client_of(erin).get(reverse("registers:table", args=["works"])))
    opened = client.get(reverse("registers:table", args=["works"]), {"saved": view.pk})
    client_of(erin).post(reverse("registers:forget-view", args=["works", view.pk]))
    kept = SavedView.objects.count()
    client.post(reverse("registers:forget-view", args=["works", view.pk]))

    assert "group=industry" in opened["Location"]
    assert (kept, SavedView.objects.count()) == (1, 0)


def test_undo_hand_over_comment_and_file_stand_on_the_page(client, make, other_bureau):
    entry = make("一号工程", amount="100万元", final=True)
    client.post(reverse("registers:edit", args=[entry.pk]), {"value-amount": "200", "expected": "1"})
    client.post(
        reverse("registers:act", args=[entry.pk, "undo"]), {"to": "1", "reason": "填错行", "expected": "2"}
    )
    client.post(reverse("registers:comment", args=[entry.pk]), {"words": "请核实用地"})
    file = BytesIO(b"%PDF-1.4 test\n%%EOF\n")
    file.name = "协议.pdf"
    client.post(reverse("registers:attach", args=[entry.pk]), {"files": file})
    page = text_of(client.get(reverse("registers:entry", args=[entry.pk])))

    assert Version.objects.get(number=3).values["2"] == "1000000"
    assert "填错行" in page
    assert "请核实用地" in page
    assert "协议.pdf" in page


def test_file_is_not_offered_where_it_would_be_refused(client, make):
    """Files hang on entries that count; those of a dropped one stay, and none comes."""
    entry = make("一号工程", final=True)
    page, attach = reverse("registers:entry", args=[entry.pk]), reverse("registers:attach", args=[entry.pk])
    offered = attach in text_of(client.get(page))
    client.post(reverse("registers:act", args=[entry.pk, "drop"]), {"reason": "重复", "expected": "1"})

    assert (offered, attach in text_of(client.get(page))) == (True, False)


WITH_FILES = """
pack: {key: papers, label: 文件, version: 1}
registers:
- key: papers
  id: 1
  label: 文件台账
  title: name
  fields:
  - {id: 1, key: name, label: 名称, kind: text, required: true}
  - {id: 2, key: amount, label: 金额, kind: integer}
  - {id: 3, key: paper, label: 附件, kind: file, types: [pdf], required: true}
"""


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"value-name": "甲", "value-amount": "许多"}, {"amount", "paper"}),
        ({"value-name": "", "value-amount": "3"}, {"name", "paper"}),
        ({"value-name": "甲", "value-amount": "3"}, {"paper"}),
    ],
)
def test_bad_file_is_told_beside_everything_else_that_is_wrong(client_of, alice, bureau, given, wrong):
    make_register(alice, WITH_FILES, "papers")
    file = BytesIO(b"MZ\x90\x00 a program")
    file.name = "程序.exe"
    asked = {**given, "value-paper-asked": "1", "value-paper": file, "unit": bureau.pk, "final": "1"}

    page = client_of(alice).post(reverse("registers:new", args=["papers"]), asked)

    found = {each.field for _, inside in page.context["groups"] for box in inside for each in box.faults}
    assert found == wrong
    assert not Entry.objects.filter(register__key="papers").exists()


@pytest.mark.usefixtures("register")
def test_sheet_without_a_name_is_not_named(client, bureau):
    pasted = {"pasted": "甲\t乙\n1\t2", "unit": bureau.pk}

    page = text_of(client.post(reverse("registers:import", args=["works"]), pasted, follow=True))

    assert "没有一列能对应到字段" in page
    assert "工作表“”" not in page


def test_definition_shows_what_changed_and_leaves_as_a_pack(client, register):
    page = client.get(reverse("registers:definition", args=["works"]))
    pack = client.get(reverse("registers:pack", args=["works"]))

    assert "<script" not in text_of(page).split('class="sheet describing"')[1].split("</div>")[0]
    assert "key: works" in pack.content.decode()


def test_first_page_of_the_site_shows_the_work_of_the_person(client, make):
    make("一号工程")

    page = text_of(client.get("/"))

    assert "工程台账" in page
    assert "1 个草稿" in page or "1 条草稿" in page


def test_queries_of_an_entry_do_not_grow_with_its_versions(client, make, dora, later):
    entry = make("一号工程")
    address = reverse("registers:entry", args=[entry.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(30):
        actions.edit_entry(
            entry_id=entry.pk, values={"staff": str(number + 1)}, by=dora, at=later(number + 1)
        )
        actions.comment(entry_id=entry.pk, words=f"第{number}次", by=dora, at=later(number + 1))
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) <= len(few)


@pytest.mark.parametrize("name", ["late", "floors", "duties"])
def test_list_of_upkeep_leaves_as_a_file(client, make, town, name):
    make("一号工程", final=True)

    page = client.get(reverse(f"registers:{name}"))
    response = client.get(reverse(f"registers:{name}"), {"format": "csv"})

    assert page.status_code == 200
    assert response["Content-Type"].startswith("text/csv")
    assert "工程台账" in response.content.decode("utf-8-sig") or name == "duties"


def test_address_that_cannot_be_understood_is_told_and_does_not_crash(client, make):
    entry = make("一号工程")

    for address in (
        reverse("registers:entry", args=[entry.pk]) + "?as_of=gestern",
        reverse("registers:board", args=["works"]) + "?filter=amount:odd:1",
        reverse("registers:calendar", args=["works"]) + "?view=none&month=13-99",
        reverse("registers:condition", args=["works"]) + "?add=none",
    ):
        response = client.get(address)
        assert response.status_code in (404, 422), address
