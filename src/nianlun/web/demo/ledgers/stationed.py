"""What the 22 officers of the five area groups do: visits to firms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from nianlun.web.demo.ledgers.acts import Act, Create
from nianlun.web.demo.ledgers.county_people import GROUPS, OFFICE, staff
from nianlun.web.demo.ledgers.keepers import OFFICE_KEEPER
from nianlun.web.demo.ledgers.names import BUSINESS, firm_name, firm_stems
from nianlun.web.demo.ledgers.places import CITIES, near_city
from nianlun.web.demo.ledgers.times import at, fridays

UNTIL_REPORT = 618
"""Firms visited from February to 20 October 2023."""
LATE_WEEK = date(2023, 10, 20)
"""The Friday on which one group had not yet handed in three visits."""
FIRST, LAST_2023, LAST = date(2023, 2, 10), date(2023, 12, 29), date(2026, 11, 20)


def visits_by_week() -> Iterator[tuple[date, int]]:
    """Fridays and how many visits were made in the week."""
    weeks = list(fridays(FIRST, date(2023, 10, 20)))
    share, rest = divmod(UNTIL_REPORT, len(weeks))
    for number, friday in enumerate(weeks):
        yield friday, share + (1 if number < rest else 0)
    yield from (
        (friday, 12 - number % 3) for number, friday in enumerate(fridays(date(2023, 10, 27), LAST_2023))
    )
    for number, friday in enumerate(fridays(date(2024, 1, 12), LAST)):
        if number % 13 == 0 or friday >= date(2026, 10, 9):
            yield friday, 5 if friday < date(2026, 10, 1) else 7


def visit_acts() -> Iterator[Act]:
    """Every visit, written down on the Friday of its week."""
    rng = Random(618)  # noqa: S311 - the demo is the same every time
    stems = firm_stems(29)
    number = 0
    for friday, count in visits_by_week():
        late = 3 if friday == LATE_WEEK else 0
        for place in range(count + late):
            when = at(friday + timedelta(days=7) if place >= count else friday, 17)
            yield _visit(f"V{number}", friday, next(stems), when, rng)
            number += 1


def _visit(ref: str, friday: date, stem: str, when: datetime, rng: Random) -> Create:
    group = rng.choices(tuple(GROUPS), weights=(30, 26, 16, 18, 10))[0]
    city = rng.choice(tuple(CITIES[group]))
    industry = rng.choice(tuple(BUSINESS))
    results = (
        "有扩产意向，拟{m}月来县考察。",
        "暂无外迁计划，保持联系。",
        "介绍上下游企业{n}家。",
        "关注用地价格和用工。",
        "",
    )
    values = {
        "firm": firm_name(stem, industry, rng),
        "visited_on": (friday - timedelta(days=rng.randint(0, 4))).isoformat(),
        "area_group": group,
        "officer": rng.choice(staff().stationed[group]),
        "city": city,
        "place": near_city(group, city, rng),
        "result": rng.choice(results).format(m=friday.month % 12 + 1, n=rng.randint(2, 4)),
    }
    return Create(
        at=when,
        by=OFFICE_KEEPER,
        register="visits",
        ref=ref,
        unit=OFFICE,
        values={key: value for key, value in values.items() if value},
    )
