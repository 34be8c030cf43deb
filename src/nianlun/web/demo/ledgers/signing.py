"""Signing ceremonies, the county's conference and theme events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nianlun.web.demo.ledgers.acts import Act, Create
from nianlun.web.demo.ledgers.county_people import OFFICE
from nianlun.web.demo.ledgers.keepers import OFFICE_KEEPER
from nianlun.web.demo.ledgers.project_specs import CITY_CEREMONIES, CONFERENCE, PET_DAY, TRADE_DAY
from nianlun.web.demo.ledgers.times import at

CITY = "市级集中签约仪式"
EVENTS = (
    (CONFERENCE, "2023青禾发展大会", "县发展大会", "县文化中心", 620),
    *(
        (day, f"全市2023年第{number}次重大项目集中签约仪式", CITY, "市会展中心", 320)
        for number, day in zip("一二三四", CITY_CEREMONIES, strict=True)
    ),
    (PET_DAY, "青禾宠物产业推介日", "专题推介活动", "青溪街道", 180),
    (TRADE_DAY, "秋季产业链对接会", "专题推介活动", "县投资大厦", 150),
    (date(2024, 2, 18), "2024青禾发展大会", "县发展大会", "县文化中心", 580),
    (date(2025, 2, 6), "2025青禾发展大会", "县发展大会", "县文化中心", 600),
    (date(2026, 2, 25), "2026青禾发展大会", "县发展大会", "县文化中心", 590),
)


def event_ref(day: date | None, occasion: str) -> str:
    """By what the ledger knows the event of a day; empty where there was none."""
    return next((held.isoformat() for held, _, kind, *_ in EVENTS if held == day and kind == occasion), "")


def event_acts() -> Iterator[Act]:
    """Every event, written down on its morning."""
    for held_on, name, kind, venue, guests in EVENTS:
        yield Create(
            at=at(held_on, 8, 30),
            by=OFFICE_KEEPER,
            register="signing_events",
            ref=held_on.isoformat(),
            unit=OFFICE,
            values={
                "name": name,
                "held_on": held_on.isoformat(),
                "kind": kind,
                "venue": venue,
                "guests": guests,
            },
        )
