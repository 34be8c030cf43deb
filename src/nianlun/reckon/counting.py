"""Counts from the plain ledger: one entry after the other, nothing remembered, nothing clever."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, localcontext

from nianlun.define.expressions.evaluate import evaluate, holds
from nianlun.define.expressions.situation import Situation
from nianlun.define.expressions.types import Term, Type
from nianlun.define.expressions.typing import shape_of
from nianlun.define.model import IndicatorDef, Register
from nianlun.define.reading.periods import read_period
from nianlun.define.scopes import scope_of
from nianlun.reckon.amounts import EXACT, kept, total
from nianlun.reckon.asking import Question
from nianlun.reckon.periods import happened_in
from nianlun.reckon.results import Counted, Reading, Tally
from nianlun.reckon.versions import Ledger


@dataclass(frozen=True, slots=True)
class Line:
    """An entry that counts."""

    counted: Counted
    """In the version that was looked at, with what it adds."""
    unit: object
    """Number of the unit for which it counts."""
    on: date | None = None
    """Last day of its date or span, where it may matter which entry is the last."""
    recorded_at: datetime | None = None
    """The same: when that version was recorded."""


@dataclass(frozen=True)
class PlainSource:
    """Counts by looking at every entry."""

    ledger: Ledger

    def tally(self, indicator: IndicatorDef, question: Question) -> Tally:
        """Totals of the entries that count."""
        return tally_of(list(self.lines(indicator, question)))

    def counted(self, indicator: IndicatorDef, question: Question) -> tuple[Counted, ...]:
        """Every entry that counts, by its number."""
        return tuple(sorted(line.counted for line in self.lines(indicator, question)))

    def readings(self, indicator: IndicatorDef, question: Question) -> tuple[Reading, ...]:
        """Readings for spans that begin and end within the period, in the order in which they were entered."""
        at = self.ledger.instant(question)
        known = [
            each
            for each in self.ledger.readings
            if each.indicator == indicator.key and each.unit == question.unit and each.entered_at <= at
        ]
        replaced = {each.replaces for each in known}
        found = [each for each in known if each.id not in replaced and _inside(each, question)]
        return tuple(sorted(found, key=lambda each: (each.entered_at, each.id)))

    def lines(self, indicator: IndicatorDef, question: Question) -> Iterator[Line]:
        """The same in any order, each with all that is known of it."""
        register = self.ledger.registers[indicator.register]
        scale = scale_of_value(indicator, register)
        for version in self.ledger.standing(indicator.register, self.ledger.instant(question)).values():
            if not version.is_final or not version.is_living:
                continue
            situation = self.ledger.situation(register, version, question)
            if counts(indicator, situation, question):
                counted = Counted(version.entry, version.number, part_of(indicator, situation, scale))
                on = day_of(situation.term(indicator.date)) if indicator.date else None
                yield Line(counted, unit_of(indicator, situation), on, version.recorded_at)


def tally_of(lines: Sequence[Line]) -> Tally:
    """Totals of entries at hand."""
    parts = [line.counted.part for line in lines if line.counted.part is not None]
    last = latest_of(lines)
    return Tally(
        number=len(lines),
        read=len(parts),
        total=total(parts),
        least=min(parts, default=None),
        most=max(parts, default=None),
        latest=last.counted.part if last else None,
        latest_on=last.on if last else None,
    )


def counts(indicator: IndicatorDef, situation: Situation, question: Question) -> bool:
    """Whether an entry counts: by its date, its unit and the condition."""
    if indicator.date and not happened_in(question.period, situation.term(indicator.date)):
        return False
    if question.units is not None:
        return unit_of(indicator, situation) in question.units and holds(indicator.where, situation)
    return holds(indicator.where, situation)


def unit_of(indicator: IndicatorDef, situation: Situation) -> object:
    """Number of the unit for which an entry counts: that of a field, or the one that keeps it."""
    return situation.term(indicator.unit) if indicator.unit else situation.unit


def part_of(indicator: IndicatorDef, situation: Situation, scale: Decimal) -> Decimal | None:
    """What an entry adds: one, or its reading as values are kept."""
    if indicator.value is None:
        return Decimal(1)
    with localcontext(EXACT):
        found = evaluate(indicator.value, situation)
        return found * scale if isinstance(found, Decimal) else None


def scale_of_value(indicator: IndicatorDef, register: Register) -> Decimal:
    """Money and ratios come out of formulas as values are kept; a bare number is in the indicator's unit."""
    if indicator.value is None:
        return Decimal(1)
    shape = shape_of(indicator.value, scope_of(register))
    in_base = shape is not None and shape.type in (Type.MONEY, Type.RATIO)
    return Decimal(1) if in_base else kept(Decimal(1), indicator.measure)


def day_of(term: Term) -> date | None:
    """The day of a date, the last day of a span."""
    if isinstance(term, date):
        return term
    return read_period(term).last if isinstance(term, str) and term else None


def latest_of(lines: Iterable[Line]) -> Line | None:
    """The last entry with a reading: by its date, then by when it was recorded, then by its number."""
    read = [line for line in lines if line.counted.part is not None and line.recorded_at is not None]
    return max(
        read, key=lambda line: (line.on or date.min, line.recorded_at, line.counted.entry), default=None
    )


def _inside(reading: Reading, question: Question) -> bool:
    period = read_period(reading.period)
    return question.period.first <= period.first and period.last <= question.period.last
