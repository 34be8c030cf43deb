"""Draws what is left to chance for the projects of the demo, and brings the old ones to an end."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle
from random import Random

from nianlun.web.demo.ledgers.county_people import DRAW, PLACES, staff
from nianlun.web.demo.ledgers.names import WORKS, firm_name, firm_stems
from nianlun.web.demo.ledgers.places import near_town
from nianlun.web.demo.ledgers.project_specs import (
    FOREIGN,
    PUSH,
    REPORT_DAY,
    Project,
)
from nianlun.web.demo.ledgers.times import office_day

MAKERS = ("智能装备", "新材料", "时尚智造", "宠物", "智能显示")
OTHERS = ("数字经济", "物流", "现代服务业", "其他")


def day_between(rng: Random, first: date, last: date) -> date:
    """An office day between two days."""
    day = first + timedelta(days=rng.randrange((last - first).days + 1))
    moved = office_day(day)
    return moved if moved <= last else day - timedelta(days=day.weekday() - 4)


class Planner:
    """Draws what is left to chance, always from the same seed."""

    def __init__(self) -> None:
        self.rng = Random(2023)  # noqa: S311 - the demo is the same every time
        self.stems = firm_stems(7)
        self.leaders = cycle(staff().leaders)
        self.works = {industry: cycle(works) for industry, works in WORKS.items()}

    def draft(self, ref: str, kind: str, invest: tuple[int, int], planned: tuple[date, date]) -> Project:
        """A project of which no more is known than that somebody plans it; sums in tenths of 亿元."""
        rng = self.rng
        industry = rng.choice(MAKERS if kind == "单体制造业" else OTHERS)
        stem, town = next(self.stems), rng.choices(PLACES, weights=DRAW)[0]
        return Project(
            ref=ref,
            name=f"{stem}{next(self.works[industry])}项目",
            investor=firm_name(stem, industry, rng),
            investor_kind=rng.choice(("行业龙头", "高成长性企业", "其他", "其他", "上市公司")),
            industry=industry,
            kind=kind,
            invest=f"{rng.randint(*invest) / 10:g}亿元",
            town=town,
            officer=staff().town_officers[town],
            origin=rng.choice(("外出招商", "以商招商", "商会推荐", "基金招商", "中介招商")),
            planned_on=day_between(rng, *planned),
        )

    def round_off(self, each: Project) -> None:
        """Fill in what depends on the rest, and see to it that the old ones come to an end."""
        rng = self.rng
        invest = float(each.invest.removesuffix("亿元"))
        if each.outcome:
            self._begin_with_lead(each)
        each.place = near_town(each.town, rng)
        if each.kind in {"单体制造业", "全产业链"}:
            area = max(8, round(invest * rng.uniform(14, 26)))
            each.land_area = f"{area}亩"
            each.output = f"{invest * rng.uniform(1.1, 1.9):.1f}亿元"
            each.tax = f"{area * rng.uniform(18, 42):.0f}万元"
        if invest >= 10 or each.high_quality:
            each.leader = next(self.leaders)
        if PUSH in each.lists:
            end = each.started_on or each.statistics_on or each.land_on or date(2023, 12, 20)
            each.push_end_on = (
                max(end, date(2023, 4, 28)) if end <= date(2023, 12, 29) else date(2023, 12, 20)
            )
        if FOREIGN in each.lists:
            each.foreign_kind = each.foreign_kind or (
                "存量项目" if each.ref.startswith("C") else "拟落地项目"
            )
            each.foreign_agreed = f"{rng.randrange(80, 1500, 20)}万美元"
            each.foreign_high_tech = each.industry in {"智能装备", "智能显示", "数字经济"}
        if not each.ref.startswith("X"):
            self._end(each)

    def _begin_with_lead(self, each: Project) -> None:
        """A project that came from a lead of 2023 begins in 2023."""
        if each.planned_on < date(2023, 1, 10):
            each.planned_on = day_between(self.rng, date(2023, 1, 16), date(2023, 2, 3))
        if each.talks_on and each.talks_on < each.planned_on and each.signed_on:
            each.talks_on = day_between(self.rng, each.planned_on, each.signed_on - timedelta(days=7))
        each.lead = f"L-{each.ref}"

    def _end(self, each: Project) -> None:
        """Statistics or a drop by the end of 2025 for all but a few."""
        if each.statistics_on or each.dropped_on:
            each.drop_reason = each.drop_reason or "投资方调整布局，双方协商终止。"
            return
        rng = self.rng
        each.living_in_2026 = each.ref in {"A13", "A16", "B3", "C13", "C18", "K14", "K20", "K24", "N1", "F6"}
        if each.living_in_2026:
            each.slow = each.ref in {"C13", "K24"}
            return
        if each.signed_on is None or rng.random() < 0.3:
            each.dropped_on = day_between(rng, date(2024, 3, 4), date(2025, 6, 27))
            each.drop_reason = "长期无实质进展，报分管县领导同意后终止。"
            return
        if each.started_on is None:
            each.started_on = day_between(rng, date(2024, 2, 19), date(2024, 12, 20))
        first = max(each.started_on, REPORT_DAY) + timedelta(days=90)
        each.statistics_on = day_between(rng, first, max(date(2025, 11, 28), first + timedelta(days=10)))
