"""Numbers that are not counted from entries but announced by others, entered with their source.

No register holds them; whoever keeps readings of indicators loads them from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from nianlun.web.demo.ledgers.times import at, office_day


@dataclass(frozen=True, kw_only=True)
class EnteredReading:
    """A number that is not counted from entries but announced; entered with its source."""

    indicator: str
    value: str
    as_of: date
    entered_at: datetime
    source: str


RANKS = (
    ("2023-03-31", "9"), ("2023-06-30", "7"), ("2023-07-31", "6"), ("2023-08-31", "5"), ("2023-09-28", "5"),
    ("2023-10-20", "4"), ("2023-11-30", "3"), ("2023-12-29", "3"),
)  # fmt: skip
"""The county's place in the city."""
TAX = (
    ("2023-03-31", "0.312"), ("2023-06-30", "0.745"), ("2023-09-28", "1.196"), ("2023-10-20", "1.283"),
    ("2023-12-29", "1.904"),
)  # fmt: skip
"""Tax of returned headquarters from the beginning of the year, in 亿元: 64.15 % of 2 on 20 October."""


def _reading(indicator: str, day: str, value: str, source: str) -> EnteredReading:
    as_of = date.fromisoformat(day)
    entered_at = at(office_day(as_of), 16)
    return EnteredReading(
        indicator=indicator, value=value, as_of=as_of, entered_at=entered_at, source=f"{source}（{day}）"
    )


READINGS = (
    *(_reading("projects_new_city_rank", day, place, "全市招商引资通报") for day, place in RANKS),
    *(_reading("hq_tax", day, f"{yi}亿元", "县税务局总部企业税收统计") for day, yi in TAX),
)
"""All of them, by indicator and day."""
