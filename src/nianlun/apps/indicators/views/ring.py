"""The year ring as a drawing: arcs of twelve sectors, one ring for each goal."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.ring import Goal, Ring, Sector, ring_of, usual_year
from nianlun.apps.indicators.queries.targets import years_with_targets
from nianlun.apps.indicators.views.common import Told, name_of, told
from nianlun.apps.indicators.views.reached import ShownTarget, shown_target
from nianlun.apps.people.models import User
from nianlun.reckon.amounts import percent

SIZE = 400
INNER, OUTER = 62, 178
GAP = 0.012
"""Between two months, in radians."""
MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Arc:
    """One month of one goal."""

    path: str
    mark: str
    title: str


@dataclass(frozen=True, slots=True)
class DrawnRing:
    """One goal."""

    number: int
    name: str
    address: str
    told: Told | None
    targets: list[ShownTarget]
    arcs: list[Arc]
    months: list[str]
    """Completion by the end of each month."""


def ring_block(user: User, *, told: Callable[[User], int | None]) -> dict[str, Any] | None:
    """The block on top of the first page; nothing for whoever sees no indicator.

    `told` gives the year the papers tell of that the person reads.
    """
    desk = Desk(user)
    if not desk.seen:
        return None
    today = timezone.localdate()
    ring = ring_of(desk, usual_year(desk, today, told=told), today)
    return drawn(desk, ring) if ring.goals else None


def drawn(desk: Desk, ring: Ring) -> dict[str, Any]:
    """The ring for the template."""
    step = (OUTER - INNER) / max(len(ring.goals), 3)
    query = f"period={ring.year}&as_of={ring.as_of.isoformat()}"
    if ring.unit is not None:
        query += f"&unit={ring.unit}"
    rings = [
        _ring(goal, number, OUTER - (number - 1) * step, step, query)
        for number, goal in enumerate(ring.goals, 1)
    ]
    return {
        "year": ring.year,
        "as_of": ring.as_of,
        "passed": percent(ring.passed, 0),
        "rings": rings,
        "months": [(month, *_point((INNER + OUTER) / 2 + 72, _angle(month - 0.5))) for month in MONTHS],
        "size": SIZE,
        "query": query,
        "years": [each for each in years_with_targets(desk) if each <= timezone.localdate().year][:6],
        "met": sum(1 for goal in ring.goals if goal.reached[0].completion.is_met),
        "unit": desk.units[ring.unit] if ring.unit is not None else None,
    }


def _ring(goal: Goal, number: int, outer: float, step: float, query: str) -> DrawnRing:
    name = name_of(goal.indicator)
    arcs = [
        Arc(_path(outer - step + 1.5, outer, each.month), each.mark, _title(goal, each))
        for each in goal.sectors
    ]
    return DrawnRing(
        number=number,
        name=name,
        address=f"{reverse('indicators:indicator', args=[goal.indicator.key])}?{query}",
        told=told(goal.result, goal.indicator),
        targets=[shown_target(each, goal.indicator, 1) for each in goal.reached],
        arcs=arcs,
        months=["" if each.ratio is None else percent(each.ratio, 0) for each in goal.sectors],
    )


def _title(goal: Goal, sector: Sector) -> str:
    name = name_of(goal.indicator)
    if sector.ratio is None:
        return _("%(name)s, month %(month)s: no figure") % {"name": name, "month": sector.month}
    return _("%(name)s, by the end of month %(month)s: %(share)s of the year's target") % {
        "name": name,
        "month": sector.month,
        "share": percent(sector.ratio, 1),
    }


def _angle(month: float) -> float:
    return (month / 12) * 2 * math.pi - math.pi / 2


def _point(radius: float, angle: float) -> tuple[str, str]:
    return f"{SIZE / 2 + radius * math.cos(angle):.1f}", f"{SIZE / 2 + radius * math.sin(angle):.1f}"


def _path(inner: float, outer: float, month: int) -> str:
    first, last = _angle(month - 1) + GAP, _angle(month) - GAP
    (ax, ay), (bx, by) = _point(outer, first), _point(outer, last)
    (cx, cy), (dx, dy) = _point(inner, last), _point(inner, first)
    return f"M{ax} {ay}A{outer:.1f} {outer:.1f} 0 0 1 {bx} {by}L{cx} {cy}A{inner:.1f} {inner:.1f} 0 0 0 {dx} {dy}Z"
