"""Plans the projects of the demo so that the ledgers hold on 20 October 2023 what its report counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from nianlun.web.demo.ledgers.names import firm_name
from nianlun.web.demo.ledgers.planner import Planner, day_between
from nianlun.web.demo.ledgers.project_specs import (
    CITY_CEREMONIES,
    CONFERENCE,
    FOREIGN,
    LANDING,
    NEGOTIATION,
    PET_DAY,
    PUSH,
    TRADE_DAY,
    Project,
)
from nianlun.web.demo.ledgers.times import office_day

DISPLAY_PARK = "A18"


@cache
def projects() -> tuple[Project, ...]:
    """All projects, in the order of their groups."""
    planner = Planner()
    every = [
        *recognised(planner),
        *ceremony_only(planner),
        *headquarters(planner),
        *carried_over(planner),
        *in_talks(planner),
        *foreign_firms(planner),
        *conference(planner),
        *theme_days(planner),
        *newcomers(planner),
    ]
    for each in every:
        planner.round_off(each)
    return tuple(every)


def recognised(planner: Planner) -> Iterator[Project]:
    """The 22 newly attracted ones: 18 single plants, a whole chain, three services."""
    for number in range(22):
        kind = "单体制造业" if number < 18 else "全产业链" if number == 18 else "服务业"
        each = planner.draft(f"A{number}", kind, (10, 90), (date(2022, 10, 10), date(2022, 12, 20)))
        each.high_quality = number in {0, 5, 10, 18}
        if each.high_quality:
            each.investor_kind = ("世界500强", "民营500强", "中国500强")[number % 3]
        each.signed_on, each.occasion = _signing(number)
        each.talks_on = day_between(
            planner.rng, each.planned_on + timedelta(days=15), each.signed_on - timedelta(days=10)
        )
        each.recognised_on = day_between(
            planner.rng,
            each.signed_on + timedelta(days=8),
            min(each.signed_on + timedelta(days=90), date(2023, 10, 13)),
        )
        each.lists = _lists_of_recognised(number)
        _course_of_recognised(planner, each, number)
        yield each


def _signing(number: int) -> tuple[date, str]:
    if number in {14, 15, 20}:
        return CONFERENCE, "县发展大会"
    if number in {16, 17, 21}:
        return (TRADE_DAY, "专题推介活动") if number != 21 else (date(2023, 7, 12), "其他")
    ceremony = 0 if number <= 4 else 1 if number <= 9 or number == 18 else 2
    return CITY_CEREMONIES[ceremony], "市级集中签约仪式"


def _lists_of_recognised(number: int) -> set[str]:
    lists = {LANDING} if number <= 10 or number in {18, 19, 20} else {NEGOTIATION}
    if number in {0, 1, 2, 3, 5, 6, 7, 9, 10}:
        lists.add(PUSH)
    if number in {10, 20}:
        lists.add(NEGOTIATION)
    if number in {2, 6, 12, 18}:
        lists.add(FOREIGN)
    return lists


def _course_of_recognised(planner: Planner, each: Project, number: int) -> None:
    rng, signed = planner.rng, each.signed_on or CONFERENCE
    if number <= 4:
        each.land_on = day_between(rng, signed + timedelta(days=10), signed + timedelta(days=40))
        each.started_on = day_between(
            rng, each.land_on + timedelta(days=10), each.land_on + timedelta(days=40)
        )
        each.statistics_on = day_between(rng, each.started_on + timedelta(days=20), date(2023, 9, 28))
    elif number <= 8:
        each.land_on = day_between(rng, signed + timedelta(days=20), date(2023, 9, 27))
    if NEGOTIATION in each.lists:
        each.maturity = "即将落地" if number in {10, 20, 11, 12, 13, 14, 15} else "深入对接"
    later_days = {
        5: {"started_on": date(2023, 8, 30), "statistics_on": date(2023, 11, 24)},
        6: {"started_on": date(2023, 11, 22), "statistics_on": date(2023, 12, 12)},
        7: {"started_on": date(2023, 11, 8), "statistics_on": date(2024, 4, 18)},
        8: {"statistics_on": date(2023, 12, 28)},
        9: {
            "land_on": date(2023, 12, 5),
            "started_on": date(2024, 3, 12),
            "statistics_on": date(2024, 7, 25),
        },
        10: {
            "land_on": date(2023, 12, 22),
            "started_on": date(2024, 2, 27),
            "statistics_on": date(2024, 8, 20),
        },
        11: {"started_on": date(2023, 12, 1), "statistics_on": date(2024, 6, 20)},
        12: {"started_on": date(2023, 12, 20), "statistics_on": date(2024, 9, 18)},
    }
    for key, day in later_days.get(number, {}).items():
        setattr(each, key, day)
    each.land_on = date(2023, 8, 16) if number == 5 else each.land_on
    each.late = {
        8: {"statistics_on": date(2024, 1, 10)},
        10: {"land_on": date(2024, 1, 8)},
        12: {"started_on": date(2024, 1, 11)},
    }.get(number, {})
    if number == 7:
        each.invest, each.typed_invest = "2.6亿元", "26亿元"
    if number == 9:
        each.wrongly_started_on = date(2023, 9, 14)
    if each.ref == DISPLAY_PARK:
        each.invest, each.industry = "50亿元", "智能显示"
        each.name = each.name[:2] + "智能显示全产业链项目"
    if number in {0, 2, 4, 6, 8, 11, 12, 13}:
        each.origin, each.outcome = "驻点招引", "签约项目"
    if number == 3:
        each.origin, each.outcome = "驻点招引", "落地项目"


def ceremony_only(planner: Planner) -> Iterator[Project]:
    """Five that were signed at the ceremonies and not recognised by 20 October."""
    recognised = {0: date(2023, 11, 10), 1: date(2023, 11, 28), 2: date(2023, 12, 8)}
    for number in range(5):
        kind = "单体制造业" if number < 3 else "服务业"
        each = planner.draft(f"B{number}", kind, (11, 40), (date(2023, 2, 1), date(2023, 4, 20)))
        each.talks_on = day_between(planner.rng, date(2023, 5, 4), date(2023, 8, 25))
        each.signed_on, each.occasion = CITY_CEREMONIES[2], "市级集中签约仪式"
        each.recognised_on = recognised.get(number)
        each.lists, each.maturity = {NEGOTIATION}, "深入对接" if number in {3, 4} else "即将落地"
        if number == 0:
            each.started_on, each.statistics_on = date(2023, 12, 15), date(2024, 5, 16)
        if number < 2:
            each.origin, each.outcome = "驻点招引", "签约项目"
        yield each


def headquarters(planner: Planner) -> Iterator[Project]:
    """24 headquarters that came home: 9 to the city's level, 15 to the county's."""
    for number in range(26):
        new = number >= 24
        kind = "市级总部回归" if number < 9 or number == 24 else "县级总部回归"
        each = planner.draft(f"H{number}", kind, (2, 9), (date(2022, 11, 1), date(2022, 12, 28)))
        each.industry = planner.rng.choice(("现代服务业", "数字经济", "物流", "其他"))
        each.name = f"{each.investor[:2]}{('区域总部', '销售总部', '结算总部')[number % 3]}"
        if number < 6:
            each.signed_on, each.occasion = CONFERENCE, "县发展大会"
        else:
            span = (date(2023, 11, 1), date(2023, 12, 12)) if new else (date(2023, 2, 20), date(2023, 8, 30))
            each.signed_on, each.occasion = day_between(planner.rng, *span), "其他"
        each.recognised_on = each.signed_on + timedelta(days=9 if new else 20)
        if number % 5 != 4:
            each.statistics_on = office_day(each.signed_on + timedelta(days=35))
        if 6 <= number < 13:
            each.origin, each.outcome = "驻点招引", "总部回归"
        yield each


def carried_over(planner: Planner) -> Iterator[Project]:
    """23 of the year before: 19 to land in 2023, four to be pushed."""
    plants = {0, 1, 2, 4, 8, 9, 12, 19, 20}
    push = {0, 1, 2, 3, 5, 8, 12, 13, 19, 20, 21, 22}
    for number in range(23):
        kind = "单体制造业" if number in plants else "服务业"
        each = planner.draft(f"C{number}", kind, (10, 60), (date(2021, 9, 1), date(2022, 1, 28)))
        each.talks_on = day_between(planner.rng, date(2022, 2, 10), date(2022, 4, 20))
        each.lists = {LANDING} if number < 19 else set()
        each.lists |= {PUSH} if number in push else set()
        each.lists |= {FOREIGN} if number in {1, 9, 15} else set()
        if number not in {15, 16, 17, 18}:
            each.signed_on = day_between(planner.rng, date(2022, 5, 10), date(2022, 10, 14))
            each.occasion = planner.rng.choice(("市级集中签约仪式", "专题推介活动", "其他"))
        _course_of_carried_over(planner, each, number)
        yield each


def _course_of_carried_over(planner: Planner, each: Project, number: int) -> None:
    rng = planner.rng
    if number in range(8) or number == 19:
        each.started_on = day_between(rng, date(2022, 11, 7), date(2023, 3, 30))
        each.statistics_on = day_between(rng, date(2023, 4, 10), date(2023, 10, 12))
    if number in {8, 9, 10, 11, 21}:
        each.land_on = day_between(rng, date(2023, 3, 6), date(2023, 9, 15))
    later_days = {
        8: {"started_on": date(2023, 9, 19), "statistics_on": date(2023, 11, 30)},
        9: {"statistics_on": date(2023, 12, 26)},
        10: {"started_on": date(2024, 3, 20), "statistics_on": date(2024, 10, 16)},
        11: {"started_on": date(2024, 1, 24), "statistics_on": date(2024, 6, 27)},
        12: {
            "land_on": date(2023, 12, 18),
            "started_on": date(2024, 4, 9),
            "statistics_on": date(2025, 1, 15),
        },
        16: {"dropped_on": date(2024, 2, 22)},
        21: {"started_on": date(2023, 11, 15), "statistics_on": date(2024, 3, 28)},
    }
    for key, day in later_days.get(number, {}).items():
        setattr(each, key, day)
    if number == 9:
        each.late = {"statistics_on": date(2024, 1, 9)}


def in_talks(planner: Planner) -> Iterator[Project]:
    """Nine under negotiation; three of them are signed in November."""
    for number in range(9):
        kind = "单体制造业" if number % 3 else "服务业"
        each = planner.draft(f"N{number}", kind, (10, 80), (date(2023, 1, 9), date(2023, 4, 28)))
        each.talks_on = day_between(planner.rng, each.planned_on + timedelta(days=20), date(2023, 9, 22))
        each.lists = {NEGOTIATION} | ({FOREIGN} if number < 3 else set())
        each.maturity = "深入对接" if number in {0, 3, 4} else "初步对接"
        if number in {0, 3, 4}:
            each.signed_on, each.occasion = CITY_CEREMONIES[3], "市级集中签约仪式"
            each.recognised_on = {0: date(2023, 12, 8), 3: date(2023, 12, 27)}.get(number)
            each.late = {"recognised_on": date(2024, 1, 8)} if number == 3 else {}
        if number in {5, 7}:
            each.dropped_on = date(2024, 4, 11)
        yield each


def foreign_firms(planner: Planner) -> Iterator[Project]:
    """Eight firms with foreign capital: increases, reinvested profit, two planned."""
    ways = (
        "存量项目",
        "增资",
        "增资",
        "利润再投资",
        "利润再投资",
        "存量项目",
        "拟落地项目",
        "拟落地项目",
    )
    for number, way in enumerate(ways):
        each = planner.draft(f"F{number}", "单体制造业", (3, 9), (date(2021, 1, 11), date(2021, 6, 25)))
        each.investor = each.investor.replace("有限公司", "（中国）有限公司").replace(
            "股份（中国）", "（中国）"
        )
        each.talks_on = day_between(planner.rng, date(2021, 7, 5), date(2021, 10, 25))
        each.lists, each.foreign_kind = {FOREIGN}, way
        if number < 6:
            each.signed_on, each.occasion = (
                day_between(planner.rng, date(2021, 11, 8), date(2021, 12, 24)),
                "其他",
            )
            each.started_on = day_between(planner.rng, date(2022, 2, 14), date(2022, 7, 29))
        if number < 4:
            each.statistics_on = day_between(planner.rng, date(2022, 9, 5), date(2022, 11, 28))
        yield each


def conference(planner: Planner) -> Iterator[Project]:
    """39 more that were signed at the county's conference in January."""
    for number in range(39):
        kind = "基金" if number == 0 else "单体制造业" if number % 2 else "服务业"
        each = planner.draft(f"K{number}", kind, (3, 48), (date(2022, 8, 1), date(2022, 11, 30)))
        each.signed_on, each.occasion = CONFERENCE, "县发展大会"
        if number == 0:
            each.name, each.origin, each.outcome = (
                f"{each.investor[:2]}产业引导基金",
                "驻点招引",
                "基金项目",
            )
            each.planned_on = date(2023, 1, 10)
        elif number <= 18:
            each.started_on = day_between(planner.rng, date(2023, 3, 6), date(2023, 9, 22))
        if 1 <= number <= 6:
            each.statistics_on = day_between(planner.rng, date(2023, 9, 25), date(2023, 10, 13))
        if number in {21, 27, 33}:
            each.dropped_on = day_between(planner.rng, date(2023, 5, 8), date(2023, 9, 20))
        if 7 <= number <= 12:
            each.statistics_on = day_between(planner.rng, date(2023, 11, 1), date(2023, 12, 14))
        yield each


def theme_days(planner: Planner) -> Iterator[Project]:
    """Twelve smaller ones from theme events, seven of them of the pet industry."""
    for number in range(12):
        pets = number < 7
        each = planner.draft(f"T{number}", "单体制造业", (3, 9), (date(2023, 1, 16), date(2023, 3, 24)))
        if pets:
            each.industry = "宠物"
            each.investor = firm_name(each.investor[:2], "宠物", planner.rng)
            each.name = f"{each.investor[:2]}{next(planner.works['宠物'])}项目"
        each.talks_on = day_between(planner.rng, date(2023, 4, 3), date(2023, 5, 19))
        each.signed_on, each.occasion = PET_DAY if pets else TRADE_DAY, "专题推介活动"
        each.origin, each.outcome = "驻点招引", "签约项目"
        if number in {0, 1, 7}:
            each.started_on = (
                date(2023, 11, 21)
                if number == 7
                else day_between(planner.rng, date(2023, 7, 3), date(2023, 9, 28))
            )
        yield each


def newcomers(planner: Planner) -> Iterator[Project]:
    """One of late October 2023, and a few of each year since."""
    first = planner.draft("X0", "单体制造业", (12, 30), (date(2023, 10, 24), date(2023, 10, 26)))
    first.signed_on, first.occasion = CITY_CEREMONIES[3], "市级集中签约仪式"
    first.recognised_on = date(2023, 12, 15)
    yield first
    for number in range(1, 22):
        year = 2024 if number < 6 else 2025 if number < 12 else 2026
        kind = "单体制造业" if number % 3 else "服务业"
        last = date(year, 11, 10) if year == 2026 else date(year, 10, 31)
        each = planner.draft(f"X{number}", kind, (10, 60), (date(year, 1, 10), last - timedelta(days=150)))
        each.talks_on = day_between(
            planner.rng, each.planned_on + timedelta(days=30), last - timedelta(days=60)
        )
        if number % 2:
            each.signed_on = day_between(planner.rng, each.talks_on + timedelta(days=20), last)
            each.occasion = "市级集中签约仪式" if number % 4 == 1 else "其他"
            each.recognised_on = office_day(each.signed_on + timedelta(days=10))
        if number in {1, 3, 7}:
            each.started_on = office_day((each.signed_on or last) + timedelta(days=90))
        each.living_in_2026 = number not in {1, 2, 4}
        each.slow = number in {8, 13, 16, 19}
        each.lists = (
            {LANDING} if year == 2026 and each.signed_on else {NEGOTIATION} if year == 2026 else set()
        )
        each.maturity = "深入对接"
        yield each


def in_list(name: str) -> Sequence[Project]:
    """Projects that stand in a list in 2023."""
    return [each for each in projects() if name in each.lists and not each.ref.startswith("X")]
