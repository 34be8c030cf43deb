"""A fact: a printed number with all one must know to count it again."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

RECORDS_SHOWN = 12
"""Signs of a digest that people are shown."""


@dataclass(frozen=True, slots=True, order=True)
class Record:
    """An entry in the version in which it was counted."""

    entry: int
    """Number of the entry."""
    version: int
    """Number of the version within the entry."""
    part: str = "1"
    """What it adds, as values are kept; empty where it lacks the reading."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One printed number."""

    id: str
    """Within its report: `projects_new`, `projects_new.completion.city`, `projects_new@12`."""
    asked: str
    """What was asked of the indicator: `value`, `completion`, `rank`; `entry` for words of an entry."""
    indicator: str
    """Key of the indicator; for words of an entry, key of the register."""
    label: str
    """What is measured, in words."""
    version: str = ""
    """Digest of the definition and of all it is reckoned from."""
    setter: str = ""
    """Whose target, where one is asked about."""
    period: str
    """Code of the span in which it must have happened."""
    unit: int | None = None
    """Number of the unit it counts for; none means the whole."""
    unit_name: str = ""
    """Name of that unit."""
    as_of: date
    """The day asked about."""
    known_at: datetime
    """Only what was recorded by this instant counts."""
    since: datetime
    """When it was counted first; corrections recorded after this make it another number."""
    until: datetime
    """Corrections recorded by this instant are in it; the same as `since` but in corrections."""
    display: str
    """As printed, with its unit."""
    number: str = ""
    """The number alone; empty for places and words."""
    measure: str = ""
    """Its printed unit."""
    value: Decimal | None = None
    """As values are kept; None where there is none."""
    numerator: Decimal | None = None
    """What stands above the line."""
    denominator: Decimal | None = None
    """What stands below it."""
    missing: str = ""
    """Why there is no value."""
    digest: str = ""
    """Of the records above and below the line."""
    field: str = ""
    """For words of an entry, key of the field; empty for its title."""
    entry: int | None = None
    """For words of an entry, its number."""
    over: tuple[Record, ...] = ()
    """Records counted, or counted above the line."""
    under: tuple[Record, ...] = ()
    """Records counted below the line."""


def digest_of_records(over: Iterable[Record], under: Iterable[Record] = ()) -> str:
    """SHA-256 of two sets of records; the same sets, the same digest."""
    sets = [sorted([each.entry, each.version, each.part] for each in one) for one in (over, under)]
    return hashlib.sha256(json.dumps(sets, separators=(",", ":")).encode()).hexdigest()


_DATES = {"as_of": date.fromisoformat}
_INSTANTS = ("known_at", "since", "until")
_NUMBERS = ("value", "numerator", "denominator")
_WHOLES = ("unit", "entry")
RECORDS = ("over", "under")
"""Fields with records; a file carries only their digest."""


def plain(fact: Fact) -> dict[str, str]:
    """A fact as words, without its records and without what is as by default."""
    found: dict[str, str] = {}
    for each in dataclasses.fields(fact):
        value = getattr(fact, each.name)
        if each.name in RECORDS or value is None or value == "":
            continue
        found[each.name] = _written(value)
    return found


def _written(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def read_plain(words: Mapping[str, str], **more: Any) -> Fact:
    """The fact that words say.

    Raises:
        ValueError, TypeError, ArithmeticError: they say none.
    """
    found: dict[str, Any] = {}
    for key, value in words.items():
        if key in _INSTANTS:
            found[key] = datetime.fromisoformat(value)
        elif key in _NUMBERS:
            found[key] = Decimal(value)
        elif key in _WHOLES:
            found[key] = int(value)
        else:
            found[key] = _DATES.get(key, str)(value)
    return Fact(**found, **more)
