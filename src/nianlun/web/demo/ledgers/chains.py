"""The chain map: parts of two chains, and the firms at home and abroad that could fill them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from random import Random

from nianlun.web.demo.ledgers.acts import Act, Confirm, Create, Link, Move
from nianlun.web.demo.ledgers.county_people import OFFICE, staff
from nianlun.web.demo.ledgers.keepers import OFFICE_KEEPER, at_desk
from nianlun.web.demo.ledgers.names import firm_stems
from nianlun.web.demo.ledgers.places import near
from nianlun.web.demo.ledgers.project_specs import PET_DAY
from nianlun.web.demo.ledgers.times import at, later, office_day

AREAS = (
    "宠物主粮",
    "宠物零食",
    "宠物用品",
    "宠物医药",
    "宠物智能设备",
    "宠物服饰",
    "包装与加工机械",
    "渠道与服务",
)
"""The eight key areas."""
PARTS = {
    "宠物": AREAS,
    "智能显示": ("玻璃基板", "偏光片", "驱动芯片", "背光源", "触控模组", "整机装配"),
}
COUNTRIES = {
    "德国": ("欧洲", (10.4, 51.1), "Tierbedarf GmbH", 14), "意大利": ("欧洲", (12.5, 42.5), "Petfood S.r.l.", 12),
    "法国": ("欧洲", (2.4, 46.6), "Animalerie SAS", 8), "荷兰": ("欧洲", (5.3, 52.1), "Dierenvoeding B.V.", 7),
    "英国": ("欧洲", (-1.6, 52.5), "Pet Supplies Ltd", 7), "西班牙": ("欧洲", (-3.7, 40.2), "Mascotas S.L.", 5),
    "丹麦": ("欧洲", (9.5, 56.0), "Dyrefoder ApS", 3), "波兰": ("欧洲", (19.4, 52.1), "Karma Sp. z o.o.", 3),
    "日本": ("亚洲其他", (138.3, 36.2), "ペット株式会社", 8), "韩国": ("亚洲其他", (127.8, 36.5), "Pet Co.", 5),
    "泰国": ("亚洲其他", (101.0, 15.0), "Petcare Co., Ltd.", 5), "越南": ("亚洲其他", (106.3, 16.2), "Thú Cưng JSC", 3),
    "美国": ("美洲", (-98.6, 39.8), "Pet Products Inc.", 9), "加拿大": ("美洲", (-106.3, 52.1), "Pet Nutrition Inc.", 3),
    "澳大利亚": ("其他", (134.5, -25.7), "Pet Foods Pty Ltd", 2),
}  # fmt: skip
"""Region, middle of the country, ending of names, firms listed by 20 October: 59 in Europe, 94 in all."""
AT_HOME = 48
"""Firms in China listed by then: 142 altogether."""
LATER = 14
"""Firms listed between November and the end of 2023."""
LISTED_ON = ("2023-02-22", "2023-04-18", "2023-06-14", "2023-08-09", "2023-09-27")
LISTED_LATER_ON = ("2023-11-15", "2023-12-13")
CITIES = {
    "上海": (121.47, 31.23),
    "杭州": (120.16, 30.27),
    "青岛": (120.38, 36.07),
    "广州": (113.26, 23.13),
    "天津": (117.20, 39.13),
}
SYLLABLES = (
    "Vel",
    "Bru",
    "Tor",
    "Lun",
    "Kas",
    "Mir",
    "Ost",
    "Pal",
    "Rav",
    "Sil",
    "Dro",
    "Fen",
    "Gal",
    "Hel",
    "Jor",
)
ENDINGS = ("mora", "nek", "dalin", "vasco", "tessa", "bergo", "lindo", "mark", "rova", "quist")
QUARTERS = ("2023-06-27", "2023-09-26", "2023-12-26", "2025-12-23", "2026-03-27", "2026-06-26", "2026-09-25")


def chain_acts() -> Iterator[Act]:
    """Parts first, then firms."""
    yield from _parts()
    yield from _firms()


def _parts() -> Iterator[Act]:
    leaders = cycle(staff().leaders)
    common = {"by": OFFICE_KEEPER, "register": "chain_parts"}
    for chain, parts in PARTS.items():
        for number, name in enumerate(parts):
            local = (number * 3) % 7
            values = {
                "chain": chain,
                "name": name,
                "position": ("上游", "中游", "下游", "配套")[number * 4 // len(parts)],
                "gap": "是" if local < 2 else "否",
                "local_firms": local,
                "leader": next(leaders),
                "team": OFFICE,
            }
            yield Create(at=at(date(2023, 2, 8), 10), ref=name, unit=OFFICE, values=values, **common)
            for day in QUARTERS:
                if day != QUARTERS[-1] or chain == "宠物":
                    yield Confirm(at=at(date.fromisoformat(day), 10), ref=name, **common)


def _places() -> Iterator[tuple[str, str, tuple[float, float], str]]:
    """Country, region, about where, and what stands after the name, once for each firm, mixed."""
    abroad = [
        (country, region, point, ending)
        for country, (region, point, ending, count) in COUNTRIES.items()
        for _ in range(count)
    ]
    home = [
        ("中国", "国内", point, "") for point, _ in zip(cycle(CITIES.values()), range(AT_HOME), strict=False)
    ]
    mixed = [*abroad, *home]
    Random(142).shuffle(mixed)  # noqa: S311 - the demo is the same every time
    yield from mixed
    yield from (
        ("中国", "国内", point, "") for point, _ in zip(cycle(CITIES.values()), range(LATER), strict=False)
    )


def _firms() -> Iterator[Act]:
    rng = Random(59)  # noqa: S311
    stems = firm_stems(61)
    foreign = [first + second for first in SYLLABLES for second in ENDINGS]
    rng.shuffle(foreign)
    at_home = 0
    for number, (country, region, point, ending) in enumerate(_places()):
        area = AREAS[number % len(AREAS)]
        name = f"{foreign.pop()} {ending}" if ending else f"{next(stems)}{area.removeprefix('宠物')}有限公司"
        days = LISTED_LATER_ON if number >= 142 else LISTED_ON
        listed_on = date.fromisoformat(days[number % len(days)])
        values = {
            "name": name,
            "part": Link("chain_parts", area),
            "area": area,
            "region": region,
            "country": country,
            "place": near(point, rng, 0.9),
            "sales": f"{rng.randint(2, 120) / 10:g}亿元",
            "officer": rng.choice(staff().stationed["境外片组" if ending else "长三角片组"]),
            "listed_on": listed_on.isoformat(),
        }
        if not ending:
            values["city"] = next(city for city, where in CITIES.items() if where == point)
        ref = f"firm-{number}"
        yield Create(
            at=at(listed_on, 15),
            by=OFFICE_KEEPER,
            register="chain_firms",
            ref=ref,
            unit=OFFICE,
            values=values,
        )
        signs = not ending and listed_on < date(2023, 4, 30) and at_home < 14
        at_home += signs
        yield from _approaches(ref, listed_on, pets_day=signs and at_home <= 7, signs=signs, rng=rng)


def _approaches(ref: str, listed_on: date, *, pets_day: bool, signs: bool, rng: Random) -> Iterator[Act]:
    """Fourteen sign; of the others some are approached and shelved again."""
    common = {"by": OFFICE_KEEPER, "register": "chain_firms", "ref": ref}
    if signs:
        signed_on = PET_DAY if pets_day else date(2023, 7, 20)
        yield Move(
            at=at_desk(later(listed_on, 7)),
            to="approached",
            values={"approach": "电话联系，寄送招商手册。"},
            **common,
        )
        yield Move(
            at=at_desk(later(listed_on, 21)), to="talking", values={"approach": "来县考察。"}, **common
        )
        yield Move(
            at=at_desk(later(signed_on, 2)),
            to="signed",
            values={"signed_on": signed_on.isoformat()},
            **common,
        )
        return
    chance = rng.random()
    if chance < 0.25:
        first = office_day(listed_on + timedelta(days=rng.randint(10, 40)))
        yield Move(at=at_desk(first), to="approached", values={"approach": "已发邀请函，待回复。"}, **common)
        if chance < 0.19:
            yield Move(
                at=at_desk(later(first, 150)),
                to="shelved",
                values={"approach": "暂无来华投资计划。"},
                **common,
            )
        else:
            for day in ("2025-12-23", "2026-03-27", "2026-06-26", "2026-09-25")[: 4 if chance < 0.23 else 3]:
                yield Confirm(at=at(date.fromisoformat(day), 10), **common)
