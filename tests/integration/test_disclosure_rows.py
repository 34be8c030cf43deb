"""What the information office asked for (S7.31), done in the application with the pack as it is shipped.

`docs/coverage.md` names these tests beside the row.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.people.actions.accounts import system_user
from nianlun.apps.people.models import Role
from nianlun.apps.registers.actions.definitions import apply_packs
from nianlun.apps.registers.queries.alike import alike_entries
from nianlun.apps.registers.queries.entries import entry_page
from nianlun.apps.registers.recording.faults import RefusedValuesError
from nianlun.define.reading.periods import read_period
from nianlun.kernel.errors import RefusedError
from nianlun.web.demo.ledgers.disclosure_words import CASES, GUIDES
from tests import factories
from tests.integration.test_investment_rows import Office, on

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 30)


@pytest.fixture(scope="module", autouse=True)
def applied(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The pack, applied once for all tests of this module and then rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        apply_packs(by=system_user(), at=on("2026-01-01"), packs=["disclosure"])
        yield
        transaction.set_rollback(True)


@pytest.fixture
def office(county, alice) -> Office:
    """The information office of a small county, and the bureaus its cases name."""
    named = {guide[1] for guide in GUIDES} | {case[3] for case in CASES}
    for name in sorted(named - {"云坪镇"}):
        factories.UnitFactory(name=name, parent=county)
    return Office(alice, factories.UnitFactory(name="云坪镇", kind="town", parent=county))


@pytest.fixture
def cases(office):
    """The cases of the demo, in the library."""
    names = ("title", "kind", "topic", "unit_answering", "decided_on", "facts", "question", "reply_kind")
    names += ("verdict", "reply", "basis", "lessons", "wording")
    for case in CASES:
        values = {name: value for name, value in zip(names, case, strict=True) if value}
        entry = office.add("cases", "2026-05-06", **values)
        office.move(entry, "kept", "2026-05-07", kept_on="2026-05-07")
    for subject, unit, words, how in GUIDES:
        office.add("guides", "2026-05-06", subject=subject, unit_answering=unit, words=words, how=how)


def ask(office: Office, day: str = "2026-05-12", **values: Any):
    """A question of an applicant."""
    usual = {
        "title": "老宅基地证在哪里查",
        "asker_kind": "申请人",
        "asked_on": day,
        "question": "想查六十年代的老宅基地证，谁家里都没有了",
        "unit_applied": "云坪镇",
    }
    return office.add("questions", day, **usual | values)


def answer(office: Office, entry, day: str = "2026-05-14", **values: Any) -> None:
    """The question is judged and answered."""
    office.move(entry, "judging", "2026-05-13", judged_on="2026-05-13")
    usual = {"misdirected": "是", "unit_right": "县档案馆", "guidance": "请到县档案馆查阅"}
    office.move(entry, "answered", day, answered_on=day, **usual | {"advice": "告知查阅途径"} | values)


def found(office: Office, entry) -> dict[str, list[str]]:
    """Titles of what is alike, by ledger."""
    page = entry_page(office.keeper, entry.pk, today=TODAY)
    return {
        each.ledger.register.key: [one.row.values[each.ledger.definition.title] for one in each.entries]
        for each in alike_entries(page, today=TODAY)
    }


def test_s7_31_alike_case_and_the_unit_that_answers_are_found_for_a_question(office, cases):
    entry = ask(office, title="环评报告", question="企业说环境影响评价报告全是商业秘密，能不能公开")
    old = ask(office)

    assert found(office, entry)["cases"][0] == "申请公开企业环境影响评价文件诉讼案"
    assert found(office, old)["guides"][0] == "二〇〇〇年以前的土地、婚姻、户籍历史档案"


def test_s7_31_found_case_tells_the_wording_advised(office, cases):
    entry = ask(office, title="环评报告", question="企业说环境影响评价报告全是商业秘密，能不能公开")
    page = entry_page(office.keeper, entry.pk, today=TODAY)

    first = next(alike_entries(page, today=TODAY))

    assert [each.key for each in first.told] == ["reply_kind", "verdict", "wording"]
    assert "已作遮盖处理" in first.entries[0].row.values["wording"]


def test_s7_31_cases_are_open_to_all_units_and_questions_are_not(office, cases, charlie):
    """Staff of every unit learn from the cases; who asked what stays with the unit that was asked."""
    factories.GrantFactory(user=charlie, unit=charlie.unit, role=Role.KEEP, area="questions")
    hers = ask(office)

    with pytest.raises(RefusedError, match=r"registers\.entry\.missing"):
        entry_page(charlie, hers.pk, today=TODAY)
    of_charlie = Office(charlie, charlie.unit)
    own = ask(of_charlie, title="环评报告", question="企业说环境影响评价报告全是商业秘密，能不能公开")
    assert "申请公开企业环境影响评价文件诉讼案" in found(of_charlie, own)["cases"]
    assert found(of_charlie, own)["questions"] == []


def test_s7_31_question_goes_from_raised_to_told_and_closed(office):
    entry = ask(office)
    answer(office, entry)
    assert office.titles("questions", "to_tell") == ["老宅基地证在哪里查"]
    assert office.titles("questions", "misdirected") == ["老宅基地证在哪里查"]

    office.move(
        entry, "told", "2026-05-20", told_on="2026-05-20", unit_told="云坪镇", told_words="请当场告知负责单位"
    )
    assert office.titles("questions", "to_tell") == []
    office.move(entry, "closed", "2026-05-29", closed_on="2026-05-29", adopted="是")

    assert office.titles("questions", "open") == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"unit_right": ""}, "unit_right"),
        ({"guidance": ""}, "guidance"),
        ({"advice": ""}, "advice"),
        ({"unit_right": "云坪镇"}, ""),
    ],
)
def test_s7_31_misdirected_question_needs_another_unit_and_guidance(office, values, field):
    with pytest.raises(RefusedValuesError) as refused:
        answer(office, ask(office), **values)

    assert field in "".join(fault.field for fault in refused.value.faults)


def test_s7_31_case_enters_the_library_only_by_a_reviewer_and_with_its_lesson(office):
    case = office.add(
        "cases", "2026-05-06", title="甲案", kind="申请答复", unit_answering="县民政局", facts="申请公开名单",
        question="公开到什么程度", reply_kind="部分公开", decided_on="2026-04-01",
    )  # fmt: skip
    keeper = factories.UserFactory(unit=office.town)
    factories.GrantFactory(user=keeper, unit=office.town, role=Role.KEEP, area="cases")
    lessons = {"basis": "《政府信息公开条例》第十五条", "lessons": "先分清要什么"}

    with pytest.raises(RefusedError):
        Office(keeper, office.town).move(case, "kept", "2026-05-07", kept_on="2026-05-07", **lessons)
    with pytest.raises(RefusedValuesError):
        office.move(case, "kept", "2026-05-07", kept_on="2026-05-07")
    office.move(case, "kept", "2026-05-07", kept_on="2026-05-07", **lessons)


def test_s7_31_figures_of_misdirected_requests_answers_and_cases(office, cases):
    """Three questions whose direction is known, one misdirected: 33.3 %; one not judged yet does not count."""
    answer(office, ask(office))
    for number in range(2):
        answer(office, ask(office, title=f"问{number}"), misdirected="否", unit_right="", guidance="")
    ask(office, title="未研判")
    desk = Desk(office.keeper)
    asked = desk.question(read_period("2026"), TODAY, None)

    def value(key: str) -> Decimal:
        return desk.ask(key, asked).value

    assert (value("questions_raised"), value("questions_answered")) == (4, 3)
    assert value("questions_misdirected") == 1
    assert value("questions_misdirected_share").quantize(Decimal("0.001")) == Decimal("0.333")
    assert value("cases_kept") == len(CASES)
    assert value("suits_lost") == 0, "the suit that was lost was decided in 2025"
