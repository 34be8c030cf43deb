"""What the drafting desk asked for (S11.8), done in the application with the pack as it is shipped.

`docs/coverage.md` names these tests beside the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.originality.actions import check_entry_file
from nianlun.apps.people.actions.accounts import system_user
from nianlun.apps.people.models import Unit, User
from nianlun.apps.registers.actions import apply_packs, create_entry, edit_entry, keep_file, move_stage
from nianlun.apps.registers.models import Entry, Register
from nianlun.apps.registers.queries.entries import entry_page
from nianlun.apps.registers.queries.milestones import milestone_calendar
from nianlun.apps.registers.queries.table import table
from nianlun.apps.registers.queries.table_request import TableRequest
from nianlun.apps.registers.recording.faults import RefusedValuesError
from nianlun.define.reading.periods import read_period
from nianlun.reckon.results import Result
from tests import factories
from tests.integration.library.conftest import deliver  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 31)
SENTENCE = "聚焦茶产业提质增效，新建标准化茶园三千二百亩，培育省级示范社四家"


def on(day: str) -> datetime:
    """Morning of a day."""
    return datetime.fromisoformat(f"{day}T02:00").replace(tzinfo=UTC)


class DraftingDesk:
    """The office of a small county, with somebody who may do everything."""

    def __init__(self, keeper: User, unit: Unit) -> None:
        self.keeper = keeper
        self.unit = unit

    def register(self, key: str) -> Register:
        return Register.objects.select_related("current").get(key=key)

    def add(self, key: str, day: str, **values: Any) -> Entry:
        return create_entry(
            register=self.register(key), unit=self.unit, values=values, final=True, by=self.keeper, at=on(day)
        )

    def order(self, title: str, asked: str, due: str) -> Entry:
        return self.add(
            "drafting_tasks",
            asked,
            title=title,
            kind="讲话稿",
            for_whom="县长",
            asked_on=asked,
            protection="内部",
            holder="闵清泽",
            reviewer="闵云岚",
            due_on=due,
        )

    def move(self, task: Entry, to: str, day: str, **values: Any) -> None:
        move_stage(entry_id=task.pk, to=to, values=values, by=self.keeper, at=on(day))

    def write(self, task: Entry, day: str, text: str) -> str:
        """Draft it and hand it to the reviewer; gives the digest of the draft."""
        file = keep_file(name="讲话稿.txt", content=BytesIO(text.encode()), most_mb=1)
        self.move(task, "drafting", day)
        self.move(task, "reviewing", day, draft=[file])
        self.move(task, "checking", day, opinion="同意")
        return file["digest"]

    def deliver(self, task: Entry, day: str, text: str = f"各位代表：{SENTENCE}") -> None:
        digest = self.write(task, day, text)
        check_entry_file(entry_id=task.pk, sha256=digest, by=self.keeper, at=on(day))
        self.move(task, "delivered", day, delivered_on=day)

    def ask(self, key: str, as_of: date = DAY) -> Result:
        desk = Desk(self.keeper)
        return desk.ask(key, desk.question(read_period("2026"), as_of, None))

    def titles(self, key: str, view: str) -> list[str]:
        page = table(self.keeper, self.register(key), TableRequest(view=view), today=DAY)
        return [row.values[page.ledger.definition.title] for row in page.rows]


@pytest.fixture(scope="module", autouse=True)
def applied(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The pack, applied once for all tests of this module and then rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        apply_packs(by=system_user(), at=on("2026-01-01"), packs=["drafting"])
        yield
        transaction.set_rollback(True)


@pytest.fixture
def desk(county: Unit, alice: User, deliver: Callable) -> DraftingDesk:  # noqa: F811 - the fixture
    office = factories.UnitFactory(name="县政府办公室", kind="bureau", parent=county)
    for name in ("闵清泽", "闵云岚"):
        factories.PersonFactory(name=name, unit=office)
    deliver(("总结.txt", f"县农业农村局2025年工作总结\n一年来，我们{SENTENCE}。\n"), by=alice)
    return DraftingDesk(alice, office)


def test_s11_8_original_and_extended_day_are_two_facts(desk: DraftingDesk):
    task = desk.order("推进会讲话", "2026-03-02", "2026-03-09")
    edit_entry(
        entry_id=task.pk,
        values={"extended_on": "2026-03-16", "extended_why": "会议改期"},
        by=desk.keeper,
        at=on("2026-03-06"),
    )
    desk.deliver(task, "2026-03-13")

    values = entry_page(desk.keeper, task.pk).values

    assert (values["due_on"], values["extended_on"], values["due_now"]) == (
        "2026-03-09",
        "2026-03-16",
        "2026-03-16",
    )
    assert values["in_time"] is True
    assert desk.ask("drafts_in_time_rate").value == 1
    assert desk.ask("drafts_in_time_first_rate").value == 0
    assert desk.titles("drafting_tasks", "extended") == ["推进会讲话"]


def test_s11_8_extension_needs_its_reason_and_comes_after_the_first_day(desk: DraftingDesk):
    task = desk.order("推进会讲话", "2026-03-02", "2026-03-09")

    for values in (
        {"extended_on": "2026-03-16"},
        {"extended_on": "2026-03-05", "extended_why": "会议提前"},
    ):
        with pytest.raises(RefusedValuesError):
            edit_entry(entry_id=task.pk, values=values, by=desk.keeper, at=on("2026-03-03"))


def test_s11_8_draft_is_not_delivered_without_a_check(desk: DraftingDesk):
    task = desk.order("推进会讲话", "2026-03-02", "2026-03-09")
    desk.write(task, "2026-03-05", f"各位代表：{SENTENCE}")

    with pytest.raises(RefusedValuesError):
        desk.move(task, "delivered", "2026-03-06", delivered_on="2026-03-06")


def test_s11_8_report_of_originality_is_kept_with_the_task(desk: DraftingDesk, client_of):
    task = desk.order("推进会讲话", "2026-03-02", "2026-03-09")
    desk.deliver(task, "2026-03-06", f"各位代表，今年要把每一块田种好。去年{SENTENCE}！")
    client = client_of(desk.keeper)
    address = reverse("originality:entry", args=[task.pk])

    entry = client.get(reverse("registers:entry", args=[task.pk])).content.decode()
    said = client.get(address).content.decode()

    row = task.originality_reports.get()
    assert address in entry
    assert f'<span class="same">{SENTENCE}</span>' in said
    assert (row.copied, row.asked_by, row.library["documents"]) == (len(SENTENCE), desk.keeper, 1)
    share = Decimal(entry_page(desk.keeper, task.pk).values["original_share"])
    assert abs(share - (1 - Decimal(row.copied) / row.characters)) < Decimal("0.00005")


def test_s11_8_share_in_time_keeps_numerator_and_denominator(desk: DraftingDesk):
    desk.deliver(desk.order("准时", "2026-03-02", "2026-03-09"), "2026-03-09")
    desk.deliver(desk.order("迟交", "2026-03-02", "2026-03-10"), "2026-03-11")
    desk.order("未交", "2026-03-02", "2026-03-20")
    desk.order("未到期", "2026-03-02", "2026-04-20")
    gone = desk.order("撤销", "2026-03-02", "2026-03-12")
    move_stage(
        entry_id=gone.pk, to="cancelled", values={}, reason="会议取消", by=desk.keeper, at=on("2026-03-03")
    )

    found = desk.ask("drafts_in_time_rate")

    assert (found.numerator, found.denominator) == (1, 3)
    assert desk.titles("drafting_tasks", "late") == ["未交"]
    assert desk.ask("drafts_late").value == 1


def test_s11_8_task_that_is_due_stands_in_the_calendar_under_the_day_in_force(desk: DraftingDesk):
    task = desk.order("推进会讲话", "2026-03-02", "2026-03-09")
    edit_entry(
        entry_id=task.pk,
        values={"extended_on": "2026-03-16", "extended_why": "会议改期"},
        by=desk.keeper,
        at=on("2026-03-06"),
    )

    found = milestone_calendar(
        desk.keeper, desk.register("drafting_tasks"), first=date(2026, 3, 1), last=DAY, today=DAY
    )

    assert [each.planned.due_on for each in found.items] == [date(2026, 3, 16)]


def test_s11_8_rated_task_ends_and_needs_a_rating(desk: DraftingDesk):
    task = desk.order("推进会讲话", "2026-03-02", "2026-03-09")
    desk.deliver(task, "2026-03-06")

    with pytest.raises(RefusedValuesError):
        desk.move(task, "rated", "2026-03-08", rated_on="2026-03-08")
    desk.move(task, "rated", "2026-03-08", rated_on="2026-03-08", rating="优秀")

    assert desk.ask("drafts_excellent").value == 1
    assert entry_page(desk.keeper, task.pk).moves == ()


def test_s11_8_adoptions_are_counted_by_medium_and_hang_on_the_task(desk: DraftingDesk):
    task = desk.order("一片叶子的长路", "2026-03-02", "2026-03-09")
    for medium, kind, level in (
        ("滨江日报", "报纸", "市级"),
        ("乡村观察", "期刊", "省级"),
        ("省政务信息", "上级信息刊物", "省级"),
    ):
        desk.add(
            "adoptions",
            "2026-03-20",
            headline="一片叶子的长路",
            task=task.pk,
            medium=medium,
            medium_kind=kind,
            level=level,
            published_on="2026-03-20",
        )

    counted = {
        key: desk.ask(f"adoptions_{key}").value
        for key in ("all", "press", "journal", "site", "internal", "above")
    }

    assert counted == {"all": 3, "press": 1, "journal": 1, "site": 0, "internal": 1, "above": 2}
    assert len(entry_page(desk.keeper, task.pk).references) == 3
    assert len(desk.titles("adoptions", "by_medium")) == 3
