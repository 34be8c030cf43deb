"""Numbers about the library: indicators over years and units, counts, growth, promises kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from nianlun.apps.audit.queries import start_of
from nianlun.apps.library.models import Commitment, Correction, Figure, ImportItem
from nianlun.apps.library.queries.commitments import open_commitments, with_open_verdict
from nianlun.apps.library.queries.documents import readable
from nianlun.apps.library.queries.figures import open_figures
from nianlun.apps.library.queries.imports import jobs_of
from nianlun.apps.library.queries.open_text import open_to
from nianlun.apps.people.models import User

COUNTED = {
    "year": "year",
    "plan_year": "plan_year",
    "kind": "kind",
    "level": "level",
    "field": "field",
    "issuer": "issuer",
    "unit": "unit__name",
}
"""What documents are counted by, and the column."""
NO_INDICATOR = re.compile(
    r"(?:.|年度.?|全年|年内|整改|完成|实现|其中|任务|目标|计划|[数总]量|均(?!衡|价|值).*|等(?!级|候|待).*|居(?!民|家|住|委|村).*)"
)
"""Names the reader gives that say nothing of what is measured: matched whole, against few names instead of every figure."""
MOST_POINTS = 5000
"""Figures in one answer about an indicator."""


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One figure in a series; click it and see where it stands."""

    figure: Figure
    """With its document at hand."""
    year: int
    issuer: str
    """Issuer the document names; else the owning unit."""
    value: Decimal
    role: str


@dataclass(frozen=True, slots=True)
class IndicatorSeries:
    """Figures of one indicator that can be compared: all in one base unit."""

    indicator: str
    base_unit: str | None
    points: tuple[SeriesPoint, ...]
    """By year, issuer, place."""


@dataclass(frozen=True, slots=True)
class IndicatorUse:
    """How often an indicator is spoken of."""

    indicator: str
    base_unit: str | None
    figures: int
    documents: int
    first_year: int | None
    last_year: int | None
    unit: str | None
    """The unit most of them are printed in."""


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """Commitments of one year by what became of them."""

    year: int
    total: int
    by_verdict: Mapping[str, int]
    """`kept`, `missed`, `dropped`, `unclear`, and `open` where nothing was proposed."""
    confirmed: int


@dataclass(frozen=True, slots=True)
class ImportFault:
    """A reason files could not be imported."""

    fault: str
    number: int
    last_name: str
    """Name of the latest such file."""
    last_values: Mapping[str, object]
    """What the words of its fault need."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The library in a line."""

    documents: int
    sources: int
    characters: int
    figures: int
    commitments: int
    corrections: int


def totals(user: User) -> Totals:
    """How much the person may read."""
    documents = readable(user).order_by()
    sums = documents.aggregate(
        documents=Count("pk"), sources=Count("source", distinct=True), characters=Sum("characters", default=0)
    )
    return Totals(
        **sums,
        figures=open_to(user, Figure.objects.filter(document__in=documents)).count(),
        commitments=open_to(user, Commitment.objects.filter(document__in=documents)).count(),
        corrections=Correction.objects.filter(document__in=documents, withdrawn_at=None).count(),
    )


def indicator_series(
    user: User, indicator: str, *, exact: bool = True, roles: tuple[str, ...] = ("actual",)
) -> list[IndicatorSeries]:
    """Figures of one indicator over years and issuers, one series for each base unit, the longest first.

    `exact` asks for the indicator itself; else for every indicator that holds these characters.
    """
    asked = {"indicator": indicator} if exact else {"indicator__contains": indicator}
    figures = (
        open_figures(user)
        .filter(**asked, role__in=roles, year__isnull=False, base_value__isnull=False)
        .select_related("document", "document__unit")
        .defer("document__text", "document__signature")
        .order_by("year", "document", "start")[:MOST_POINTS]
    )
    series: dict[str | None, list[SeriesPoint]] = defaultdict(list)
    for figure in figures:
        if figure.year is None or figure.base_value is None:
            continue
        issuer = figure.document.issuer or figure.document.unit.name
        series[figure.base_unit].append(
            SeriesPoint(figure, figure.year, issuer, figure.base_value, figure.role)
        )
    found = [
        IndicatorSeries(indicator, unit, tuple(sorted(points, key=_place))) for unit, points in series.items()
    ]
    return sorted(found, key=lambda each: (-len(each.points), each.base_unit or ""))


def _place(point: SeriesPoint) -> tuple[int, str, int]:
    return point.year, point.issuer, point.figure.pk


def top_indicators(user: User, *, containing: str = "", number: int = 50) -> list[IndicatorUse]:
    """The indicators most spoken of, without words that name none."""
    figures = open_figures(user).filter(indicator__isnull=False)
    if containing:
        figures = figures.filter(indicator__contains=containing)
    rows = (
        figures.order_by()
        .values("indicator", "base_unit")
        .annotate(
            figures=Count("pk"),
            documents=Count("document", distinct=True),
            first_year=Min("year"),
            last_year=Max("year"),
        )
        .order_by("-documents", "-figures", "indicator", "base_unit")
    )
    named = (use for use in rows.iterator() if not NO_INDICATOR.fullmatch(use["indicator"]))
    uses = list(islice(named, number))
    units = _printed_units(figures.filter(indicator__in={use["indicator"] for use in uses}))
    return [IndicatorUse(**use, unit=units.get((use["indicator"], use["base_unit"]))) for use in uses]


def _printed_units(figures: QuerySet[Figure]) -> dict[tuple[str, str | None], str | None]:
    """For each indicator and base unit the unit printed most often."""
    rows = figures.order_by().values_list("indicator", "base_unit", "unit").annotate(number=Count("pk"))
    most_last = rows.order_by("number", "unit")
    return {(indicator, base_unit): unit for indicator, base_unit, unit, _number in most_last}


def counts(user: User, by: str) -> list[tuple[str | int | None, int]]:
    """Number of documents by `year`, `plan_year`, `kind`, `level`, `field`, `issuer` or `unit` (its name).

    Raises:
        ValueError: documents are not counted by this.
    """
    column = COUNTED.get(by)
    if column is None:
        raise ValueError(by)
    rows = readable(user).order_by().values_list(column).annotate(number=Count("pk"))
    if by in ("year", "plan_year"):
        return list(rows.order_by(column))
    return list(rows.order_by("-number", column))


def growth_per_day(user: User, *, days: int = 30, until: date | None = None) -> list[tuple[date, int, int]]:
    """For each day: documents added, and documents in all at its end; days of the site's time zone."""
    until = until or timezone.localdate()
    first = until - timedelta(days=days - 1)
    start, end = start_of(first), start_of(until + timedelta(days=1))
    documents = readable(user).order_by()
    total = documents.filter(added_at__lt=start).count()
    rows = documents.filter(added_at__gte=start, added_at__lt=end).annotate(day=TruncDate("added_at"))
    added = dict(rows.values_list("day").annotate(number=Count("pk")))
    growth = []
    for day in (first + timedelta(days=number) for number in range(days)):
        total += added.get(day, 0)
        growth.append((day, added.get(day, 0), total))
    return growth


def fulfilment(user: User) -> list[Fulfilment]:
    """Commitments by the year they are due in."""
    rows = (
        with_open_verdict(user, open_commitments(user).filter(year__isnull=False))
        .order_by()
        .values("year", "verdict")
        .annotate(
            number=Count("pk"), confirmed=Count("outcome__confirmed_at", filter=Q(verdict__isnull=False))
        )
        .order_by("year")
    )
    years: dict[int, dict[str, int]] = defaultdict(dict)
    confirmed: dict[int, int] = defaultdict(int)
    for row in rows:
        years[row["year"]][row["verdict"] or "open"] = row["number"]
        confirmed[row["year"]] += row["confirmed"]
    return [
        Fulfilment(year, sum(verdicts.values()), verdicts, confirmed[year])
        for year, verdicts in years.items()
    ]


def import_faults(user: User) -> list[ImportFault]:
    """Why files could not be imported, the most frequent first; of the deliveries the person may see."""
    items = ImportItem.objects.filter(job__in=jobs_of(user).order_by().values("pk")).exclude(fault="")
    rows = list(
        items.order_by()
        .values("fault")
        .annotate(number=Count("pk"), last=Max("pk"))
        .order_by("-number", "fault")
    )
    last = ImportItem.objects.in_bulk([row["last"] for row in rows])
    return [
        ImportFault(row["fault"], row["number"], last[row["last"]].name, last[row["last"]].fault_values)
        for row in rows
    ]
