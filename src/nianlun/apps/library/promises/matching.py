"""Answers to the commitments of a plan, found among the figures of the reports of its year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from nianlun.apps.library.models import Access, Commitment, Document, Figure, Outcome
from nianlun.apps.library.promises.likeness import likeness, verdict_of
from nianlun.kernel.measures import base_amount, measure_of

LIKE = 0.55
"""From here on two indicators are taken for the same thing, until a person says otherwise."""
SURE = 0.75
"""Below, a verdict is `unclear` whatever the numbers say."""
MOST_REPORTS = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """What a later report says of a commitment."""

    commitment: Commitment
    report: Document
    figure: Figure | None
    score: float
    verdict: Outcome.Verdict
    ratio: float | None


def answers_to(plan: Document) -> Iterator[Answer]:
    """For each quantified commitment of a plan the figure that answers it best, or silence.

    A commitment of a year without a report gets no answer: it is still open.
    """
    by_year: dict[int, list[Commitment]] = defaultdict(list)
    quantified = Commitment.objects.filter(document=plan, year__isnull=False, value__isnull=False)
    for commitment in quantified.exclude(outcome__confirmed_at__isnull=False).order_by("pk"):
        by_year[commitment.year or 0].append(commitment)
    for year, commitments in by_year.items():
        reports = list(reports_of(plan, year)[:MOST_REPORTS])
        if not reports:
            continue
        figures = list(
            Figure.objects.filter(
                document__in=reports,
                role="actual",
                year=year,
                indicator__isnull=False,
                base_value__isnull=False,
            ).order_by("pk")
        )
        for commitment in commitments:
            yield answer_to(commitment, figures, reports)


def answer_to(commitment: Commitment, figures: Iterable[Figure], reports: list[Document]) -> Answer:
    """The figure most like a commitment; the first of equals, as a report names the whole before its parts."""
    measure = measure_of(commitment.unit) if commitment.unit else None
    best, score = None, 0.0
    for figure in figures:
        if measure is not None and figure.base_unit != measure.base_unit:
            continue
        like = likeness(commitment.indicator or "", figure.indicator or "") if commitment.indicator else 0.0
        if like > score:
            best, score = figure, like
    by_pk = {report.pk: report for report in reports}
    if best is None or score < LIKE:
        return Answer(commitment, reports[0], None, score, Outcome.Verdict.DROPPED, None)
    verdict, ratio = judged(commitment, best)
    verdict = verdict if score >= SURE else Outcome.Verdict.UNCLEAR
    return Answer(commitment, by_pk[best.document_id], best, score, verdict, ratio)


def judged(commitment: Commitment, figure: Figure) -> tuple[Outcome.Verdict, float | None]:
    """Whether a figure keeps a commitment, and how much of it was done."""
    if commitment.value is None or figure.base_value is None:
        return Outcome.Verdict.UNCLEAR, None
    factor = measure_of(commitment.unit).factor if commitment.unit else Decimal(1)
    promised = base_amount(commitment.value, factor)
    upper = base_amount(commitment.upper, factor) if commitment.upper else None
    verdict, ratio = verdict_of(promised, upper, figure.base_value, commitment.comparator)
    return Outcome.Verdict(verdict), ratio


def reports_of(plan: Document, year: int) -> QuerySet[Document]:
    """Reports on a year by those who made the plan: the same issuer, or the same unit and series of titles."""
    same = _same_writer(plan)
    return (
        Document.objects.filter(same, year=year).exclude(pk=plan.pk).defer("text").order_by("-added_at", "pk")
    )


def plans_for(report: Document) -> QuerySet[Document]:
    """Plans a report may answer: made by the same, for the year it reports on."""
    if report.year is None:
        return Document.objects.none()
    planned = Q(plan_year=report.year) | Q(commitments__year=report.year)
    plans = Document.objects.filter(_same_writer(report)).filter(planned).exclude(pk=report.pk)
    return plans.defer("text").order_by("pk").distinct()


def _same_writer(document: Document) -> Q:
    """Documents of the same writer. A private one is compared only with private ones of the same owner."""
    same = Q(unit=document.unit_id, series=document.series) if document.series else Q(pk=document.pk)
    if document.issuer:
        same |= Q(issuer=document.issuer)
    if document.access == Access.PRIVATE:
        return same & Q(access=Access.PRIVATE, owner=document.owner_id)
    return same & ~Q(access=Access.PRIVATE)
