"""Trips of county leaders and of the heads of towns and streets, and their monthly plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import cycle
from random import Random

from nianlun.web.demo.county import COUNTY
from nianlun.web.demo.ledgers.acts import Act, Create, Edit
from nianlun.web.demo.ledgers.county_people import OFFICE, PLACES, staff
from nianlun.web.demo.ledgers.keepers import OFFICE_KEEPER, at_desk, keeper_of, known_on
from nianlun.web.demo.ledgers.times import at, earlier_office_day, months, office_day

SINCE = date(2023, 3, 1)
"""When the rule of one led trip a month came into force."""
LAST_MONTH = date(2026, 11, 1)
LAPSES = {
    3: (4, 9), 4: (12,), 5: (4, 15), 6: (7,), 7: (4, 11, 13), 8: (9, 14), 9: (6,), 11: (4, 9), 12: (13,),
}  # fmt: skip
"""Month of 2023 and the places, by number, whose head led no trip in it."""
DOUBLES = {4: (0,), 5: (3,), 6: (0, 10), 8: (2,), 9: (8,), 11: (5,)}
"""Month of 2023 and the places whose head led two."""
OCTOBER_SO_FAR = (0, 1, 2, 3, 5, 8, 9, 10, 12, 14)
"""The places whose head had led a trip by 20 October."""
WRITTEN_LATE = 8
"""The place whose trip of 18 October was written down only the week after."""
COUNTERPARTS = 297
"""Firms, associations and universities that heads met until 20 October."""
COUNTY_TRIPS = (
    ("上海", "01-31"), ("深圳、东莞", "02-13"), ("北京", "02-27"), ("杭州", "03-16"), ("越南河内、海防", "03-27"),
    ("广州", "04-12"), ("苏州、无锡", "04-25"), ("新加坡、印尼雅加达", "05-15"), ("上海", "06-07"), ("武汉", "06-20"),
    ("意大利米兰、德国慕尼黑", "07-04"), ("深圳", "07-25"), ("成都、重庆", "08-10"), ("北京、天津", "08-24"),
    ("宁波", "09-07"), ("上海", "09-19"), ("广州、佛山", "10-11"), ("香港", "11-02"), ("北京", "11-22"), ("杭州", "12-14"),
)  # fmt: skip
"""17 until 20 October 2023, three after it."""
ABROAD = ("越南", "新加坡", "意大利", "香港")
CITIES = (
    "上海",
    "杭州",
    "苏州",
    "宁波",
    "深圳",
    "广州",
    "东莞",
    "北京",
    "天津",
    "武汉",
    "成都",
    "西安",
    "合肥",
    "厦门",
)


@dataclass(frozen=True, kw_only=True)
class Trip:
    """A trip led by the head of a town or street."""

    ref: str
    town: str
    destination: str
    left_on: date
    days: int
    counterparts: int
    known_at: datetime


@cache
def head_trips() -> tuple[Trip, ...]:
    """All trips of heads, in the order of departure."""
    rng = Random(88)  # noqa: S311 - the demo is the same every time
    drafts = sorted(_departures(rng), key=lambda each: (each[1], each[0]))
    until_report = [each for each in drafts if each[1] <= date(2023, 10, 20)]
    threes = COUNTERPARTS - 2 * (len(until_report) - 1)
    cities = cycle(CITIES)
    found = []
    for number, (place, left_on) in enumerate(drafts):
        days = rng.choice((2, 3, 3, 4))
        late = left_on == date(2023, 10, 18) and place == WRITTEN_LATE
        known = date(2023, 10, 25) if late else known_on(left_on + timedelta(days=days - 1), rng, 3)
        if left_on <= date(2023, 10, 20) < known and not late:
            known, days = date(2023, 10, 20), 1
        found.append(
            Trip(
                ref=f"head-{number}",
                town=PLACES[place],
                destination=next(cities),
                left_on=left_on,
                days=days,
                counterparts=3 if number < threes else 2,
                known_at=at_desk(known),
            )
        )
    return tuple(found)


def _departures(rng: Random) -> Iterator[tuple[int, date]]:
    for month in months(SINCE, date(2023, 12, 1)):
        for place in range(len(PLACES)):
            if place in LAPSES.get(month.month, ()):
                continue
            if month.month == 10:
                yield from _october(place, rng)
                continue
            yield place, office_day(month.replace(day=rng.randint(3, 14)))
            if place in DOUBLES.get(month.month, ()):
                yield place, office_day(month.replace(day=rng.randint(17, 22)))
    for month in months(date(2024, 1, 1), LAST_MONTH):
        for place in range(len(PLACES)):
            if _goes_later(month, place):
                yield place, office_day(month.replace(day=4 + place % 9))


def _october(place: int, rng: Random) -> Iterator[tuple[int, date]]:
    if place in OCTOBER_SO_FAR:
        yield place, office_day(date(2023, 10, rng.randint(7, 13)))
    if place == WRITTEN_LATE:
        yield place, date(2023, 10, 18)
    if place not in OCTOBER_SO_FAR and place != 13:
        yield place, office_day(date(2023, 10, rng.randint(24, 29)))


def _goes_later(month: date, place: int) -> bool:
    """After 2023 the demo keeps one trip in three, and all but a few from September 2026 on."""
    if month < date(2026, 9, 1):
        return (month.month + place) % 3 == 0
    if month == LAST_MONTH:
        return place % 2 == 0 or place in {1, 5, 7}
    return place not in {4, 11}


def trip_before(town: str, when: datetime) -> str:
    """The last trip of a town's head that was written down before an instant; empty where there is none."""
    return next(
        (each.ref for each in reversed(head_trips()) if each.town == town and each.known_at < when), ""
    )


def trip_acts() -> Iterator[Act]:
    """All trips and plans."""
    yield from _county_trips()
    yield from _head_trips()
    yield from _plans()


def _county_trips() -> Iterator[Act]:
    leaders = cycle(staff().leaders)
    rng = Random(17)  # noqa: S311
    for number, (destination, day) in enumerate(COUNTY_TRIPS):
        left_on = date.fromisoformat(f"2023-{day}")
        days = 7 if destination.startswith(("新加坡", "意大利", "越南")) else 3
        yield Create(
            at=at_desk(known_on(left_on + timedelta(days=days), rng, 2)),
            by=OFFICE_KEEPER,
            register="trips",
            ref=f"county-{number}",
            unit=OFFICE,
            values={
                "destination": destination,
                "unit_sent": COUNTY,
                "led_by": "县主要领导",
                "leader": next(leaders),
                "left_on": left_on.isoformat(),
                "back_on": (left_on + timedelta(days=days - 1)).isoformat(),
                "abroad": "是" if destination.startswith(ABROAD) else "否",
                "counterparts": rng.randint(4, 11),
                "result": f"拜访企业和商协会，达成合作意向{rng.randint(1, 4)}个。",
            },
        )


def _head_trips() -> Iterator[Act]:
    rng = Random(116)  # noqa: S311
    for each in head_trips():
        back_on = each.left_on + timedelta(days=each.days - 1)
        yield Create(
            at=each.known_at,
            by=keeper_of(each.town),
            register="trips",
            ref=each.ref,
            unit=each.town,
            values={
                "destination": each.destination,
                "unit_sent": each.town,
                "led_by": "乡镇（平台）主要领导",
                "leader": staff().heads[each.town],
                "left_on": each.left_on.isoformat(),
                "back_on": back_on.isoformat(),
                "counterparts": each.counterparts,
            },
        )
        if rng.random() < 0.3:
            yield Edit(
                at=at(office_day(each.known_at.date() + timedelta(days=8)), 11),
                by=keeper_of(each.town),
                register="trips",
                ref=each.ref,
                values={"result": f"对接{each.counterparts}家企业，带回项目信息{rng.randint(1, 3)}条。"},
            )


def _plans() -> Iterator[Act]:
    """Plans are due every month; kept in 2023 and again since summer 2026."""
    rng = Random(31)  # noqa: S311
    cities = cycle(CITIES)
    every = [*months(SINCE, date(2023, 12, 1)), *months(date(2026, 7, 1), LAST_MONTH)]
    for month in every:
        when = at(earlier_office_day(month.replace(day=5)), 10)
        for number, town in enumerate(PLACES):
            if rng.random() < 0.06 or (month == LAST_MONTH and number in {4, 9, 13}):
                continue
            yield Create(
                at=when,
                by=keeper_of(town),
                register="trip_plans",
                ref=f"{month:%Y-%m} {town}",
                unit=town,
                values={
                    "unit_planning": town,
                    "month": f"{month:%Y-%m}",
                    "destination": next(cities),
                    "times": 1,
                    "purpose": f"拜访在外乡贤企业和产业链目标企业{rng.randint(2, 5)}家",
                },
            )
