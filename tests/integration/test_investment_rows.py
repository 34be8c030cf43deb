"""What the investment office asked for, row by row, done in the application with the pack as it is shipped.

`docs/coverage.md` names these tests beside the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction

from nianlun.apps.people.actions.accounts import system_user
from nianlun.apps.people.models import Unit, User
from nianlun.apps.registers.actions.definitions import apply_packs
from nianlun.apps.registers.actions.entries import confirm_entry, create_entry, edit_entry
from nianlun.apps.registers.actions.lifecycle import drop_entry
from nianlun.apps.registers.actions.moves import move_stage
from nianlun.apps.registers.models import Entry, Register
from nianlun.apps.registers.queries.differences import table_difference
from nianlun.apps.registers.queries.duties import duties, floors
from nianlun.apps.registers.queries.entries import entry_page
from nianlun.apps.registers.queries.ledger import ledger_for
from nianlun.apps.registers.queries.milestones import milestone_calendar
from nianlun.apps.registers.queries.table import TablePage, table
from nianlun.apps.registers.queries.table_request import TableRequest
from nianlun.apps.registers.queries.updates import late_entries
from nianlun.apps.registers.recording.faults import RefusedValuesError
from nianlun.kernel.errors import RefusedError
from tests import factories

pytestmark = pytest.mark.django_db


def on(day: str) -> datetime:
    """Morning of a day."""
    return datetime.fromisoformat(f"{day}T02:00").replace(tzinfo=UTC)


class Office:
    """The investment office of a small county, with somebody who may do everything."""

    def __init__(self, keeper: User, town: Unit) -> None:
        self.keeper = keeper
        self.town = town

    def register(self, key: str) -> Register:
        return Register.objects.select_related("current").get(key=key)

    def add(
        self, key: str, day: str = "2023-03-01", *, stage: str = "", lists: str = "", **values: Any
    ) -> Entry:
        return create_entry(
            register=self.register(key),
            unit=self.town,
            values=values,
            stage=stage,
            classes=lists.split(),
            final=True,
            by=self.keeper,
            at=on(day),
        )

    def project(self, name: str, day: str = "2023-03-01", **values: Any) -> Entry:
        usual = {
            "industry": "宠物",
            "kind": "单体制造业",
            "town": self.town.name,
            "investor": "暖爪食品",
            "planned_on": "2023-01-10",
        }
        return self.add("projects", day, name=name, **{"invest_total": "2亿元", **usual, **values})

    def move(self, entry: Entry, to: str, day: str, reason: str = "", **values: Any) -> None:
        move_stage(entry_id=entry.pk, to=to, values=values, reason=reason, by=self.keeper, at=on(day))

    def edit(self, entry: Entry, day: str, **values: Any) -> None:
        edit_entry(entry_id=entry.pk, values=values, by=self.keeper, at=on(day))

    def view(self, key: str, view: str = "", *, today: date = date(2023, 10, 20), **asked: Any) -> TablePage:
        return table(self.keeper, self.register(key), TableRequest(view=view, **asked), today=today)

    def titles(self, key: str, view: str, **asked: Any) -> list[str]:
        page = self.view(key, view, **asked)
        return [row.values[page.ledger.definition.title] for row in page.rows]

    def ledger(self, key: str, today: date = date(2023, 10, 20)):
        return ledger_for(self.keeper, self.register(key), today=today)


@pytest.fixture(scope="module", autouse=True)
def applied(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The pack, applied once for all tests of this module and then rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        apply_packs(by=system_user(), at=on("2023-01-01"), packs=["investment"])
        yield
        transaction.set_rollback(True)


@pytest.fixture
def office(county: Unit, alice: User) -> Office:
    town = factories.UnitFactory(name="沿江镇", kind="town", parent=county)
    factories.PersonFactory(name="陈志远", unit=town)
    return Office(alice, town)


def test_s1_1_signed_project_that_has_not_started_is_listed_until_it_starts(office: Office):
    project = office.project("泵阀产业园")
    assert office.titles("projects", "unstarted") == []

    office.move(project, "signed", "2023-03-28", signed_on="2023年3月28日", occasion="市级集中签约仪式")
    page = office.view("projects", "unstarted")
    assert [row.values["days_unstarted"] for row in page.rows] == [206]

    office.move(project, "started", "2023-07-06", started_on="2023.7.6")
    assert office.titles("projects", "unstarted") == []
    assert office.titles("projects", "unstarted", as_of=on("2023-07-01")) == ["泵阀产业园"]


def test_s1_1_move_without_its_date_is_refused(office: Office):
    project = office.project("泵阀产业园")

    with pytest.raises(RefusedValuesError) as refused:
        office.move(project, "signed", "2023-03-28")

    assert [fault.field for fault in refused.value.faults] == ["signed_on"]


def test_s1_2_lead_of_a_visit_is_credited_to_its_area_group(office: Office):
    visit = office.add("visits", firm="远帆光电", visited_on="2023-05-16", area_group="粤港澳片组")
    lead = office.add(
        "leads", title="光电项目", firm="远帆光电", received_on="2023-05-17", origin="驻点片组", visit=visit.code,
        area_group="粤港澳片组", valid="是", outcome="签约项目", outcome_on="2023-09-01",
    )  # fmt: skip

    page = office.view("leads", "by_group")

    assert [(group.value, group.count) for group in page.groups] == [("2", 1)]
    (reference,) = entry_page(office.keeper, visit.pk).references
    assert reference.name == f"{lead.code} 光电项目"


def test_s1_4_town_whose_head_led_no_trip_this_month_is_named(office: Office):
    office.add(
        "trips", destination="深圳", unit_sent="沿江镇", led_by="乡镇（平台）主要领导", left_on="2023-08-02",
        back_on="2023-08-04", counterparts=5,
    )  # fmt: skip

    lacking = {
        month: [unit.name for unit in duties(office.ledger("trips"), day=date(2023, month, 31))[0].lacking]
        for month in (7, 8)
    }

    assert lacking == {7: ["沿江镇"], 8: []}
    assert [row.values["days"] for row in office.view("trips", "heads").rows] == [3]
    (plan,) = duties(office.ledger("trip_plans"), day=date(2023, 8, 31))
    assert [unit.name for unit in plan.lacking] == ["沿江镇"]


def test_s1_6_partner_shows_the_leads_it_supplied(office: Office):
    fund = office.add("partners", name="启明基金", kind="基金公司", stage="contact")
    office.move(fund, "agreed", "2023-04-01", agreed_on="2023-04-01")
    office.add(
        "leads", title="机器人", firm="云枢", received_on="2023-05-01", origin="合作基金", partner=fund.code
    )

    assert [reference.name for reference in entry_page(office.keeper, fund.pk).references] == [
        "XS-2023-0001 机器人"
    ]


def test_s1_7_landing_list_holds_its_projects_with_their_sum(office: Office):
    office.project("甲", lists="landing", landing_year="2023")
    office.project("乙", lists="landing", landing_year="2023", invest_total="5000万元")
    office.project("丙")

    page = office.view("projects", "landing")

    assert page.total == 2
    assert page.sums["invest_total"] == 250_000_000


def test_s1_8_talk_not_touched_in_the_month_is_late_until_it_is_confirmed(office: Office):
    talk = office.project(
        "暖爪", "2023-08-10", lists="negotiation", maturity="深入对接", officer="陈志远", progress="已考察两次。",
    )  # fmt: skip
    office.move(talk, "negotiating", "2023-08-11", talks_on="2023-08-01")
    register = office.register("projects")

    (late,) = late_entries(office.keeper, register, today=date(2023, 9, 26))
    assert (late.row.entry, late.due_on) == (talk.pk, date(2023, 9, 25))

    confirm_entry(entry_id=talk.pk, by=office.keeper, at=on("2023-09-26"))
    assert late_entries(office.keeper, register, today=date(2023, 9, 26)) == []


def test_s1_8_talk_without_maturity_and_person_is_refused(office: Office):
    with pytest.raises(RefusedValuesError) as refused:
        office.project("暖爪", lists="negotiation")

    assert {fault.field for fault in refused.value.faults} == {"maturity", "officer", "progress"}


def push(office: Office) -> Entry:
    """A project on the hard-push list, site entry due at the end of the year."""
    return office.project(
        "泵阀产业园", lists="push", push_year="2023", push_goal="年底进场", push_end_on="2023-12-29",
        officer="陈志远",
    )  # fmt: skip


def test_s1_9_nodes_are_counted_back_and_the_late_one_is_seen(office: Office):
    project = push(office)
    office.edit(project, "2023-05-20", planning_done_on="2023-05-10")

    found = milestone_calendar(
        office.keeper, office.register("projects"), first=date(2023, 1, 1), last=date(2023, 12, 31)
    )

    nodes = [each.planned.milestone.label for each in found.items]
    late = [each.planned.milestone.label for each in found.items if each.planned.is_late(date(2023, 8, 1))]
    assert nodes == ["规划", "设计", "预算", "招标", "征地", "清表", "进场"]
    assert found.items[-1].planned.due_on == date(2023, 12, 29)
    assert late == ["规划", "设计"]


def test_s1_10_goal_of_a_month_that_was_not_met_is_listed(office: Office):
    project = push(office)
    goal = office.add("monthly_goals", project=project.code, month="2023年8月", goal="完成设计")
    office.add("monthly_goals", project=project.code, month="2023年9月", goal="完成预算", met="是")

    office.edit(goal, "2023-08-30", met="否")

    assert office.titles("monthly_goals", "unmet") == ["完成设计"]


def test_s1_11_foreign_project_leaves_the_list_with_a_reason(office: Office):
    kept = office.project("甲", lists="foreign", foreign_year="2023", foreign_kind="增资")
    gone = office.project("乙", lists="foreign", foreign_year="2023", foreign_kind="拟落地项目")
    office.add("arrivals", firm="甲公司", project=kept.code, arrived_on="2023-06-01", amount="300万美元")

    with pytest.raises(RefusedError):
        drop_entry(entry_id=gone.pk, reason=" ", by=office.keeper, at=on("2023-09-01"))
    drop_entry(entry_id=gone.pk, reason="投资方放弃", by=office.keeper, at=on("2023-09-01"))

    assert office.titles("projects", "foreign") == ["甲"]
    found = table_difference(
        office.keeper, office.register("projects"), since=on("2023-08-01"), until=on("2023-10-01")
    )
    assert [(each.entry, each.kind) for each in found.entries] == [(gone.pk, "dropped")]
    assert office.view("arrivals", "all").sums["amount"] == 3_000_000


def test_s1_12_gap_of_a_chain_shows_the_firms_that_could_fill_it(office: Office):
    part = office.add("chain_parts", chain="显示屏", name="驱动芯片", gap="是", leader="陈志远")
    office.add("chain_parts", chain="显示屏", name="背光源", gap="否")
    office.add(
        "chain_firms",
        name="芯屏电子",
        part=part.code,
        area="智能显示",
        region="欧洲",
        country="德国",
        listed_on="2023-02-01",
    )

    assert office.titles("chain_parts", "gaps") == ["驱动芯片"]
    assert office.titles("chain_firms", "europe") == ["芯屏电子"]
    assert [each.name for each in entry_page(office.keeper, part.pk).references] == ["LQ-0001 芯屏电子"]


def test_s1_13_reserve_below_its_floor_says_how_many_are_lacking(office: Office):
    first = office.add("reserve", name="减速器", industry="智能装备", stage="proposed")
    office.add("reserve", name="缝纫机", industry="时尚智造", stage="proposed")
    office.move(first, "in_reserve", "2023-03-05", admitted_on="2023-03-05")

    (floor,) = floors(office.ledger("reserve"))

    assert (floor.number, floor.is_met, floor.short) == (1, False, 99)
    assert office.titles("reserve", "stale") == ["减速器"]


def test_s1_14_stage_is_not_entered_without_its_papers(office: Office):
    lead = office.add(
        "leads", title="电池项目", firm="禾电", received_on="2023-03-01", visited_on="2023-03-06"
    )
    office.move(lead, "visiting", "2023-03-06", visiting_on="2023-03-06")

    with pytest.raises(RefusedValuesError) as refused:
        office.move(lead, "appraising", "2023-03-20", appraising_on="2023-03-20")
    with pytest.raises(RefusedError):
        office.move(lead, "tracking", "2023-03-20")

    assert {fault.field for fault in refused.value.faults} == {"talk_notes", "group_members"}


def test_s1_15_visit_is_due_after_seven_working_days(office: Office):
    office.add("leads", title="电池项目", firm="禾电", received_on="2023-09-25")

    (due,) = milestone_calendar(
        office.keeper, office.register("leads"), first=date(2023, 9, 1), last=date(2023, 10, 31)
    ).items

    assert due.planned.due_on == date(
        2023, 10, 10
    )  # eight days off, and a Saturday and a Sunday that are worked
    assert not due.planned.is_late(date(2023, 10, 10))
    assert due.planned.is_late(date(2023, 10, 11))
    assert office.titles("leads", "unvisited") == ["电池项目"]


def test_s1_16_need_is_matched_with_a_resource_that_shows_it(office: Office):
    project = office.project("泵阀产业园")
    land = office.add("resources", name="北郊三号地", kind="土地", area="70亩")
    need = office.add(
        "needs", need="用地65亩", project=project.code, kind="土地", area="65亩", raised_on="2023-04-01"
    )

    with pytest.raises(RefusedValuesError):
        office.move(need, "matched", "2023-04-10")
    office.move(need, "matched", "2023-04-10", resource=land.code, reason="面积够，已净地")

    assert [each.name for each in entry_page(office.keeper, land.pk).references] == ["XQ-2023-0001 用地65亩"]


def test_s1_17_procedure_tells_the_days_it_took(office: Office):
    licence = office.add(
        "procedures", firm="禾信总部", procedure="注册登记", agent="陈志远", opened_on="2023-05-04"
    )

    office.move(licence, "done", "2023-05-09", done_on="2023-05-09")

    assert entry_page(office.keeper, licence.pk).values["days"] == 5


def test_s1_19_letter_is_answered_or_leads_to_an_interview(office: Office):
    letter = office.add(
        "reminders", matter="招引进度落后", unit_reminded="沿江镇", month="2023年8月", form="风险提醒函",
        figures="新招引0个，列末位",
    )  # fmt: skip
    office.move(letter, "approved", "2023-09-05")
    office.move(letter, "sent", "2023-09-06", sent_on="2023-09-06")

    page = entry_page(office.keeper, letter.pk)

    assert [each.due_on for each in page.milestones] == [date(2023, 9, 20)]
    assert {move.to for move in page.moves} == {"replied", "escalated"}
    with pytest.raises(RefusedValuesError) as refused:
        office.move(letter, "replied", "2023-09-12", replied_on="2023-09-12")
    assert [fault.field for fault in refused.value.faults] == ["measures"]


def test_s1_20_person_elsewhere_not_called_for_half_a_year_is_listed(office: Office):
    office.add("people_elsewhere", name="林海", city="杭州", kinds="头部企业", contacted_on="2023-01-05")
    office.add("people_elsewhere", name="周宁", city="上海", kinds="知名人士", contacted_on="2023-09-05")

    assert office.titles("people_elsewhere", "stale") == ["林海"]
    assert set(office.titles("people_elsewhere", "leading")) == {"林海", "周宁"}


def test_s1_21_association_whose_term_ends_is_due_for_renewal(office: Office):
    office.add(
        "associations", name="杭州商会", city="杭州", stage="working", founded_on="2018-06-30",
        term_ends_on="2024-06-30",
    )  # fmt: skip

    found = milestone_calendar(
        office.keeper, office.register("associations"), first=date(2023, 12, 1), last=date(2024, 1, 31)
    )

    assert [each.planned.milestone.label for each in found.items] == ["启动换届筹备"]
    assert office.titles("associations", "due") == ["杭州商会"]


def test_s1_22_start_up_of_a_talent_names_its_project(office: Office):
    with pytest.raises(RefusedValuesError) as refused:
        office.add("talents", name="赵一鸣", programme="领军型人才创业项目", scouted_on="2023-04-01")
    office.add("talents", name="赵一鸣", programme="博士", scouted_on="2023-04-01")

    assert [fault.field for fault in refused.value.faults] == ["startup"]
    assert office.view("talents").total == 1


def test_s1_23_booklet_comes_into_force_with_its_text_only(office: Office):
    booklet = office.add("policies", title="惠企政策册", kind="惠企政策", edition="2023", stage="draft")

    with pytest.raises(RefusedValuesError) as refused:
        office.move(booklet, "current", "2023-04-01", issued_on="2023-04-01")

    assert [fault.field for fault in refused.value.faults] == ["text"]


def test_s1_24_projects_stand_in_the_order_of_their_score(office: Office):
    measured = {"output_expected": "4亿元", "tax_expected": "1500万元"}
    office.project("稀", land_area="200亩", investor_kind="其他", **measured)
    office.project("密", land_area="40亩", investor_kind="上市公司", **measured)
    office.project("未测")

    page = office.view("projects", "screening")

    scores = [(row.values["name"], row.values["screening_score"]) for row in page.rows]
    assert [name for name, _ in scores] == ["密", "稀"]
    assert scores[0][1] == "100"


def test_s2_22_problem_closed_unsolved_stays_open(office: Office):
    solved = office.add("problems", title="道路未通", kind="其他", raised_on="2023-03-01")
    closed = office.add("problems", title="土地未平", kind="其他", raised_on="2023-03-01")
    office.move(solved, "handling", "2023-04-01", solver="沿江镇", due_on="2023-06-01")
    office.move(solved, "solved", "2023-05-01", solved_on="2023-05-01")
    office.move(closed, "closed", "2023-05-01")

    assert office.titles("problems", "open") == ["土地未平"]


def test_s2_22_problem_is_carried_over_and_asks_for_a_measure(office: Office):
    office.add("problems", title="道路未通", kind="其他", raised_on="2022-11-01", next_measure="列入年度计划")
    office.add("problems", title="土地未平", kind="其他", raised_on="2023-03-01")

    assert office.titles("problems", "carried") == ["道路未通"]
    assert office.titles("problems", "unanswered") == ["土地未平"]
