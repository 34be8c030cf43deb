"""Foreign capital as it arrived, sum by sum, in 2022 and since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from nianlun.web.demo.ledgers.acts import Act, Create, Link
from nianlun.web.demo.ledgers.county_people import OFFICE
from nianlun.web.demo.ledgers.keepers import OFFICE_KEEPER
from nianlun.web.demo.ledgers.project_planning import projects
from nianlun.web.demo.ledgers.times import at, office_day

ARRIVALS = (
    ("F0", "2022-03-17", "86.4", False), ("F2", "2022-05-26", "52.36", True), ("F1", "2022-07-14", "45.9", False),
    ("F3", "2022-09-08", "41", False),
    ("F1", "2023-02-16", "98.5", False), ("F4", "2023-03-22", "46.2", False), ("F2", "2023-04-19", "58.8", True),
    ("C1", "2023-05-30", "112", False), ("F5", "2023-06-27", "84.5", False), ("F3", "2023-08-17", "40.5", True),
    ("A2", "2023-09-14", "166.5", False),
    ("A6", "2023-11-21", "210", True), ("F4", "2023-12-19", "73.6", False), ("C9", "2023-12-27", "120", False),
    ("F1", "2024-06-18", "185", False), ("A18", "2024-10-23", "640", True), ("F6", "2025-05-20", "230", False),
    ("A18", "2025-11-12", "520", True), ("F5", "2026-04-15", "96", False), ("F6", "2026-09-16", "310", True),
)  # fmt: skip
"""Project, day, 万美元, high technology: 225.66 in 2022, 607 of which 99.3 in high technology until 20 October 2023."""


def arrival_acts() -> Iterator[Act]:
    """Each sum, written down by the fifth of the month after it."""
    by_ref = {each.ref: each for each in projects()}
    for number, (ref, day, amount, high_tech) in enumerate(ARRIVALS):
        arrived_on = date.fromisoformat(day)
        known_on = office_day((arrived_on.replace(day=1) + timedelta(days=32)).replace(day=4))
        known_before_project = arrived_on.year == 2022
        values = {
            "firm": by_ref[ref].investor,
            "arrived_on": day,
            "amount": f"{amount}万美元",
            "high_tech": "是" if high_tech else "否",
        }
        yield Create(
            at=at(known_on, 10),
            by=OFFICE_KEEPER,
            register="arrivals",
            ref=str(number),
            unit=OFFICE,
            values=values if known_before_project else values | {"project": Link("projects", ref)},
        )
