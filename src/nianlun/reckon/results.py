"""What reckoning gives: a value with everything it was reckoned from, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from nianlun.define.words import Language, either
from nianlun.reckon.asking import Question


class Missing(StrEnum):
    """Why there is no value; a missing value is never zero."""

    NO_READING = "no_reading"
    """Nothing was entered, or no entry has the reading."""
    NOTHING_BELOW = "nothing_below"
    """Zero stands below the line."""
    NEGATIVE_BASE = "negative_base"
    """Growth against less than nothing says nothing."""
    NOT_BEGUN = "not_begun"
    """The period begins after the day asked about."""
    PART = "part"
    """Something it is reckoned from is missing."""
    UNKNOWN = "unknown"
    """The formula gives no number."""


_WORDS = {
    Missing.NO_READING: ("没有数据", "nothing entered"),
    Missing.NOTHING_BELOW: ("分母为零", "nothing below the line"),
    Missing.NEGATIVE_BASE: ("基数为负，无法计算增长", "the base is negative"),
    Missing.NOT_BEGUN: ("时期尚未开始", "the period has not begun"),
    Missing.PART: ("所依据的指标缺数据", "a part is missing"),
    Missing.UNKNOWN: ("公式得不出数", "the formula gives no number"),
}


def words_of(missing: Missing, language: Language) -> str:
    """The reason in words."""
    return either(language, *_WORDS[missing])


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    """An entry that counts, in the version that was looked at, and what it adds."""

    entry: int
    """Number of the entry."""
    version: int
    """Number of the version within the entry."""
    part: Decimal | None = Decimal(1)
    """One where entries are counted, else the reading as values are kept; None where the entry has none."""


class Nature(StrEnum):
    """What a reading says of its period."""

    ACTUAL = "actual"
    """实绩."""
    FORECAST = "forecast"
    """预计."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A value somebody entered for an indicator."""

    id: int
    """Number of the reading; a correction is a new one that names the old."""
    indicator: str
    """Key of the indicator."""
    period: str
    """Code of the span it is for."""
    unit: int | None = None
    """Number of the unit it is for; none means the whole."""
    value: Decimal
    """In the indicator's printed unit, as it was typed."""
    nature: Nature = Nature.ACTUAL
    """Whether it is so, or expected."""
    source: str = ""
    """Document and passage it was taken from."""
    entered_at: datetime
    """When."""
    entered_by: str = ""
    """By whom."""
    replaces: int | None = None
    """Number of the reading it corrects."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What counting gives, without the entries; the database may answer it in one query."""

    number: int
    """Entries that count."""
    read: int
    """Of these, entries that have the reading; for a count, all."""
    total: Decimal
    """Sum of the readings; for a count, the number."""
    least: Decimal | None = None
    """The smallest reading."""
    most: Decimal | None = None
    """The largest reading."""
    latest: Decimal | None = None
    """The reading of the last entry that has one."""
    latest_on: date | None = None
    """Last day of the date or span of that entry."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """An indicator's answer to a question."""

    indicator: str
    """Key of the indicator."""
    question: Question
    """What was asked."""
    value: Decimal | None = None
    """As values are kept; None with a reason in `missing`."""
    numerator: Decimal | None = None
    """What stands above the line, where there is one."""
    denominator: Decimal | None = None
    """What stands below it."""
    missing: Missing | None = None
    """Why there is no value."""
    counted: tuple[Counted, ...] = ()
    """Entries looked at, in the order of their numbers; empty where only totals were asked for."""
    lacking: int = 0
    """Entries that should add to it and lack the reading."""
    readings: tuple[Reading, ...] = ()
    """Entered readings it rests on."""
    parts: tuple[Result, ...] = field(default=())
    """Answers it was reckoned from: above the line first, below it second."""
    provisional: bool = False
    """Whether the period is not over on the day asked about, or a forecast went into it."""

    @property
    def over(self) -> tuple[Counted, ...]:
        """Entries above the line, or simply those counted."""
        return self.counted or (self.parts[0].over if self.parts else ())

    @property
    def under(self) -> tuple[Counted, ...]:
        """Entries below the line."""
        return self.parts[1].over if len(self.parts) > 1 else ()

    @property
    def is_forecast(self) -> bool:
        """Whether it rests on something expected."""
        return any(each.nature is Nature.FORECAST for each in self.readings) or any(
            each.is_forecast for each in self.parts
        )
