"""The calendar of milestones: what is planned in which days, what is done, what is late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q

from nianlun.apps.people.models import User
from nianlun.apps.registers.models import IndexRow, Register
from nianlun.apps.registers.queries.conditions import where
from nianlun.apps.registers.queries.rights import Reach
from nianlun.apps.registers.queries.rows import Ledger, going_on, ledger_for, rows_of
from nianlun.apps.registers.queries.table import TableRow, table_row, table_rows, versions_of
from nianlun.apps.registers.queries.table_request import TableRequest
from nianlun.apps.registers.queries.together import numbered, together
from nianlun.apps.registers.queries.views import with_view
from nianlun.define.model import Milestone
from nianlun.reckon.milestones import PlannedMilestone, base_key, plan

MOST = 2_000
"""Milestones shown at once."""


@dataclass(frozen=True)
class DatedMilestone:
    """A milestone of an entry in the calendar."""

    row: TableRow
    planned: PlannedMilestone


@dataclass(frozen=True)
class MilestoneCalendar:
    """Milestones of a span, in the order of their days."""

    ledger: Ledger
    first: date
    last: date
    items: tuple[DatedMilestone, ...]
    cut_off: bool
    """Whether there are more than are shown."""


def milestone_calendar(
    user: User,
    register: Register,
    *,
    first: date,
    last: date,
    request: TableRequest | None = None,
    today: date | None = None,
) -> MilestoneCalendar:
    """Milestones planned from a day to a day.

    Raises:
        RefusedError: `registers.register.missing`, `registers.table.*`
    """
    ledger = ledger_for(user, register, today=today)
    asked, condition = with_view(ledger, request or TableRequest())
    rows = rows_of(ledger, asked)
    rows = rows.filter(where(ledger, rows, condition, asked.as_of))
    found: list[tuple[IndexRow, PlannedMilestone]] = []
    cut_off = False
    for each in ledger.definition.milestones:
        near = _near(ledger, each, first, last)
        if near is None:
            continue
        here = list(rows.filter(near).order_by("entry")[: MOST + 1])
        cut_off |= len(here) > MOST
        for row in here[:MOST]:
            planned = _planned(ledger, each, row)
            if planned is not None and first <= planned.due_on <= last:
                found.append((row, planned))
    found.sort(key=lambda one: (one[1].due_on, one[1].milestone.id, one[0].entry_id))
    rows_shown = {row.version_id: row for row, _ in found[:MOST]}
    shown = {each.version: each for each in table_rows(ledger, list(rows_shown.values()))}
    return MilestoneCalendar(
        ledger,
        first,
        last,
        tuple(DatedMilestone(shown[row.version_id], planned) for row, planned in found[:MOST]),
        cut_off or len(found) > MOST,
    )


@dataclass(frozen=True)
class OpenMilestones:
    """Milestones of a register that are not done."""

    number: int
    items: tuple[DatedMilestone, ...]
    """The first of them by their days."""


NONE_OPEN = OpenMilestones(0, ())


def open_milestones(
    asked: Iterable[tuple[Ledger, Reach]], *, first: date, last: date, most: int
) -> dict[int, OpenMilestones]:
    """Milestones planned in a span and not done, of entries that go on, of several registers, by number; three queries for all.

    Of each register at most so many are shown; only entries of the units asked for.
    """
    sought: list[tuple[Ledger, Milestone]] = []
    questions = []
    for ledger, reach in asked:
        for each in ledger.definition.milestones:
            near = _near(ledger, each, first, last)
            if near is not None:
                rows = rows_of(ledger, TableRequest()).filter(
                    near & reach.condition() & going_on(ledger), _not_done(ledger, each)
                )
                base = F(_column(ledger, base_key(each)))
                questions.append(numbered(rows, len(sought)).values_list("question", "version", base))
                sought.append((ledger, each))
    found: dict[int, list[tuple[PlannedMilestone, int]]] = {}
    for place, version, base in together(questions):
        ledger, each = sought[place]
        planned = PlannedMilestone(each, base, plan(each, base), None)
        if first <= planned.due_on <= last:
            found.setdefault(ledger.register.pk, []).append((planned, version))
    for here in found.values():
        here.sort(key=lambda one: (one[0].due_on, one[0].milestone.id, one[1]))
    by_number = {ledger.register.pk: ledger for ledger, _ in sought}
    rows = _rows_shown(by_number, {number: here[:most] for number, here in found.items()})
    return {
        number: OpenMilestones(
            len(here), tuple(DatedMilestone(rows[version], planned) for planned, version in here[:most])
        )
        for number, here in found.items()
    }


def _not_done(ledger: Ledger, each: Milestone) -> Q:
    done = _column(ledger, each.done)
    return Q(**{f"{done}__isnull": True}) if done else Q()


def _rows_shown(
    ledgers: Mapping[int, Ledger], shown: Mapping[int, Sequence[tuple[PlannedMilestone, int]]]
) -> dict[int, TableRow]:
    wanted = {version for here in shown.values() for _, version in here}
    rows = list(IndexRow.objects.filter(register__in=shown, version__in=wanted)) if wanted else []
    versions = versions_of(rows)
    return {
        row.version_id: table_row(ledgers[row.register_id], row, versions[row.version_id]) for row in rows
    }


def _column(ledger: Ledger, key: str) -> str:
    each = ledger.definition.field_by_key.get(key)
    columns = ledger.columns(each) if each is not None and not ledger.is_secret(each) else ()
    return columns[0] if columns else ""


def _near(ledger: Ledger, each: Milestone, first: date, last: date) -> Q | None:
    """Rows whose milestone may fall into the span, whatever holidays lie between."""
    column = _column(ledger, base_key(each))
    if not column:
        return None
    number = each.workdays if each.workdays is not None else each.days or 0
    furthest = timedelta(days=number * (2 if each.workdays is not None else 1) + 21)
    nearest = timedelta(days=number)
    if each.before:
        between = Q(**{f"{column}__gte": first + nearest, f"{column}__lte": last + furthest})
    else:
        between = Q(**{f"{column}__gte": first - furthest, f"{column}__lte": last - nearest})
    if not each.classes:
        return between
    classes = Q()
    for key in each.classes:
        if key in ledger.definition.class_by_key:
            classes |= Q(classes__contains=f"|{ledger.definition.class_by_key[key].id}|")
    return between & classes


def _planned(ledger: Ledger, each: Milestone, row: IndexRow) -> PlannedMilestone | None:
    base = getattr(row, _column(ledger, base_key(each)))
    done = _column(ledger, each.done)
    if base is None:
        return None
    return PlannedMilestone(each, base, plan(each, base), getattr(row, done) if done else None)
