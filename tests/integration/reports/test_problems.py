"""Problems in the annual summary: carried over until they are solved, each with the measure and target that answer it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from nianlun.apps.people.actions import system_user
from nianlun.apps.registers.actions import apply_packs, create_entry, move_stage
from nianlun.apps.registers.models import Entry, Register
from nianlun.apps.reports import actions
from tests.integration.reports.conftest import checked, words_of

pytestmark = pytest.mark.django_db
RECORDED = datetime(2024, 3, 5, 2, 0, tzinfo=UTC)
COMPOSED = datetime(2025, 1, 6, 2, 0, tzinfo=UTC)


@pytest.fixture
def problems(county, alice) -> dict[str, Entry]:
    """One of the year before, one of the year, one that is solved."""
    entries = {}
    apply_packs(by=system_user(), at=RECORDED, packs=("investment",))
    register = Register.objects.get(key="problems")
    for title, values in (
        ("开工率不高", {"raised_on": "2023-10-11", "next_measure": "倒排节点", "next_target": "新开工项目"}),
        ("储备偏少", {"raised_on": "2024-02-01", "evidence": "在谈项目少三成"}),
        ("道路未通", {"raised_on": "2023-05-01"}),
    ):
        entries[title] = create_entry(
            register=register,
            unit=county,
            values={"title": title, "kind": "工作本身", **values},
            by=alice,
            at=RECORDED,
            final=True,
        )
    solver = {"solver": county.name, "due_on": "2024-06-01"}
    solved = entries["道路未通"].pk
    move_stage(entry_id=solved, to="handling", values=solver, by=alice, at=RECORDED)
    move_stage(entry_id=solved, to="solved", values={"solved_on": "2024-02-01"}, by=alice, at=RECORDED)
    return entries


def test_unsolved_problems_stand_in_the_summary_and_old_ones_are_carried_over(problems, county, alice):
    report = actions.compose_report(
        template="investment/annual", unit=county, as_of=date(2024, 12, 31), by=alice, at=COMPOSED
    )

    text = words_of(report).split("存在问题", 1)[1].split("\n## ", 1)[0]

    assert "开工率不高（上年结转）（下年对应举措：倒排节点，下年对应目标：新开工项目）。" in text
    assert "储备偏少（佐证数据：在谈项目少三成）。" in text
    assert "道路未通" not in text
    assert checked(report, at=COMPOSED).holds


def test_a_day_in_a_problem_says_what_is_due_on_it(problems, county, alice):
    """A bare date would be read as the day of the problem."""
    values = {"solver": county.name, "due_on": "2024-06-01"}
    move_stage(entry_id=problems["储备偏少"].pk, to="handling", values=values, by=alice, at=RECORDED)

    report = actions.compose_report(
        template="investment/annual", unit=county, as_of=date(2024, 12, 31), by=alice, at=COMPOSED
    )

    assert (
        f"储备偏少（佐证数据：在谈项目少三成，解决单位：{county.name}，办结期限：2024年6月1日）。"
        in words_of(report)
    )
