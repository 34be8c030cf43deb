"""Entries that were not brought up to date in time, by unit; and those that are due now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from nianlun.apps.audit.queries import start_of
from nianlun.apps.people.models import User
from nianlun.apps.registers.models import IndexRow, Register
from nianlun.apps.registers.queries.conditions import where
from nianlun.apps.registers.queries.rights import Reach
from nianlun.apps.registers.queries.rows import Ledger, as_of, going_on, ledger_for
from nianlun.apps.registers.queries.table import TableRow, table_rows
from nianlun.apps.registers.queries.together import numbered, together
from nianlun.define.model import ClassDef, Cycle
from nianlun.reckon.cycles import DAY, Due, last_missed, round_of

MOST = 500


@dataclass(frozen=True)
class UpdateRound:
    """One cycle of a register, or of one of its lists, in the round that is on."""

    cycle: Cycle
    list: ClassDef | None
    """The list it is for; none for the register."""
    now: Due
    """The round that is on."""
    missed: Due
    """The newest round that is over."""
    waiting: int
    """Entries not yet brought up to date in the round that is on."""
    late: int
    """Entries that were not brought up to date in the round that is over, and still are not."""
    late_by_unit: Mapping[int, int]
    """The same by the number of the unit."""

    @property
    def is_due(self) -> bool:
        """Whether anything remains to be done now."""
        return bool(self.waiting)


def update_rounds(
    ledger: Ledger, *, today: date, reach: Reach | None = None, at: datetime | None = None
) -> list[UpdateRound]:
    """How the cycles of a register stand; one query.

    `reach`: only entries of these units. `at`: as the ledger stood then.
    """
    return rounds_of([(ledger, reach)], today=today, at=at)[ledger.register.pk]


def rounds_of(
    asked: Iterable[tuple[Ledger, Reach | None]], *, today: date, at: datetime | None = None
) -> dict[int, list[UpdateRound]]:
    """The same for several registers, by number; one query all the same."""
    found: dict[int, list[UpdateRound]] = {}
    rounds = []
    questions = []
    for ledger, reach in asked:
        found[ledger.register.pk] = []
        for cycle, each in cycles_of(ledger):
            now, missed = round_of(cycle, today), last_missed(cycle, today)
            late = Count("updated_at", filter=Q(updated_at__lt=start_of(missed.opens_on)))
            waiting = Count("updated_at", filter=Q(updated_at__lt=start_of(now.opens_on)))
            rows = numbered(to_be_updated(ledger, each, reach, at), len(rounds))
            questions.append(rows.values_list("question", "unit").annotate(late=late, waiting=waiting))
            rounds.append((ledger.register.pk, cycle, each, now, missed))
    counted: list[list[tuple[int, int, int]]] = [[] for _ in rounds]
    for number, unit, late, waiting in together(questions):
        if late or waiting:
            counted[number].append((unit, late, waiting))
    for (register, cycle, each, now, missed), by_unit in zip(rounds, counted, strict=True):
        found[register].append(_round(cycle, each, now, missed, by_unit))
    return found


def _round(
    cycle: Cycle, each: ClassDef | None, now: Due, missed: Due, by_unit: Sequence[tuple[int, int, int]]
) -> UpdateRound:
    return UpdateRound(
        cycle=cycle,
        list=each,
        now=now,
        missed=missed,
        waiting=sum(waiting for _, _, waiting in by_unit) if now != missed else 0,
        late=sum(late for _, late, _ in by_unit),
        late_by_unit={unit: late for unit, late, _ in by_unit if late},
    )


def cycles_of(ledger: Ledger) -> list[tuple[Cycle, ClassDef | None]]:
    """The cycle of the register, and those of its lists."""
    definition = ledger.definition
    own: list[tuple[Cycle, ClassDef | None]] = [
        (each.update, each) for each in definition.classes if each.update is not None
    ]
    return ([(definition.update, None)] if definition.update is not None else []) + own


def to_be_updated(
    ledger: Ledger, each: ClassDef | None, reach: Reach | None, at: datetime | None
) -> QuerySet[IndexRow]:
    """Entries that must be kept up to date: living, not at an end, and as the definition says."""
    definition = ledger.definition
    condition = Q(register=ledger.register, is_living=True) & as_of(at) & ledger.standing.rows.condition()
    condition &= reach.condition() if reach is not None else Q()
    condition &= going_on(ledger)
    if each is not None:
        condition &= Q(classes__contains=f"|{each.id}|")
    else:
        for other in definition.classes:
            if other.update is not None:
                condition &= ~Q(classes__contains=f"|{other.id}|")
    rows = IndexRow.objects.filter(condition)
    return rows.filter(where(ledger, rows, definition.update_where, at))


@dataclass(frozen=True)
class LateEntry:
    """An entry that was not brought up to date in time."""

    row: TableRow
    due_on: date
    days_late: int


def late_entries(
    user: User,
    register: Register,
    *,
    today: date,
    unit: int | None = None,
    at: datetime | None = None,
    most: int = MOST,
) -> list[LateEntry]:
    """Entries not brought up to date in the newest round that is over, the longest untouched first.

    Raises:
        RefusedError: `registers.register.missing`.
    """
    ledger = ledger_for(user, register, today=today)
    reach = Reach(frozenset({unit})) if unit is not None else None
    found: list[tuple[IndexRow, Due]] = []
    for cycle, each in cycles_of(ledger):
        missed = last_missed(cycle, today)
        rows = to_be_updated(ledger, each, reach, at).filter(updated_at__lt=start_of(missed.opens_on))
        found += [(row, missed) for row in rows.order_by("updated_at", "entry")[:most]]
    shown = table_rows(ledger, [row for row, _ in found])
    return [
        LateEntry(row, missed.due_on, (today - missed.due_on).days)
        for row, (_, missed) in zip(shown, found, strict=True)
    ]


def waiting_entries(
    user: User, register: Register, *, today: date, units: Reach, most: int = MOST
) -> list[Any]:
    """Entries still to be brought up to date in the round that is on, with the day by which; the oldest first."""
    ledger = ledger_for(user, register, today=today)
    found: list[tuple[IndexRow, Due]] = []
    for cycle, each in cycles_of(ledger):
        now = round_of(cycle, today)
        rows = to_be_updated(ledger, each, units, None).filter(updated_at__lt=start_of(now.opens_on))
        found += [(row, now) for row in rows.order_by("updated_at", "entry")[:most]]
    shown = table_rows(ledger, [row for row, _ in found])
    return [
        LateEntry(row, due.due_on, (today - due.due_on).days)
        for row, (_, due) in zip(shown, found, strict=True)
    ]


def in_time(cycle: Cycle, updated_at: datetime, day: date) -> bool:
    """Whether an entry last updated at an instant was up to date on a day: the oracle of the SQL."""
    return timezone.localtime(updated_at).date() > last_missed(cycle, day).opens_on - DAY
