"""What projects need and get: resources, needs, difficulties, procedures done for headquarters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from random import Random

from nianlun.web.demo.ledgers.acts import Act, Confirm, Create, Edit, Link, Move
from nianlun.web.demo.ledgers.county_people import OFFICE, PLACES, staff
from nianlun.web.demo.ledgers.keepers import OFFICE_KEEPER
from nianlun.web.demo.ledgers.places import near_town
from nianlun.web.demo.ledgers.project_planning import projects
from nianlun.web.demo.ledgers.times import at, later, office_day

RESOURCES = 24
QUARTERS = ("2023-06-28", "2023-09-28", "2023-12-28", "2025-12-24", "2026-03-30", "2026-06-29", "2026-09-28")
PROBLEMS = (
    ("征迁签约率低，地块不能连片供应", "土地", "县自然资源和规划局", "2023-03-08", 40), ("环评总量指标不足", "审批", "县生态环境分局", "2023-03-21", 55),
    ("园区10千伏线路未到位", "配套", "县经济和信息化局", "2023-04-06", 60), ("企业融资担保额度不够", "融资", "县财政局", "2023-04-19", 90),
    ("进场道路未打通", "配套", "县交通运输局", "2023-05-10", 45), ("土地挂牌起始价与企业预期有差距", "土地", "县自然资源和规划局", "2023-05-24", 70),
    ("施工图审查周期长", "审批", "县住房和城乡建设局", "2023-06-07", 30), ("污水纳管未接通", "配套", "县生态环境分局", "2023-06-20", 0),
    ("外资到位慢，汇率波动影响出资", "其他", "县商务局", "2023-07-05", 0), ("单体大项目储备偏少", "工作本身", "县投资促进中心", "2023-07-19", 0),
    ("个别乡镇主要领导外出招商不足", "工作本身", "县投资促进中心", "2023-08-09", 0), ("厂房层高不满足设备要求", "其他", "县国有资产服务中心", "2023-08-23", 35),
    ("规划调整未批", "审批", "县自然资源和规划局", "2023-09-06", 0), ("招工难，缺熟练工", "其他", "县人力资源和社会保障局", "2023-09-20", 60),
    ("签约项目开工率不高", "工作本身", "县投资促进中心", "2023-10-11", 0), ("林地使用手续未批", "土地", "县林业发展中心", "2023-11-08", 80),
    ("消防验收整改", "审批", "县消防救援大队", "2026-08-12", 0), ("蒸汽供应压力不足", "配套", "县经济和信息化局", "2026-10-14", 0),
)  # fmt: skip
"""Difficulty, kind, who solves it, since when, in how many days (0: not solved)."""
MEASURES = {
    "单体大项目储备偏少": ("围绕产业链补缺开展专题招引", "新开工亿元以上产业项目中的制造业项目"),
    "个别乡镇主要领导外出招商不足": ("外出招商按月通报，连续两月落后的约谈", "乡镇主要领导外出招商次数"),
    "签约项目开工率不高": ("已签约未开工项目逐个倒排开工节点", "新开工亿元以上产业项目"),
}
"""Measure and target of next year's plan that answer a problem of the work."""
PROCEDURES = ("注册登记", "税务登记", "银行开户", "印章刻制", "社保开户")
KINDS = (("土地", 60), ("厂房", 18), ("用能指标", 0), ("资金", 0), ("土地", 110), ("厂房", 9))


def service_acts() -> Iterator[Act]:
    """All four ledgers."""
    yield from _resources()
    yield from _needs()
    yield from _problems()
    yield from _procedures()


def _act(register: str, kind: type[Act], ref: str, day: date, hour: int, **rest: object) -> Act:
    return kind(at=at(day, hour), by=OFFICE_KEEPER, register=register, ref=ref, **rest)  # type: ignore[arg-type]


def _resources() -> Iterator[Act]:
    rng = Random(24)  # noqa: S311 - the demo is the same every time
    for number in range(RESOURCES):
        kind, area = KINDS[number % len(KINDS)]
        town = PLACES[number % len(PLACES)]
        values = {
            "name": f"{town}{kind}{number + 1}号",
            "kind": kind,
            "area": f"{area + number}亩" if area else "",
            "amount": f"{rng.randint(3, 20) * 500}万元" if kind == "资金" else "",
            "owner": town if area else "县国有资产服务中心",
            "place": near_town(town, rng) if area else "",
            "available_on": date(2023, 1 + number % 9, 10).isoformat(),
            "conditions": "亩均税收不低于25万元。" if area else "",
        }
        values = {key: value for key, value in values.items() if value}
        day = date(2023, 2, 7) if number < 16 else date(2023, 6, 6)
        yield _act("resources", Create, f"Z{number}", day, 10, unit=OFFICE, values=values)
        for text in QUARTERS:
            if not (text == QUARTERS[-1] and number in {3, 8}):
                yield _act("resources", Confirm, f"Z{number}", date.fromisoformat(text), 16)


def _needs() -> Iterator[Act]:
    land = cycle(f"Z{number}" for number in range(16) if KINDS[number % len(KINDS)][0] == "土地")
    plants = [each for each in projects() if each.ref[0] in "AB" and each.signed_on and each.land_area]
    for number, each in enumerate(plants[:18]):
        raised_on = later(each.signed_on or date(2023, 3, 1), 7)
        values = {
            "need": f"{each.name}用地",
            "project": Link("projects", each.ref),
            "kind": "土地",
            "area": each.land_area,
            "raised_on": raised_on.isoformat(),
        }
        yield _act("needs", Create, f"D{number}", raised_on, 17, unit=OFFICE, values=values)
        if number % 4 == 3:
            continue
        matched = {"resource": Link("resources", next(land)), "reason": "面积相近，规划用途相符，配套到位。"}
        yield _act("needs", Move, f"D{number}", later(raised_on, 12), 17, to="matched", values=matched)
        if each.land_on:
            yield _act(
                "needs",
                Move,
                f"D{number}",
                max(later(each.land_on, 3), later(raised_on, 14)),
                18,
                to="met",
                values={},
            )


def _problems() -> Iterator[Act]:
    troubled = cycle(each for each in projects() if each.ref[0] in "AC" and each.signed_on)
    for number, (title, kind, solver, raised, days) in enumerate(PROBLEMS):
        raised_on = date.fromisoformat(raised)
        ref = f"W{number}"
        values: dict[str, object] = {
            "title": title,
            "kind": kind,
            "raised_on": raised,
            "year": raised[:4],
        }
        project = next(troubled)
        if kind != "工作本身" and raised_on > (project.signed_on or raised_on):
            values["project"] = Link("projects", project.ref)
        yield _act("problems", Create, ref, raised_on, 17, unit=OFFICE, values=values)
        due_on = later(raised_on, 60)
        handled = {
            "solver": solver,
            "due_on": due_on.isoformat(),
            "measures": "列入县领导专题协调事项，每月调度。",
        }
        yield _act("problems", Move, ref, later(raised_on, 4), 10, to="handling", values=handled)
        if days:
            solved_on = office_day(raised_on + timedelta(days=days))
            yield _act(
                "problems", Move, ref, solved_on, 16, to="solved", values={"solved_on": solved_on.isoformat()}
            )
        elif kind == "工作本身":
            measure = dict(zip(("next_measure", "next_target"), MEASURES[title], strict=True))
            yield _act("problems", Edit, ref, date(2023, 12, 20), 16, values=measure)
        if not days:
            for day in (date(2026, 9, 24), date(2026, 10, 23)):
                if raised_on < day and not (number == 12 and day.month == 10):
                    yield _act("problems", Confirm, ref, day, 10)


def _procedures() -> Iterator[Act]:
    rng = Random(17)  # noqa: S311
    agent = next(post for post in staff().posts if post.title == "总部代办岗")
    homes = [each for each in projects() if each.ref[0] == "H" and each.signed_on and each.recognised_on]
    for each in homes:
        day = later(each.recognised_on or date(2023, 3, 1), 2)
        for procedure in PROCEDURES:
            ref = f"{each.ref} {procedure}"
            values = {
                "firm": each.investor,
                "project": Link("projects", each.ref),
                "procedure": procedure,
                "agent": agent.holder_a,
                "opened_on": day.isoformat(),
            }
            yield _act("procedures", Create, ref, day, 17, unit=OFFICE, values=values)
            done_on = later(day, rng.randint(1, 9))
            yield _act(
                "procedures", Move, ref, done_on, 18, to="done", values={"done_on": done_on.isoformat()}
            )
