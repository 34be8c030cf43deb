"""Funds, intermediaries and experts the office works with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nianlun.web.demo.ledgers.acts import Act, Confirm, Create, Edit, Move
from nianlun.web.demo.ledgers.county_people import OFFICE
from nianlun.web.demo.ledgers.keepers import OFFICE_KEEPER
from nianlun.web.demo.ledgers.times import at, later

FUNDS = ("澍川创投", "栩野资本", "汀岚基金", "砚舟投资", "峤禾股权")
"""The five funds that signed in 2023."""
AGREED = ("2023-02-16", "2023-03-09", "2023-03-15", "2023-05-11", "2023-08-24")
OTHERS = (
    ("沅芷产业咨询", "中介机构", "新材料招商代理"),
    ("翎桐商务顾问", "中介机构", "欧洲宠物行业展会"),
    ("青禾产业专家库", "专家", "项目评审"),
    ("青禾宠物产业引导基金", "拟设本地基金", "宠物产业"),
    ("珩岑资本", "基金公司", "智能显示"),
)
QUARTERS = (
    "2023-03-28",
    "2023-06-28",
    "2023-09-27",
    "2023-12-27",
    "2025-12-24",
    "2026-03-30",
    "2026-06-29",
    "2026-09-28",
)


def partner_acts() -> Iterator[Act]:
    """Contact, agreement, and a word every quarter."""
    common = {"by": OFFICE_KEEPER, "register": "partners"}
    opened = at(date(2023, 1, 5), 9, 30)
    for name, agreed in zip(FUNDS, AGREED, strict=True):
        agreed_on = date.fromisoformat(agreed)
        values = {
            "name": name,
            "kind": "基金公司",
            "field": "智能制造、宠物、数字经济",
            "size": f"{len(name) * 5}亿元",
        }
        yield Create(at=opened, ref=name, unit=OFFICE, values=values, **common)
        yield Move(
            at=at(later(agreed_on, 1), 10),
            ref=name,
            to="agreed",
            values={"agreed_on": agreed, "progress": "签订战略合作协议，按季提供项目信息。"},
            **common,
        )
        yield from _quarters(name, agreed_on, common)
    for name, kind, field in OTHERS:
        values = {"name": name, "kind": kind, "field": field}
        yield Create(at=opened, ref=name, unit=OFFICE, values=values, **common)
        if kind == "拟设本地基金":
            progress = "与在地龙头企业协商出资比例，基金管理人遴选方案报县政府。"
            yield Edit(
                at=at(date(2023, 9, 21), 10),
                ref=name,
                values={"progress": progress, "size": "3亿元"},
                **common,
            )
        yield from _quarters(name, date(2023, 1, 5), common)


def _quarters(name: str, since: date, common: dict[str, str]) -> Iterator[Act]:
    for day in QUARTERS:
        if date.fromisoformat(day) > since and not (day == QUARTERS[-1] and name == OTHERS[0][0]):
            yield Confirm(at=at(date.fromisoformat(day), 10), ref=name, **common)
