"""Who writes what, and how soon a thing that happened comes to be known."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from nianlun.web.demo.ledgers.project_specs import REPORT_DAY
from nianlun.web.demo.ledgers.times import at, later

OPENED_ON = date(2023, 1, 4)
"""The day the ledgers were opened with what was known then."""
LAST_OFFICE_DAY = date(2023, 12, 29)
BOOKS_CLOSE = (REPORT_DAY, LAST_OFFICE_DAY)
"""Days by which everybody hands in what is still lying on his desk."""
DESK_DAYS = (1, 4)
"""Tuesday and Friday."""
OFFICE_KEEPER = "invest"
REVIEWER = "reviewer"
TOWN_KEEPERS = {"云坪镇": "yunping", "白鹭镇": "bailu"}
"""Towns that keep their own entries; the office does it for the others."""


def keeper_of(town: str) -> str:
    """User name of whoever keeps the entries of a town."""
    return TOWN_KEEPERS.get(town, OFFICE_KEEPER)


def desk_day(day: date) -> date:
    """The day, or the next one, on which the office writes down what has come in: a Tuesday or a Friday."""
    return next(each for each in (day + timedelta(days=n) for n in range(5)) if each.weekday() in DESK_DAYS)


def known_on(day: date, rng: Random, most_days: int = 4) -> date:
    """When something that happened on a day is written down: within the week, and before the books close."""
    known = desk_day(later(max(day, OPENED_ON), rng.randint(0, most_days)))
    for closing in BOOKS_CLOSE:
        if day <= closing < known:
            known = closing
    return known


def after(previous: datetime | None, wanted: datetime) -> datetime:
    """The instant wanted, or a while after the act before, so that no two acts on an entry coincide."""
    return wanted if previous is None or wanted > previous else previous + timedelta(minutes=20)


def at_desk(day: date) -> datetime:
    """When the office writes down what has come in during the day."""
    return at(day, 16, 30)
