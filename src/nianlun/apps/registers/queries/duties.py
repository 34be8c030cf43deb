"""Floors and duties: are there enough entries, and who has not done what every unit owes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet

from nianlun.apps.people.models import Unit
from nianlun.apps.registers.models import IndexRow
from nianlun.apps.registers.queries.conditions import where
from nianlun.apps.registers.queries.rows import Ledger, rows_of
from nianlun.apps.registers.queries.table_request import TableRequest
from nianlun.apps.registers.queries.together import numbered, together
from nianlun.define.model import Duty, Floor
from nianlun.reckon.cycles import span_of


@dataclass(frozen=True)
class FloorStanding:
    """How many there are, and how many there must be."""

    floor: Floor
    number: int

    @property
    def is_met(self) -> bool:
        """Whether there are enough."""
        return self.number >= self.floor.at_least

    @property
    def short(self) -> int:
        """How many are lacking."""
        return max(0, self.floor.at_least - self.number)


def floors(ledger: Ledger, *, at: datetime | None = None) -> list[FloorStanding]:
    """All floors of a register; one query. Only submitted entries count."""
    return floors_of([ledger], at=at)[ledger.register.pk]


def floors_of(ledgers: Iterable[Ledger], *, at: datetime | None = None) -> dict[int, list[FloorStanding]]:
    """The same for several registers, by number; one query all the same."""
    found: dict[int, list[FloorStanding]] = {}
    asked = []
    questions = []
    for ledger in ledgers:
        found[ledger.register.pk] = []
        for each in ledger.definition.floors:
            rows = rows_of(ledger, TableRequest(as_of=at, with_drafts=False))
            rows = numbered(rows.filter(where(ledger, rows, each.where, at)), len(asked))
            questions.append(rows.values_list("question").annotate(number=Count("*")))
            asked.append((ledger.register.pk, each))
    numbers = dict(together(questions))
    for place, (register, each) in enumerate(asked):
        found[register].append(FloorStanding(each, numbers.get(place, 0)))
    return found


@dataclass(frozen=True)
class DutyStanding:
    """What every unit has done of a duty in a span."""

    duty: Duty
    first: date
    last: date
    done: Mapping[int, int]
    """How many by the number of the unit, also those that have none."""
    units: Mapping[int, Unit]

    @property
    def lacking(self) -> tuple[Unit, ...]:
        """Units that have not done it, in the order of the tree."""
        return tuple(unit for number, unit in self.units.items() if self.done[number] < self.duty.at_least)


def duties(ledger: Ledger, *, day: date, at: datetime | None = None) -> list[DutyStanding]:
    """All duties of a register in the span a day lies in; one query."""
    return duties_of([ledger], day=day, at=at)[ledger.register.pk]


def duties_of(
    ledgers: Iterable[Ledger], *, day: date, at: datetime | None = None
) -> dict[int, list[DutyStanding]]:
    """The same for several registers, by number; one query all the same.

    A duty is left out where the index does not hold its fields, or the person may not see them.
    """
    found: dict[int, list[DutyStanding]] = {}
    asked: list[tuple[Ledger, Duty]] = []
    questions = []
    for ledger in ledgers:
        found[ledger.register.pk] = []
        for each in ledger.definition.duties:
            done = _done(ledger, each, len(asked), day=day, at=at)
            if done is not None:
                asked.append((ledger, each))
                questions.append(done)
    counted: list[list[tuple[int, int]]] = [[] for _ in asked]
    for number, unit, count in together(questions):
        if unit is not None:
            counted[number].append((int(unit), count))
    for (ledger, each), by_unit in zip(asked, counted, strict=True):
        found[ledger.register.pk].append(_standing(ledger, each, by_unit, day))
    return found


def _done(
    ledger: Ledger, duty: Duty, number: int, *, day: date, at: datetime | None
) -> QuerySet[IndexRow, Any] | None:
    """How many entries each unit has in the span; only submitted ones count."""
    fields = ledger.definition.field_by_key
    dated, owed = fields.get(duty.date), fields.get(duty.unit)
    if dated is None or owed is None or ledger.is_secret(dated) or ledger.is_secret(owed):
        return None
    day_columns, unit_columns = ledger.columns(dated), ledger.columns(owed)
    if not day_columns or not unit_columns:
        return None
    first, last = span_of(duty.every, day)
    between = {f"{day_columns[0]}__gte": first, f"{day_columns[-1]}__lte": last}
    rows = rows_of(ledger, TableRequest(as_of=at, with_drafts=False)).filter(**between)
    rows = numbered(rows.filter(where(ledger, rows, duty.where, at)), number)
    return rows.values_list("question", unit_columns[0]).annotate(number=Count("*"))


def _standing(ledger: Ledger, duty: Duty, by_unit: Sequence[tuple[int, int]], day: date) -> DutyStanding:
    """An entry counts for the unit its field names, or a unit above that one."""
    first, last = span_of(duty.every, day)
    units = _owing(ledger, duty, first)
    done = dict.fromkeys(units, 0)
    for number, count in by_unit:
        unit = ledger.names.units.get(number)
        for part in unit.path.strip("/").split("/") if unit is not None else ():
            if int(part) in done:
                done[int(part)] += count
    return DutyStanding(duty, first, last, done, units)


def _owing(ledger: Ledger, duty: Duty, first: date) -> dict[int, Unit]:
    owing = [
        unit
        for unit in ledger.names.units.values()
        if unit.kind in duty.units
        and (unit.closed_on is None or unit.closed_on >= first)
        and unit.pk in ledger.standing.rows
    ]
    return {unit.pk: unit for unit in sorted(owing, key=lambda unit: (unit.order, unit.pk))}
