"""Associations of people from the county in cities elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from nianlun.web.demo.ledgers.acts import Act, Confirm, Create, Edit, Move
from nianlun.web.demo.ledgers.county_people import OFFICE
from nianlun.web.demo.ledgers.keepers import OFFICE_KEEPER
from nianlun.web.demo.ledgers.names import person_names
from nianlun.web.demo.ledgers.places import near
from nianlun.web.demo.ledgers.times import at

WORKING = (
    ("杭州", (120.16, 30.27), "2011-05-18", "2023-06-30"), ("上海", (121.47, 31.23), "2009-11-06", "2024-03-31"),
    ("北京", (116.41, 39.90), "2010-08-20", "2025-09-30"), ("广州", (113.26, 23.13), "2012-04-12", "2026-12-20"),
    ("武汉", (114.31, 30.59), "2013-09-26", "2025-05-31"), ("成都", (104.07, 30.57), "2014-06-19", "2027-02-28"),
    ("昆明", (102.83, 24.88), "2015-10-22", "2027-10-31"), ("南昌", (115.86, 28.68), "2016-03-17", "2026-11-30"),
    ("合肥", (117.23, 31.82), "2017-12-08", "2027-12-31"), ("沈阳", (123.43, 41.81), "2018-07-13", "2027-07-31"),
)  # fmt: skip
"""City, where it is, day of founding, end of the term as it stood in January 2023."""
NEXT_TERMS = {
    "杭州": ("2023-06-16", "2028-06-30"),
    "上海": ("2024-03-22", "2029-03-31"),
    "武汉": ("2025-05-23", "2030-05-31"),
    "北京": ("2025-09-19", "2030-09-30"),
}
"""Day of renewal and end of the new term."""
FOUNDED_LATER = (("贵阳", (106.63, 26.65), "2024-05-17"), ("西安", (108.94, 34.34), "2024-09-20"))
PROPOSED = (
    ("南宁", (108.37, 22.82)),
    ("长沙", (112.94, 28.23)),
    ("深圳", (114.06, 22.54)),
    ("福州", (119.30, 26.08)),
)
QUARTERS = ("2023-03-28", "2023-09-26", "2023-12-26", "2025-12-24", "2026-03-30", "2026-06-29", "2026-09-28")
QUIET = "沈阳"
"""The one nobody asked after in the last quarter."""


def association_name(city: str) -> str:
    """What the association in a city is called."""
    return f"{city}青禾商会"


def association_acts() -> Iterator[Act]:
    """Founded ones with their terms, two that were founded in 2024, four that are proposed."""
    rng = Random(14)  # noqa: S311 - the demo is the same every time
    names = person_names(14)
    for city, point, founded, term_ends in WORKING:
        values = {
            "name": association_name(city),
            "city": city,
            "place": near(point, rng, 0.05),
            "president": next(names),
            "members": rng.randint(38, 260),
            "founded_on": founded,
            "term_ends_on": term_ends,
        }
        yield _act(Create, city, date(2023, 1, 5), 10, unit=OFFICE, stage="working", values=values)
        if city in NEXT_TERMS:
            yield from _renewal(city, *NEXT_TERMS[city], president=next(names))
    for city, point, founded in FOUNDED_LATER:
        yield from _founding(city, near(point, rng, 0.05), date.fromisoformat(founded), next(names))
    for city, point in PROPOSED:
        values = {
            "name": association_name(city),
            "city": city,
            "place": near(point, rng, 0.05),
            "progress": "提出筹建建议，联系发起人。",
        }
        yield _act(Create, city, date(2023, 8, 22), 10, unit=OFFICE, values=values)
    cities = [city for city, *_ in (*WORKING, *FOUNDED_LATER, *PROPOSED)]
    for city in cities:
        for text in QUARTERS:
            day = date.fromisoformat(text)
            begun = city not in {name for name, _ in PROPOSED} or day > date(2023, 8, 22)
            if begun and not (city == QUIET and text == QUARTERS[-1]):
                yield _act(Confirm, city, day, 15)


def _act(kind: type[Act], city: str, day: date, hour: int, **rest: object) -> Act:
    return kind(at=at(day, hour), by=OFFICE_KEEPER, register="associations", ref=city, **rest)  # type: ignore[arg-type]


def _renewal(city: str, renewed: str, term_ends: str, *, president: str) -> Iterator[Act]:
    renewed_on = date.fromisoformat(renewed)
    begun = date(renewed_on.year - (renewed_on.month < 4), (renewed_on.month - 4) % 12 + 1, 12)
    yield _act(
        Move,
        city,
        begun,
        9,
        to="renewing",
        values={"renewal_prepared_on": begun.isoformat(), "progress": "启动换届筹备。"},
    )
    values = {
        "renewed_on": renewed,
        "term_ends_on": term_ends,
        "president": president,
        "progress": "完成换届。",
    }
    yield _act(Move, city, renewed_on, 17, to="working", values=values)


def _founding(city: str, place: str, founded_on: date, president: str) -> Iterator[Act]:
    values = {
        "name": association_name(city),
        "city": city,
        "place": place,
        "progress": "在当地走访，摸清企业数。",
    }
    yield _act(Create, city, date(2023, 1, 5), 10, unit=OFFICE, values=values)
    yield _act(
        Move, city, date(2023, 7, 11), 10, to="founding", values={"progress": "成立大会前期工作有序开展。"}
    )
    values = {
        "founded_on": founded_on.isoformat(),
        "term_ends_on": founded_on.replace(year=founded_on.year + 5).isoformat(),
        "president": president,
    }
    yield _act(Move, city, founded_on, 17, to="working", values=values)
    yield _act(Edit, city, founded_on, 18, values={"members": 46})
