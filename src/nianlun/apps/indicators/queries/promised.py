"""What became of the commitments that were taken over: targets are counted, words are judged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from nianlun.apps.indicators.models import Pledge, Target
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.settled import COMPARATORS, REPLACED, SettledTarget
from nianlun.apps.indicators.queries.targets import StandingTarget, plain_target
from nianlun.define.reading.periods import year_of
from nianlun.reckon.promises import settle


def promised_targets(year: int, known_at: datetime | None = None) -> QuerySet[Target]:
    """Targets of a year that were taken out of documents, those given up too, as they stood at an instant."""
    rows = Target.objects.select_related("unit", "document", "withdrawn_by").filter(
        year=year, document__isnull=False, confirmed_at__isnull=False
    )
    was_replaced = Q(withdrawn_at__isnull=False, reason__startswith=REPLACED)
    if known_at is None:
        return rows.exclude(was_replaced).order_by("document", "start", "pk")
    rows = rows.filter(confirmed_at__lte=known_at).exclude(was_replaced & Q(withdrawn_at__lte=known_at))
    return rows.order_by("document", "start", "pk")


def pledges_of(year: int, pack: str, known_at: datetime | None = None) -> QuerySet[Pledge]:
    """Commitments without a number in a field of work, as they stood at an instant."""
    rows = Pledge.objects.select_related("unit", "document", "judged_by").filter(year=year, pack=pack)
    if known_at is None:
        return rows.filter(undone_at__isnull=True)
    return rows.filter(taken_at__lte=known_at).filter(Q(undone_at__isnull=True) | Q(undone_at__gt=known_at))


def settled_rows(desk: Desk, rows: Iterable[Target], as_of: date) -> dict[int, SettledTarget]:
    """What became of targets, by their numbers; counted together."""
    seen = [row for row in rows if row.indicator in desk.seen]
    asked = {row.pk: (row.indicator, desk.question(year_of(row.year), as_of, row.unit_id)) for row in seen}
    answers = desk.totals(asked.values())
    found = {}
    for row in seen:
        result = answers.get(asked[row.pk])
        if result is not None:
            standing = StandingTarget(plain_target(row), row)
            settled = settle(
                standing.target,
                desk.seen[row.indicator],
                result,
                comparator=COMPARATORS.get(Target.Comparator(row.comparator)),
                is_dropped=row.withdrawn_at is not None,
            )
            found[row.pk] = SettledTarget(standing, settled, result)
    return found
