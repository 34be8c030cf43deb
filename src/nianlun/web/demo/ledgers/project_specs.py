"""What becomes of each project of the demo, day by day; the ledger of it is written elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

CITY_CEREMONIES = (date(2023, 3, 28), date(2023, 6, 27), date(2023, 9, 26), date(2023, 11, 16))
CONFERENCE = date(2023, 1, 29)
PET_DAY = date(2023, 5, 29)
TRADE_DAY = date(2023, 9, 8)
REPORT_DAY = date(2023, 10, 20)
"""The day as of which the annual summary is written."""
YEAR_END = date(2023, 12, 31)

LANDING, PUSH, FOREIGN, NEGOTIATION = "landing", "push", "foreign", "negotiation"


@dataclass(kw_only=True)
class Project:
    """A project and the days of its life, known or still to come; filled in step by step while it is planned."""

    ref: str
    name: str
    investor: str
    investor_kind: str
    industry: str
    kind: str
    invest: str
    town: str
    officer: str
    origin: str
    planned_on: date
    talks_on: date | None = None
    signed_on: date | None = None
    land_on: date | None = None
    started_on: date | None = None
    statistics_on: date | None = None
    dropped_on: date | None = None
    recognised_on: date | None = None
    drop_reason: str = ""
    occasion: str = ""
    high_quality: bool = False
    lists: set[str] = field(default_factory=set)
    maturity: str = ""
    """At the day of the report."""
    foreign_kind: str = ""
    foreign_agreed: str = ""
    foreign_high_tech: bool = False
    leader: str = ""
    land_area: str = ""
    output: str = ""
    tax: str = ""
    place: str = ""
    push_end_on: date | None = None
    lead: str = ""
    """Lead it came from."""
    outcome: str = ""
    """What the lead counts as: `signed`, `landed`, `headquarters`, `fund`."""
    trip: str = ""
    late: dict[str, date] = field(default_factory=dict)
    """Days on which a date came to be known, where that was not within the week."""
    typed_invest: str = ""
    """The sum as it was mistyped at first."""
    wrongly_started_on: date | None = None
    """A start that was recorded and had not happened."""
    living_in_2026: bool = False
    """Whether it is still kept every month in autumn 2026."""
    slow: bool = False
    """Whether its keeper is behind in autumn 2026."""
