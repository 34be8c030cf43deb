"""Made-up versions, for the tests of reckoning."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from nianlun.define.reading.periods import read_period
from nianlun.reckon.asking import Question
from nianlun.reckon.counting import PlainSource
from nianlun.reckon.results import Reading
from nianlun.reckon.source import Reckoner
from nianlun.reckon.versions import CHINA, EntryVersion, Ledger, ledger_of
from tests.packs import demo_catalog

CATALOG = demo_catalog()
AS_OF = date(2023, 10, 20)
COUNTY, TOWN, OTHER_TOWN = 1, 16, 17


def at(day: str, hour: int = 9) -> datetime:
    """An instant in China."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), CHINA) + timedelta(hours=hour)


class Books:
    """Writes versions down, one after the other."""

    def __init__(self) -> None:
        self.versions: list[tuple[str, EntryVersion]] = []
        self.readings: list[Reading] = []
        self.numbers = count(1)

    def add(
        self,
        number: int,
        register: str = "projects",
        *,
        stage: str | None = "signed",
        lists: str = "",
        on: str = "2023-09-01",
        unit: int = TOWN,
        **values: Any,
    ) -> list[int]:
        """So many entries alike, recorded on a day."""
        return [
            self.version(next(self.numbers), register, stage=stage, lists=lists, on=on, unit=unit, **values)
            for _ in range(number)
        ]

    def version(
        self,
        entry: int,
        register: str = "projects",
        *,
        stage: str | None = "signed",
        lists: str = "",
        on: str = "2023-09-01",
        unit: int = TOWN,
        is_correction: bool = False,
        is_living: bool = True,
        is_final: bool = True,
        **values: Any,
    ) -> int:
        """A version; its values are the whole of what is known."""
        number = 1 + sum(1 for _, each in self.versions if each.entry == entry)
        if register == "projects":
            values = {"invest_total": "200000000", "town": unit, **values}
        version = EntryVersion(
            entry=entry,
            number=number,
            recorded_at=at(on),
            unit=unit,
            stage=stage,
            classes=frozenset(lists.split()),
            values={key: value for key, value in values.items() if value is not None},
            is_correction=is_correction,
            is_living=is_living,
            is_final=is_final,
        )
        self.versions.append((register, version))
        return entry

    def read(self, indicator: str, period: str, value: str, on: str = "2023-10-18", **more: Any) -> Reading:
        """A reading that somebody enters."""
        reading = Reading(
            id=len(self.readings) + 1,
            indicator=indicator,
            period=period,
            value=Decimal(value),
            entered_at=at(on),
            entered_by="王芳",
            **more,
        )
        self.readings.append(reading)
        return reading

    @property
    def ledger(self) -> Ledger:
        """The ledger they make."""
        return ledger_of(CATALOG.registers, self.versions, self.readings)

    def reckoner(self, **more: Any) -> Reckoner:
        """Ready to be asked."""
        return Reckoner({**CATALOG.indicators, **more}, PlainSource(self.ledger))


def asked(period: str = "2023", as_of: date = AS_OF, **more: Any) -> Question:
    """A question of the year, as of 20 October."""
    return Question(period=read_period(period), as_of=as_of, **more)


def annual_books() -> Books:
    """What the annual report of 20 October counts, and what it must not count."""
    books = Books()
    land, statistics = {"land_on": "2023-06-01"}, {"statistics_on": "2023-08-01"}
    ceremony = {"signed_on": "2023-03-28", "occasion": "city_ceremony"}
    books.add(7, stage="started", started_on="2023-06-01", **ceremony)
    books.add(14, **ceremony)
    books.add(3, signed_on="2022-12-28", occasion="city_ceremony")
    books.add(14, recognised_on="2023-05-01", kind="single_plant")
    books.add(4, recognised_on="2023-05-01", kind="single_plant", high_quality=True)
    books.add(4, recognised_on="2023-05-01", kind="service")
    books.add(2, recognised_on="2023-05-01", kind="service", invest_total="90000000")
    books.add(13, stage="in_statistics", lists="landing", landing_year="2023", **land, **statistics)
    books.add(8, stage="land_acquired", lists="landing", landing_year="2023", **land)
    books.add(12, lists="landing", landing_year="2023")
    books.add(5, lists="landing", landing_year="2022")
    books.add(15, lists="negotiation", signed_on="2022-10-01", maturity="imminent")
    books.add(9, stage="negotiating", lists="negotiation", maturity="early")
    books.add(10, stage="in_statistics", lists="push", push_year="2023", **statistics)
    books.add(5, stage="land_acquired", lists="push", push_year="2023", **land)
    books.add(6, lists="push", push_year="2023")
    books.add(18, stage="negotiating", lists="foreign", foreign_year="2023")
    books.add(618, "visits", stage=None, visited_on="2023-07-01")
    books.add(17, "trips", stage=None, led_by="county_leader", left_on="2023-07-01")
    books.add(116, "trips", stage=None, led_by="head", left_on="2023-07-01", unit_sent=TOWN)
    books.add(1, "arrivals", stage=None, arrived_on="2022-05-01", amount="12900000", high_tech=False)
    books.add(1, "arrivals", stage=None, arrived_on="2022-11-01", amount="9000000", high_tech=False)
    books.add(1, "arrivals", stage=None, arrived_on="2023-05-01", amount="34699210", high_tech=True)
    late = {"signed_on": "2023-03-28", "occasion": "city_ceremony", "on": "2023-10-21"}
    books.add(4, **late)
    books.read("projects_new_city_rank", "2023-09", "5", "2023-10-08")
    books.read("projects_new_city_rank", "2023-10", "4", "2023-10-19")
    books.read("projects_new_city_rank", "2023-10", "3", "2023-11-09", replaces=2)
    return books
