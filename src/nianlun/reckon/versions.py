"""A ledger in plain Python: entries with their versions, and how each stood at any instant.

The naive way of counting. The database has its own; a property test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any

from nianlun.define.entry import compute, reached_of, terms_of
from nianlun.define.expressions.situation import Situation
from nianlun.define.model import Register
from nianlun.reckon.asking import Question
from nianlun.reckon.results import Reading

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has one time all the year round."""


@dataclass(frozen=True, kw_only=True)
class EntryVersion:
    """What was known of an entry from an instant on, in the words of the present definition."""

    entry: int
    """Number of the entry."""
    number: int
    """Number of the version, from 1."""
    recorded_at: datetime
    """From this instant on it was known."""
    unit: int
    """Number of the unit that keeps the entry."""
    stage: str | None = None
    """Key of the stage it stands in."""
    stood: frozenset[str] = frozenset()
    """Keys of the stages it has stood in so far."""
    classes: frozenset[str] = frozenset()
    """Keys of its lists."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """Readings by field key, in stored form."""
    code: str = ""
    """Number of the entry in the register."""
    is_final: bool = True
    """Drafts do not count."""
    is_living: bool = True
    """What is dropped or merged does not count."""
    is_correction: bool = False
    """Whether it says that an earlier version was wrong."""
    updated_at: datetime | None = None
    """When a keeper last brought the entry up to date; none means when the version was recorded."""
    reason: str = ""
    """Why, where a reason was given."""


def _nowhere(unit: int, name: str) -> bool | None:
    del unit, name
    return None


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Registers with all versions of all entries."""

    registers: Mapping[str, Register]
    """Definitions by key."""
    entries: Mapping[str, Mapping[int, tuple[EntryVersion, ...]]] = field(default_factory=dict)
    """By the register's key, versions by the entry's number, in the order in which they were recorded."""
    readings: tuple[Reading, ...] = ()
    """Everything ever entered, replaced readings too."""
    under: Callable[[int, str], bool | None] = _nowhere
    """Whether a unit is, or is below, the unit of a name."""
    zone: tzinfo = CHINA
    """Whose midnight ends a day."""

    def instant(self, question: Question) -> datetime:
        """The last instant whose records count."""
        if question.known_at is not None:
            return question.known_at
        return end_of(question.as_of, self.zone)

    def standing(self, register: str, at: datetime) -> dict[int, EntryVersion]:
        """The entries of a register as they stood at an instant, drafts and dropped ones too."""
        found = ((number, version_at(all_, at)) for number, all_ in self.entries.get(register, {}).items())
        return {number: version for number, version in found if version is not None}

    def situation(self, register: Register, version: EntryVersion, question: Question) -> Situation:
        """An entry as conditions and formulas see it, its computed values among its values."""
        updated_at = version.updated_at or version.recorded_at
        history: dict[str, date | None] = dict.fromkeys(version.stood)
        here = Situation(
            today=question.as_of,
            as_of=question.as_of,
            updated_on=updated_at.astimezone(self.zone).date(),
            stage=version.stage,
            reached=reached_of(register, version.values, version.stage, history),
            classes=version.classes,
            unit=version.unit,
            code=version.code,
            under=self.under,
        )
        values = compute(register, version.values, here)
        return Situation(**{**here.__dict__, "values": terms_of(register, values)})


def end_of(day: date, zone: tzinfo) -> datetime:
    """The last instant of a day."""
    return datetime.combine(day, datetime.max.time(), zone)


def version_at(versions: Iterable[EntryVersion], at: datetime) -> EntryVersion | None:
    """The newest version recorded by an instant; None where the entry was not known yet."""
    known = [each for each in versions if each.recorded_at <= at]
    return max(known, key=lambda each: each.number, default=None)


def ledger_of(
    registers: Mapping[str, Register],
    versions: Iterable[tuple[str, EntryVersion]],
    readings: Iterable[Reading] = (),
    zone: tzinfo = CHINA,
) -> Ledger:
    """A ledger from versions in any order, each with the key of its register."""
    found: dict[str, dict[int, list[EntryVersion]]] = {}
    for register, version in versions:
        found.setdefault(register, {}).setdefault(version.entry, []).append(version)
    entries = {
        register: {
            number: tuple(sorted(all_, key=lambda each: each.number)) for number, all_ in by_number.items()
        }
        for register, by_number in found.items()
    }
    return Ledger(registers=registers, entries=entries, readings=tuple(readings), zone=zone)
