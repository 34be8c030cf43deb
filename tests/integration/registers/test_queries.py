"""Work, boards, calendars, duties, duplicates; the number of queries does not grow with the entries."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from nianlun.apps.registers import actions
from nianlun.apps.registers.queries.board import board
from nianlun.apps.registers.queries.duplicates import likely_duplicates, similar_to
from nianlun.apps.registers.queries.duties import duties, floors
from nianlun.apps.registers.queries.entries import entry_page
from nianlun.apps.registers.queries.milestones import milestone_calendar
from nianlun.apps.registers.queries.table import table
from nianlun.apps.registers.queries.table_request import FilterBy, Sorting, TableRequest, request_from
from nianlun.apps.registers.queries.timeline import timeline
from nianlun.apps.registers.queries.updates import in_time, late_entries, update_rounds
from nianlun.apps.registers.queries.views import request_of, saved_views
from nianlun.apps.registers.queries.work import my_work
from nianlun.kernel.errors import RefusedError
from tests.integration.registers.kit import AT, ledger

pytestmark = pytest.mark.django_db


def at_noon(day: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(f"{day}T12:00:00"))


@pytest.mark.parametrize("number", [3, 30])
def test_pages_take_the_same_queries_for_few_and_many(
    make, register, dora, number, django_assert_num_queries
):
    before = make("前")
    for place in range(number):
        make(f"工程{place}", amount=str(place), before_work=f"#{before.pk}")

    request = TableRequest(sums=("amount",), sort=(Sorting("amount", down=True),), per_page=100)
    with django_assert_num_queries(9):
        table(dora, register, request)
    with django_assert_num_queries(12):
        board(ledger(dora, register), TableRequest())


def test_entry_page_takes_the_same_queries_for_a_long_past(make, dora, django_assert_max_num_queries):
    entry = make()
    for number in range(12):
        actions.edit_entry(entry_id=entry.pk, values={"staff": number}, by=dora, at=AT)

    with django_assert_max_num_queries(14):
        entry_page(dora, entry.pk)
    with django_assert_max_num_queries(7):
        assert len(timeline(dora, entry.pk).items) == 13


def test_entry_shows_who_links_to_it(make, dora):
    first = make("甲")
    second = make("乙", before_work="GC-2024-001 甲")

    (reference,) = entry_page(dora, first.pk).references
    assert (reference.entry, reference.name, reference.field.key) == (
        second.pk,
        "GC-2024-002 乙",
        "before_work",
    )


def test_entry_that_was_not_there_yet_is_refused(make, dora):
    entry = make()

    with pytest.raises(RefusedError) as caught:
        entry_page(dora, entry.pk, at=AT - timedelta(days=1))
    assert caught.value.slug == "registers.entry.not_yet"


def test_grouped_table_adds_up_each_group(make, register, dora):
    for name, industry, amount in (("甲", "宠物", 1), ("乙", "宠物", 2), ("丙", "数字", 4), ("丁", "", 8)):
        make(name, industry=industry, amount=str(amount))

    page = table(dora, register, TableRequest(group_by="industry", sums=("amount",)))
    assert [(group.value, group.count, group.sums["amount"]) for group in page.groups] == [
        ("1", 2, 30000),
        ("3", 1, 40000),
        (None, 1, 80000),
    ]
    assert [row.values["name"] for row in page.rows] == ["乙", "甲", "丙", "丁"]


def test_page_beyond_the_last_is_the_last(make, register, dora):
    for number in range(3):
        make(f"工程{number}")

    for request in (TableRequest(page=99, per_page=2), TableRequest(page=99, per_page=2, search="工程")):
        page = table(dora, register, request)
        assert (page.request.page, page.pages, len(page.rows), page.total) == (2, 2, 1, 3)


def test_search_finds_in_number_and_title(make, register, dora):
    make("Cat食品厂")
    wanted = make("显示屏厂")

    assert table(dora, register, TableRequest(search="cat 厂")).total == 1
    assert [row.entry for row in table(dora, register, TableRequest(search=wanted.code)).rows] == [wanted.pk]


def test_request_survives_its_address():
    request = TableRequest(
        filters=(FilterBy("amount", "between", ("1", "2")),),
        sort=(Sorting("amount", down=True),),
        search="厂",
        group_by="stage",
        columns=("name",),
        sums=("amount",),
        as_of=AT,
        view="pets",
        with_drafts=False,
        with_dropped=True,
    )

    assert request_from(request.as_query()) == request


def test_view_is_kept_and_shared(register, dora, alice, erin):
    request = TableRequest(search="厂", columns=("name",))
    view = actions.save_view(register=register, name="厂房", request=request, by=dora, at=AT, shared=True)
    actions.save_view(register=register, name="我的", request=request, by=alice, at=AT)

    assert [each.name for each in saved_views(erin, register)] == ["厂房"]
    assert request_of(view) == request
    with pytest.raises(RefusedError):
        actions.save_view(register=register, name="x", request=request, by=erin, at=AT, shared=True)
    with pytest.raises(RefusedError):
        actions.forget_view(view_id=view.pk, by=erin, at=AT)
    actions.forget_view(view_id=view.pk, by=dora, at=AT)
    assert not saved_views(erin, register)


def test_entries_not_updated_in_time_are_listed_by_unit(make, register, dora, bureau):
    old = make("旧", at=at_noon("2024-01-10"))
    fresh = make("新", at=at_noon("2024-01-10"))
    actions.confirm_entry(entry_id=fresh.pk, by=dora, at=at_noon("2024-02-20"))
    ended = make("终", at=at_noon("2024-01-10"), final=True)
    actions.move_stage(entry_id=ended.pk, to="ended", reason="终止", by=dora, at=at_noon("2024-01-11"))

    (during,) = update_rounds(ledger(dora, register), today=date(2024, 2, 22))
    (after,) = update_rounds(ledger(dora, register), today=date(2024, 2, 26))
    assert (during.waiting, during.late) == (1, 0)
    assert (after.waiting, after.late, after.late_by_unit) == (0, 1, {bureau.pk: 1})
    (late,) = late_entries(dora, register, today=date(2024, 2, 26))
    assert (late.row.entry, late.due_on, late.days_late) == (old.pk, date(2024, 2, 25), 1)
    cycle = ledger(dora, register).definition.update
    assert in_time(cycle, at_noon("2024-02-20"), date(2024, 2, 26))
    assert not in_time(cycle, at_noon("2024-01-10"), date(2024, 2, 26))


def test_lateness_as_of_a_day_is_what_it_was(make, register, dora):
    entry = make("旧", at=at_noon("2024-01-10"))
    actions.confirm_entry(entry_id=entry.pk, by=dora, at=at_noon("2024-02-27"))

    book = ledger(dora, register)
    (now,) = update_rounds(book, today=date(2024, 2, 28))
    (then,) = update_rounds(book, today=date(2024, 2, 26), at=at_noon("2024-02-26"))
    assert (now.late, then.late) == (0, 1)


def test_floor_counts_submitted_entries(make, register, dora):
    make("草稿")
    make("甲", final=True)

    (floor,) = floors(ledger(dora, register))
    assert (floor.number, floor.is_met, floor.short) == (1, False, 1)


def test_duty_names_units_that_have_not_done_it(make, register, alice, dora, town):
    make("甲", final=True, signed_on="2024-01-15", town="城关镇")

    (january,) = duties(ledger(alice, register), day=date(2024, 1, 31))
    (february,) = duties(ledger(alice, register), day=date(2024, 2, 1))
    assert (january.done, january.lacking) == ({town.pk: 1}, ())
    assert february.lacking == (town,)


def test_calendar_shows_milestones_of_the_span(make, register, dora):
    make("甲", started_on="2024-03-29")
    make("乙", started_on="2024-06-28")

    calendar = milestone_calendar(dora, register, first=date(2024, 3, 1), last=date(2024, 3, 31))
    assert [(each.row.values["name"], each.planned.due_on) for each in calendar.items] == [
        ("甲", date(2024, 3, 22))
    ]


def test_work_tells_what_is_due_late_and_returned(make, register, dora, erin, bureau):
    late = make("迟", at=at_noon("2024-01-10"), final=True)
    back = make("退", at=at_noon("2024-02-26"), final=True)
    actions.return_entry(entry_id=back.pk, reason="缺件", by=erin, at=at_noon("2024-02-27"))

    work = my_work(dora, at=at_noon("2024-02-28"), today=date(2024, 2, 28))
    (mine,) = work.registers
    assert (work.late, mine.drafts, mine.returned, late.pk) == (1, 1, 1, late.pk)
    assert [version.act for version in work.changes] == ["returned"]
    assert not mine.is_quiet


def test_work_of_somebody_without_rights_is_empty(register, charlie):
    work = my_work(charlie, at=AT, today=AT.date())

    assert (work.registers, work.changes) == ((), ())


def test_likely_duplicates_are_found_until_they_are_told_apart(make, register, dora):
    first = make("青禾县宠物食品产业园项目")
    second = make("青禾县宠物食品产业园区项目")
    make("显示屏组装生产线技改")

    (pair,) = likely_duplicates(dora, register)
    assert (pair.first, pair.second) == (first.pk, second.pk)
    actions.say_not_duplicates(first=second.pk, second=first.pk, by=dora, at=AT)
    assert likely_duplicates(dora, register) == []


def test_likeness_is_told_while_an_entry_is_written(make, register, dora):
    there = make("青禾县宠物食品产业园项目")

    found = similar_to(dora, register, {"name": "青禾宠物食品产业园项目"})
    assert [entry.pk for entry, _ in found] == [there.pk]
    assert similar_to(dora, register, {"name": "完全不同"}) == []
