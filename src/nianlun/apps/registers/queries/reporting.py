"""Reporting in time: of the entries that were to be brought up to date, how many were, by unit and month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Q
from django.utils import timezone

from nianlun.apps.audit.queries import start_of
from nianlun.apps.registers.queries.rows import Ledger
from nianlun.apps.registers.queries.together import numbered, together
from nianlun.apps.registers.queries.updates import cycles_of, to_be_updated
from nianlun.define.model import ClassDef
from nianlun.reckon.cycles import Due, rounds_due


@dataclass(frozen=True)
class Reported:
    """One round of one ledger, or of one of its lists, for one unit."""

    register: int
    list: ClassDef | None
    """The list it is for; none for the whole ledger."""
    round: Due
    unit: int
    due: int
    """Entries that had to be brought up to date."""
    in_time: int
    """Of these, those that were by the day on which they were due."""


def reported(ledgers: Iterable[Ledger], *, first: date, last: date) -> list[Reported]:
    """Every round that was due between two days, as the ledgers stood at the end of its day.

    What was brought up to date later stays late; what was entered in the round is in time.
    """
    asked = [(ledger, *each) for ledger in ledgers for each in _rounds(ledger, first, last)]
    questions = []
    for number, (ledger, each, here) in enumerate(asked):
        rows = numbered(to_be_updated(ledger, each, None, end_of(here.due_on)), number)
        in_time = Count("entry", filter=Q(updated_at__gte=start_of(here.opens_on)))
        questions.append(rows.values_list("question", "unit").annotate(due=Count("entry"), in_time=in_time))
    return [
        Reported(asked[number][0].register.pk, asked[number][1], asked[number][2], unit, due, in_time)
        for number, unit, due, in_time in together(questions)
    ]


def _rounds(ledger: Ledger, first: date, last: date) -> Iterator[tuple[ClassDef | None, Due]]:
    for cycle, each in cycles_of(ledger):
        for here in rounds_due(cycle, first, last):
            yield each, here


def end_of(day: date) -> datetime:
    """The last instant of a day."""
    return datetime.combine(day, time.max, timezone.get_default_timezone())
