"""The list of papers: narrowed as somebody asks, and the latest of each sort."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import pgettext_lazy

from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.people.queries import units_of
from nianlun.apps.reports.models import Report, ReportFact, State
from nianlun.apps.reports.queries import AREA, reports_for
from nianlun.define.model import ReportKind
from nianlun.define.reading.periods import read_period

KINDS = {
    ReportKind.SUMMARY: pgettext_lazy("report", "Annual summary"),
    ReportKind.RATING: pgettext_lazy("report", "Rating"),
    ReportKind.NOTICE: pgettext_lazy("report", "Notice"),
    ReportKind.BULLETIN: pgettext_lazy("report", "Bulletin"),
    ReportKind.LETTER: pgettext_lazy("report", "Letter"),
}
"""Kinds of papers in words, the weightiest first."""
MOST_LATEST = 6
MOST_WAITING = 10


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """What somebody wants to see; an empty value asks for everything."""

    kind: str = ""
    unit: str = ""
    year: str = ""
    state: str = ""
    indicator: str = ""
    """Key of an indicator that is printed in the paper."""

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> Narrowing:
        """As an address says it; what makes no sense is left out."""
        given = {key: str(parameters.get(key, "")) for key in cls.__dataclass_fields__}
        if given["kind"] not in KINDS:
            given["kind"] = ""
        if given["state"] not in State.values:
            given["state"] = ""
        for key in ("unit", "year"):
            given[key] = given[key] if given[key].isdecimal() and len(given[key]) < 10 else ""
        return cls(**given)

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked for."""
        return self != Narrowing()

    def of(self, rows: QuerySet[Report]) -> QuerySet[Report]:
        """Those that fit."""
        fits = Q()
        if self.kind:
            fits &= Q(kind=self.kind)
        if self.unit:
            fits &= Q(unit=int(self.unit))
        if self.year:
            fits &= Q(period__startswith=self.year)
        if self.state:
            fits &= Q(state=self.state)
        if self.indicator:
            fits &= Q(pk__in=ReportFact.objects.filter(content__indicator=self.indicator).values("report"))
        return rows.filter(fits)


def units_with_reports(rows: QuerySet[Report]) -> QuerySet[Unit]:
    """Units whose papers are among them."""
    return Unit.objects.filter(pk__in=rows.values("unit")).order_by("path")


def years_with_reports(rows: QuerySet[Report]) -> list[str]:
    """Years the papers speak of, the latest first."""
    periods = rows.order_by().values_list("period", flat=True).distinct()
    return sorted({each[:4] for each in periods}, reverse=True)


def waiting_papers(user: User) -> list[Report]:
    """Papers somebody has to take the next step with: his own drafts, and those he is to freeze or to issue."""
    own = Q(state=State.DRAFT, composed_by=user, unit__in=units_of(user, Role.KEEP, AREA))
    given = Q(state__in=(State.IN_REVIEW, State.FROZEN), unit__in=units_of(user, Role.REVIEW, AREA))
    return list(reports_for(user).filter(own | given).order_by("-as_of", "-pk")[:MOST_WAITING])


def latest_papers(user: User) -> list[Report]:
    """The latest issue of every paper somebody may read, those of his own unit and the weightiest first."""
    issued = reports_for(user).filter(state=State.ISSUED)
    same = Report.objects.filter(
        unit=OuterRef("unit"), template=OuterRef("template"), state=State.ISSUED
    ).filter(Q(as_of__gt=OuterRef("as_of")) | Q(as_of=OuterRef("as_of"), pk__gt=OuterRef("pk")))
    own = Case(When(unit=user.unit_id, then=Value(0)), default=Value(1))
    weight = Case(
        *(When(kind=kind.value, then=Value(place)) for place, kind in enumerate(KINDS)),
        default=Value(len(KINDS)),
    )
    return list(issued.exclude(Exists(same)).order_by(own, weight, "-as_of", "-pk")[:MOST_LATEST])


def year_told(user: User) -> int | None:
    """The year of which the first of the latest summaries tells that somebody may read."""
    return year_of_summary(latest_papers(user))


def year_of_summary(papers: Iterable[Report]) -> int | None:
    """The year of which the first summary among papers tells."""
    found = (each for each in papers if each.kind == ReportKind.SUMMARY)
    return next((read_period(each.period).last.year for each in found), None)
