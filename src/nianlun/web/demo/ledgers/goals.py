"""Monthly goals of the hard-push projects: set at the beginning of the month, compared at its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from nianlun.web.demo.ledgers.acts import Act, Create, Edit, Link
from nianlun.web.demo.ledgers.keepers import OFFICE_KEEPER, keeper_of
from nianlun.web.demo.ledgers.project_planning import in_list
from nianlun.web.demo.ledgers.project_specs import PUSH
from nianlun.web.demo.ledgers.times import at, earlier_office_day, months, office_day

GOALS = (
    "完成规划方案编制",
    "完成初步设计",
    "完成预算评审",
    "完成招标",
    "完成征地{n}亩",
    "完成清表",
    "进场施工",
    "完成投资{n}00万元",
)


def goal_acts() -> Iterator[Act]:
    """From March to December 2023."""
    rng = Random(21)  # noqa: S311 - the demo is the same every time
    for month in months(date(2023, 3, 1), date(2023, 12, 1)):
        set_at = at(office_day(month.replace(day=3)), 9)
        compared_at = at(earlier_office_day(month.replace(day=25)), 15)
        late_at = at(office_day(month.replace(day=28)), 9)
        for number, each in enumerate(in_list(PUSH)):
            if each.statistics_on and each.statistics_on < month:
                continue
            ref = f"{month:%Y-%m} {each.ref}"
            step = min(7, max(0, month.month - 3 + number % 2))
            yield Create(
                at=set_at,
                by=OFFICE_KEEPER,
                register="monthly_goals",
                ref=ref,
                unit=each.town,
                values={
                    "project": Link("projects", each.ref),
                    "month": f"{month:%Y-%m}",
                    "goal": GOALS[step].format(n=rng.randint(2, 9) * 10),
                },
            )
            met = rng.random() < 0.78
            yield Edit(
                at=late_at if rng.random() < 0.1 else compared_at,
                by=keeper_of(each.town),
                register="monthly_goals",
                ref=ref,
                values={
                    "met": "是" if met else "否",
                    "done": "按期完成。"
                    if met
                    else rng.choice(("征迁未签约，顺延一月。", "图审未过，补正中。", "雨天多，进度滞后。")),
                },
            )
