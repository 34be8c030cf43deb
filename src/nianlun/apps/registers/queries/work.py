"""The work of a person: what is due, what was not done in time, what changed, what came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from nianlun.apps.people.models import Role, User
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Act, IndexRow, Register, Version
from nianlun.apps.registers.queries.duties import DutyStanding, FloorStanding, duties_of, floors_of
from nianlun.apps.registers.queries.milestones import NONE_OPEN, OpenMilestones, open_milestones
from nianlun.apps.registers.queries.naming import Names
from nianlun.apps.registers.queries.rights import Reach, Standing
from nianlun.apps.registers.queries.rows import Ledger
from nianlun.apps.registers.queries.together import numbered, together
from nianlun.apps.registers.queries.updates import UpdateRound, rounds_of

CHANGED_WITHIN = timedelta(days=7)
MILESTONES_AHEAD = timedelta(days=14)
MILESTONES_BEHIND = timedelta(days=60)
MOST_CHANGES = 30
MOST_MILESTONES = 6
"""Shown of each register."""


@dataclass(frozen=True)
class RegisterWork:
    """What one register asks of a person."""

    ledger: Ledger
    rounds: tuple[UpdateRound, ...]
    """Cycles with anything due or late in his units."""
    drafts: int
    returned: int
    """Drafts that were given back to their keeper."""
    to_review: int
    """Submitted since, where he reviews."""
    floors: tuple[FloorStanding, ...]
    """Floors that are not met."""
    duties: tuple[DutyStanding, ...]
    """Duties not done yet by units he keeps or supervises."""
    milestones: OpenMilestones
    """Late, or due within two weeks."""

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is asked."""
        return not (
            self.rounds
            or self.drafts
            or self.returned
            or self.floors
            or self.duties
            or self.milestones.number
        )


@dataclass(frozen=True)
class MyWork:
    """The front page of a person."""

    registers: tuple[RegisterWork, ...] = field(default=())
    changes: tuple[Version, ...] = field(default=())
    """What others recorded since in the units where he works, the newest first."""
    sees_registers: bool = False
    """Whether he may read in any register at all."""

    @property
    def late(self) -> int:
        """Entries not brought up to date in time, in all registers."""
        return sum(each.late for work in self.registers for each in work.rounds)

    @property
    def waiting(self) -> int:
        """Entries still to be brought up to date in the rounds that are on."""
        return sum(each.waiting for work in self.registers for each in work.rounds)


def my_work(user: User, *, at: datetime, today: date, since: datetime | None = None) -> MyWork:
    """What is asked of a person now, and what others changed since an instant, or in the last days.

    Every question is put for all registers at once: however many there are, the queries are the same.
    """
    names = Names(user)
    rows = [row for row in names.registers.values() if row.current is not None and row.closed_at is None]
    mine = [(_ledger(names, row, today), reach) for row in rows if (reach := _works_in(names.standing(row)))]
    counts = _Counts.of(mine, at)
    rounds = rounds_of(mine, today=today)
    below = floors_of([ledger for ledger, _ in mine if ledger.standing.rows.everywhere])
    owed = duties_of([ledger for ledger, _ in mine], day=today)
    first, last = today - MILESTONES_BEHIND, today + MILESTONES_AHEAD
    near = open_milestones(mine, first=first, last=last, most=MOST_MILESTONES)
    registers = tuple(
        RegisterWork(
            ledger=ledger,
            rounds=tuple(each for each in rounds[number] if each.waiting or each.late),
            drafts=counts.drafts.get(number, 0),
            returned=counts.returned.get(number, 0),
            to_review=counts.submitted.get(number, 0),
            floors=tuple(each for each in below.get(number, ()) if not each.is_met),
            duties=tuple(each for each in owed[number] if any(unit.pk in reach for unit in each.lacking)),
            milestones=near.get(number, NONE_OPEN),
        )
        for ledger, reach in mine
        for number in (ledger.register.pk,)
    )
    changes = _changes(user, mine, at - CHANGED_WITHIN if since is None else since)
    return MyWork(registers, changes, any(names.rows_seen(row) for row in rows))


def _ledger(names: Names, row: Register, today: date) -> Ledger:
    if row.current is None:
        raise AssertionError(row.key)
    return Ledger(row, definition_of(row.current), names.slots[row.pk], names.standing(row), names, today)


def _works_in(standing: Standing) -> Reach:
    return standing.reach(Role.KEEP) | standing.reach(Role.REVIEW) | standing.reach(Role.SUPERVISE)


@dataclass(frozen=True)
class _Counts:
    """What waits in each register, by its number; one query for all of them."""

    drafts: Mapping[int, int]
    returned: Mapping[int, int]
    submitted: Mapping[int, int]

    @classmethod
    def of(cls, mine: Sequence[tuple[Ledger, Reach]], at: datetime) -> _Counts:
        """Counted in the units where the person works, or reviews."""
        drafts = IndexRow.objects.filter(
            _any_of(mine),
            superseded_at__isnull=True,
            is_living__in=(True,),  # in the words by which SQLite finds the rows in an index
            is_final__in=(False,),
        )
        reviews = [(ledger, ledger.standing.reach(Role.REVIEW)) for ledger, _ in mine]
        fresh = Version.objects.filter(
            _any_of(reviews),
            recorded_at__gt=at - CHANGED_WITHIN,
            act=Act.SUBMITTED,
            is_living=True,
            number=F("entry__newest"),
        )
        questions: tuple[QuerySet[Any], ...] = (drafts, drafts.filter(version__act=Act.RETURNED), fresh)
        found: tuple[dict[int, int], ...] = ({}, {}, {})
        for place, register, number in together(
            [
                numbered(rows, place).values_list("question", "register").annotate(number=Count("*"))
                for place, rows in enumerate(questions)
            ]
        ):
            found[place][register] = number
        return cls(*found)


def _any_of(reaches: Iterable[tuple[Ledger, Reach]]) -> Q:
    """Rows of these registers in these units; registers with the same units are asked about together."""
    registers: dict[Reach, list[int]] = {}
    for ledger, reach in reaches:
        if reach:
            registers.setdefault(reach, []).append(ledger.register.pk)
    found = Q(register__in=())
    for reach, numbers in registers.items():
        found |= Q(register__in=numbers) & reach.condition()
    return found


def _changes(user: User, mine: Sequence[tuple[Ledger, Reach]], since: datetime) -> tuple[Version, ...]:
    """The newest versions of others: the newest of each register, and of those the newest."""
    questions = []
    for place, (ledger, units) in enumerate(mine):
        newest = (
            Version.objects.filter(units.condition(), register=ledger.register, recorded_at__gt=since)
            .exclude(recorded_by=user)
            .order_by("-recorded_at")
            .values("pk")[:MOST_CHANGES]
        )
        found = numbered(Version.objects.filter(pk__in=newest), place)
        questions.append(found.values_list("question", "recorded_at", "pk"))
    last = sorted(((at, number) for _, at, number in together(questions)), reverse=True)[:MOST_CHANGES]
    versions = (
        Version.objects.select_related("entry__register", "recorded_by", "unit", "definition")
        .defer("definition__definition")
        .in_bulk([number for _, number in last])
    )
    return tuple(versions[number] for _, number in last)
