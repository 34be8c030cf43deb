"""What is written about a project from month to month, and on which days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from nianlun.web.demo.ledgers.project_specs import NEGOTIATION, PUSH, Project
from nianlun.web.demo.ledgers.times import earlier_office_day, later, month_word, months

LAST_MONTH = date(2026, 11, 1)
WRITTEN_SO_FAR = date(2026, 11, 20)
"""The last day anybody of the demo wrote anything."""
NODES = (
    ("planning_done_on", 240),
    ("design_done_on", 195),
    ("budget_done_on", 150),
    ("tender_done_on", 105),
    ("acquisition_done_on", 60),
    ("clearing_done_on", 20),
    ("entry_done_on", 0),
)
"""Nodes of the push list and how many days before site entry they are due."""

WORDS = {
    "negotiating": (
        "与投资方视频会商{n}次，就用地规模和供地价格交换意见；下一步邀请来县实地考察。",
        "投资方技术团队来县考察选址{n}处，初步意向{town}；下一步起草投资协议。",
        "投资协议第{n}稿已反馈，剩余税收考核条款未谈拢；下一步报联席会议研究。",
        "完成尽职调查，报项目评审会研究；下一步对接环评前期。",
    ),
    "signed": (
        "完成立项备案和选址论证，补充用地勘测；下一步组织土地出让前期。",
        "注册项目公司，到位资本金{n}00万元；下一步办理规划条件。",
        "协调解决进场道路问题{n}个，规划方案过会；下一步挂牌出让。",
    ),
    "land_acquired": (
        "取得不动产权证，完成方案设计；下一步图审和施工许可。",
        "施工图审查完成，施工单位进场搭建临设{n}处；下一步桩基施工。",
    ),
    "started": (
        "主体结构施工至{n}层，累计完成投资{n}000万元；下一步设备招标。",
        "厂房钢结构吊装完成{n}成，同步开展设备采购；下一步申报入统。",
        "设备安装{n}台（套），准备试生产；下一步组织竣工验收。",
    ),
}


def months_kept(project: Project, first: date, last: date | None, rng: Random) -> Iterator[date]:
    """The days on which it was brought up to date, from the first until its end."""
    for month in months(first, min(last or LAST_MONTH, LAST_MONTH)):
        day = _day_in(project, month, rng)
        if day is not None and first < day and (last is None or day < last):
            yield day


def _day_in(project: Project, month: date, rng: Random) -> date | None:
    chance = rng.random()
    if month.year in {2024, 2025}:
        return earlier_office_day(month.replace(day=22)) if month.month % 3 == 0 else None
    if month.year == 2026:
        return _day_in_2026(project, month, chance)
    if chance < 0.06:
        return None
    if chance < 0.14:
        return later(month.replace(day=26), 2)
    return earlier_office_day(month.replace(day=22 if chance < 0.6 else 25))


def _day_in_2026(project: Project, month: date, chance: float) -> date | None:
    if month.month not in {3, 6, 8, 9, 10, 11} or (project.slow and month.month >= 10):
        return None
    if month == LAST_MONTH:
        return WRITTEN_SO_FAR - timedelta(days=2) if chance < 0.5 else None
    return earlier_office_day(month.replace(day=22 if chance < 0.6 else 25))


def news(project: Project, stage: str, day: date, earlier: int, rng: Random) -> str:
    """What is written down that month, after so many earlier months in the stage."""
    words = WORDS[stage][min(earlier // 2, len(WORDS[stage]) - 1)]
    return f"{month_word(day)}：{words.format(n=rng.randint(2, 9), town=project.town)}"


def nodes_done(project: Project, before: date, day: date) -> dict[str, str]:
    """Nodes of the push list that were reached since the last time."""
    if PUSH not in project.lists or project.push_end_on is None:
        return {}
    delays = Random(f"{project.ref} nodes")  # noqa: S311
    found = {}
    for key, days in NODES:
        if not _can_be_done(project, key, day):
            continue
        due = project.push_end_on - timedelta(days=days)
        done = due + timedelta(days=delays.randint(-8, 16))
        if before < done <= day:
            found[key] = done.isoformat()
    return found


def _can_be_done(project: Project, node: str, day: date) -> bool:
    """No land is cleared that was not acquired, and no site entered where nothing has begun."""
    begun = project.started_on is not None and project.started_on <= day
    has_land = begun or (project.land_on is not None and project.land_on <= day)
    if node == "entry_done_on":
        return begun
    return has_land or node not in {"acquisition_done_on", "clearing_done_on"}


def step_before(maturity: str) -> str:
    """How ripe talks were some months earlier."""
    return {"即将落地": "深入对接"}.get(maturity, "初步对接")


def next_step(project: Project) -> str:
    """What comes next in the talks."""
    steps = {"即将落地": "敲定协议文本，预约市级集中签约仪式", "深入对接": "组织实地考察和研判预审"}
    return steps.get(project.maturity, "摸清投资意向和用地需求") if NEGOTIATION in project.lists else ""
