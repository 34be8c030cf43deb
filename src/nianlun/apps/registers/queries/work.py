"""The work of a person: what is due, what was not done in time, what changed, what came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from nianlun.apps.people.models import Role, User
from nianlun.apps.registers.definitions.slots import slots_of_all
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Act, IndexRow, Register, Version
from nianlun.apps.registers.queries.duties import DutyStanding, FloorStanding, duties, floors
from nianlun.apps.registers.queries.milestones import DatedMilestone, milestone_calendar
from nianlun.apps.registers.queries.naming import Names
from nianlun.apps.registers.queries.rights import Reach, Standing, standings
from nianlun.apps.registers.queries.rows import Ledger
from nianlun.apps.registers.queries.updates import UpdateRound, update_rounds
from nianlun.define.model import Register as Definition

CHANGED_WITHIN = timedelta(days=7)
MILESTONES_AHEAD = timedelta(days=14)
MILESTONES_BEHIND = timedelta(days=60)
MOST_CHANGES = 30


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
    milestones: tuple[DatedMilestone, ...]
    """Late, or due within two weeks."""

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is asked."""
        return not (
            self.rounds or self.drafts or self.returned or self.floors or self.duties or self.milestones
        )


@dataclass(frozen=True)
class MyWork:
    """The front page of a person."""

    registers: tuple[RegisterWork, ...] = field(default=())
    changes: tuple[Version, ...] = field(default=())
    """What others recorded in the last days in the units where he works, the newest first."""

    @property
    def late(self) -> int:
        """Entries not brought up to date in time, in all registers."""
        return sum(each.late for work in self.registers for each in work.rounds)

    @property
    def waiting(self) -> int:
        """Entries still to be brought up to date in the rounds that are on."""
        return sum(each.waiting for work in self.registers for each in work.rounds)


def my_work(user: User, *, at: datetime, today: date) -> MyWork:
    """What is asked of a person now; the number of queries depends on the registers he works in only."""
    rows = list(
        Register.objects.filter(current__isnull=False, closed_at__isnull=True)
        .select_related("current")
        .defer("current__definition")
    )
    stand = standings(user, rows)
    mine = [(row, stand[row.pk]) for row in rows if _works_in(stand[row.pk])]
    counts = _Counts.of(mine, at)
    slots = slots_of_all([row for row, _ in mine])
    names = Names(user)
    found = [
        _register_work(
            Ledger(row, _definition(row), slots[row.pk], standing, names, today), counts, today=today
        )
        for row, standing in mine
    ]
    return MyWork(tuple(found), tuple(_changes(user, mine, at)))


def _definition(row: Register) -> Definition:
    if row.current is None:
        raise AssertionError(row.key)
    return definition_of(row.current)


def _works_in(standing: Standing) -> Reach:
    return standing.reach(Role.KEEP) | standing.reach(Role.REVIEW) | standing.reach(Role.SUPERVISE)


@dataclass(frozen=True)
class _Counts:
    """What waits in each register, by its number; three queries for all of them."""

    drafts: Mapping[int, int]
    returned: Mapping[int, int]
    submitted: Mapping[int, int]

    @classmethod
    def of(cls, mine: Sequence[tuple[Register, Standing]], at: datetime) -> _Counts:
        """Counted in the units where the person works, or reviews."""
        now = IndexRow.objects.filter(superseded_at__isnull=True, is_living=True)
        drafts = now.filter(_any_of((row, _works_in(standing)) for row, standing in mine), is_final=False)
        reviewed = now.filter(
            _any_of((row, standing.reach(Role.REVIEW)) for row, standing in mine), is_final=True
        )
        fresh = reviewed.filter(recorded_at__gt=at - CHANGED_WITHIN, version__act=Act.SUBMITTED)
        return cls(
            _by_register(drafts), _by_register(drafts.filter(version__act=Act.RETURNED)), _by_register(fresh)
        )


def _any_of(reaches: Iterable[tuple[Register, Reach]]) -> Q:
    found = Q(version__in=())
    for row, reach in reaches:
        if reach:
            found |= Q(register=row) & reach.condition()
    return found


def _by_register(rows: QuerySet[IndexRow]) -> dict[int, int]:
    return dict(rows.order_by().values_list("register").annotate(number=Count("*")))


def _register_work(ledger: Ledger, counts: _Counts, *, today: date) -> RegisterWork:
    standing, number = ledger.standing, ledger.register.pk
    units = _works_in(standing)
    rounds = [each for each in update_rounds(ledger, today=today, reach=units) if each.waiting or each.late]
    return RegisterWork(
        ledger=ledger,
        rounds=tuple(rounds),
        drafts=counts.drafts.get(number, 0),
        returned=counts.returned.get(number, 0),
        to_review=counts.submitted.get(number, 0),
        floors=tuple(each for each in floors(ledger) if not each.is_met and standing.rows.everywhere),
        duties=tuple(
            each for each in duties(ledger, day=today) if any(unit.pk in units for unit in each.lacking)
        ),
        milestones=tuple(_milestones(ledger, units, today)),
    )


def _milestones(ledger: Ledger, units: Reach, today: date) -> list[DatedMilestone]:
    if not ledger.definition.milestones:
        return []
    calendar = milestone_calendar(
        ledger.standing.user,
        ledger.register,
        first=today - MILESTONES_BEHIND,
        last=today + MILESTONES_AHEAD,
        today=today,
    )
    return [each for each in calendar.items if each.planned.done_on is None and each.row.unit.pk in units]


def _changes(user: User, mine: Sequence[tuple[Register, Standing]], at: datetime) -> list[Version]:
    """The newest versions of others, merged from the newest of each register."""
    found: list[Version] = []
    for row, standing in mine:
        units = _works_in(standing)
        found += (
            Version.objects.filter(units.condition(), register=row, recorded_at__gt=at - CHANGED_WITHIN)
            .exclude(recorded_by=user)
            .select_related("entry__register", "recorded_by", "unit", "definition")
            .defer("definition__definition")
            .order_by("-recorded_at")[:MOST_CHANGES]
        )
    return sorted(found, key=lambda version: version.recorded_at, reverse=True)[:MOST_CHANGES]
