"""Which reports a person may see, what stands in one, and which templates there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, Q, QuerySet
from django.utils.translation import pgettext_lazy

from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.people.queries import may, units_of
from nianlun.apps.reports.models import Report, ReportFact, State
from nianlun.apps.reports.sources import catalog
from nianlun.compose.report.draft import Piece, read_pieces
from nianlun.compose.report.facts import Fact, Record, read_plain
from nianlun.define.every import Every
from nianlun.define.model import Readers, ReportTemplateDef
from nianlun.define.reading.periods import Period, year_of
from nianlun.kernel.errors import RefusedError
from nianlun.reckon.periods import period_of

STEPS = {
    "composed": pgettext_lazy("report", "Composed"),
    "submitted": pgettext_lazy("report", "Submitted"),
    "frozen": State.FROZEN.label,
    "issued": State.ISSUED.label,
    "withdrawn": State.WITHDRAWN.label,
}
"""Steps of a paper, as its fields call them, in words."""
AREA = "reports"
"""The area of rights."""


@dataclass(frozen=True, kw_only=True)
class Template:
    """A template with the pack it stands in."""

    key: str
    """`investment/annual`."""
    definition: ReportTemplateDef


def templates() -> dict[str, Template]:
    """Every template by pack and key."""
    return {
        f"{contents.pack.key}/{each.key}": Template(key=f"{contents.pack.key}/{each.key}", definition=each)
        for contents in catalog().packs
        for each in contents.reports
    }


def template_named(key: str) -> Template:
    """A template.

    Raises:
        RefusedError: `reports.template.missing`.
    """
    found = templates().get(key)
    if found is None:
        raise RefusedError("reports.template.missing", key=key)
    return found


def reports_for(user: User) -> QuerySet[Report]:
    """Reports of units in which a person may read; drafts only where he may work on them.

    Besides, what was issued to the units it ranks, where he may read in one of those.
    """
    read = units_of(user, Role.READ, AREA)
    work = units_of(user, Role.KEEP, AREA) | units_of(user, Role.REVIEW, AREA)
    told = Q(state=State.ISSUED) & _ranks_one_of(read)
    rows = Report.objects.filter(Q(unit__in=read) | told).select_related(
        "unit", *(f"{name}_by" for name in STEPS)
    )
    return rows.exclude(state__in=(State.DRAFT, State.IN_REVIEW), unit__in=read - work)


def _ranks_one_of(units: set[int]) -> Q:
    """Issues of templates that are read by the units they rank, and that rank one of these."""
    found = Q(pk__in=())
    for key, each in templates().items():
        if each.definition.readers is Readers.RANKED:
            kinds = each.definition.ranked_units
            ranked = Unit.objects.filter(pk__in=units, kind__in=kinds, closed_on__isnull=True)
            found |= Q(Exists(ranked), template=key)
    return found


def report_for(user: User, report_id: int) -> Report:
    """One of them.

    Raises:
        RefusedError: `reports.report.missing`.
    """
    found = reports_for(user).filter(pk=report_id).first()
    if found is None:
        raise RefusedError("reports.report.missing", id=report_id)
    return found


def trail_of(report: Report) -> list[tuple[str, datetime, User]]:
    """What has been done with a paper as it stands, in order: what, when, who."""
    found = [
        (str(words), getattr(report, f"{name}_at"), getattr(report, f"{name}_by"))
        for name, words in STEPS.items()
    ]
    return [(words, at, by) for words, at, by in found if at is not None]


def pieces_of(report: Report) -> tuple[Piece, ...]:
    """The newest words."""
    return read_pieces(report.texts.order_by("-number").values_list("pieces", flat=True)[0])


def fact_of_row(row: ReportFact) -> Fact:
    """A fact with its records."""
    over, under = (tuple(Record(*each) for each in side) for side in (row.over, row.under))
    return read_plain(row.content, over=over, under=under)


def facts_of(report: Report) -> Mapping[str, Fact]:
    """The facts of a report by name, in the order of the paper."""
    return {row.name: fact_of_row(row) for row in report.facts.all()}


def last_issued(report: Report) -> Report | None:
    """The issue before: the last one of the same template and unit that was issued and not withdrawn."""
    rows = Report.objects.filter(
        unit=report.unit_id, template=report.template, state=State.ISSUED, as_of__lte=report.as_of
    )
    return rows.exclude(pk=report.pk).order_by("-as_of", "-number").first()


def allowed_acts(report: Report, user: User) -> set[str]:
    """What a person may do with a report as it stands."""
    keeps, reviews = (may(user, role, report.unit_id, AREA) for role in (Role.KEEP, Role.REVIEW))
    found = {
        State.DRAFT: {"edit": keeps, "submit": keeps, "recompose": keeps},
        State.IN_REVIEW: {"return": reviews, "freeze": reviews},
        State.FROZEN: {"issue": reviews, "return": reviews},
        State.ISSUED: {"withdraw": reviews},
    }
    return {act for act, is_allowed in found.get(State(report.state), {}).items() if is_allowed}


def usual_period(template: ReportTemplateDef, as_of: date) -> Period:
    """The period of a paper counted as of a day; the one before where it is written afterwards."""
    cycle = template.cycle
    if cycle is None:
        return year_of(as_of.year)
    here = period_of(cycle.every, as_of)
    if cycle.after and as_of < here.last and cycle.every is not Every.YEAR:
        return period_of(cycle.every, here.first - timedelta(days=1))
    return here
