"""Commitments of a document beside the indicators they may mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.db.models import Count, QuerySet

from nianlun.apps.indicators.models import Target
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.library.models import Commitment, Document
from nianlun.apps.library.queries.documents import readable, readable_document
from nianlun.define.model import IndicatorDef, Setter
from nianlun.reckon.promises import LIKELY, Promise, candidates

AT_MOST = ("<=", "<")


@dataclass(frozen=True)
class Offer:
    """A commitment with a number, and what it may become."""

    commitment: Commitment
    value: Decimal
    best: IndicatorDef | None
    """None where nothing is likely; a person picks."""
    score: float
    others: tuple[IndicatorDef, ...]
    year: int | None
    comparator: str
    standing: Target | None
    """The target made of it already."""


def documents_with_promises(desk: Desk) -> QuerySet[Document]:
    """Documents the person may read that promise numbers, the latest plan first."""
    promising = Commitment.objects.filter(value__isnull=False).values("document")
    return (
        readable(desk.user)
        .filter(pk__in=promising)
        .annotate(promises=Count("commitments"))
        .select_related("unit")
        .defer("text", "signature")
        .order_by("-plan_year", "-pk")
    )


def offers_of(desk: Desk, document_id: int) -> tuple[Document, list[Offer]]:
    """A document's commitments with numbers, each with the indicator it most likely means.

    Raises:
        RefusedError: `library.document.missing`.
    """
    document = readable_document(desk.user, document_id)
    rows = Commitment.objects.filter(document=document, value__isnull=False).order_by("start", "pk")
    made = {
        row.commitment_id: row
        for row in Target.objects.filter(
            document=document, confirmed_at__isnull=False, withdrawn_at__isnull=True
        )
    }
    return document, [
        offer for row in rows if (offer := _offer(desk.seen.values(), row, document, made)) is not None
    ]


def _offer(
    indicators: Iterable[IndicatorDef], row: Commitment, document: Document, made: dict[int | None, Target]
) -> Offer | None:
    try:
        value = Decimal(row.value or "")
    except InvalidOperation:
        return None
    promise = Promise(
        text=row.text, indicator=row.indicator, comparator=row.comparator, value=row.value, upper=row.upper,
        unit=row.unit, due=row.due, setter=Setter.COUNTY, document=document.title,
    )  # fmt: skip
    found = candidates(promise, indicators, {})
    best, score = found[0] if found else (None, 0.0)
    return Offer(
        commitment=row,
        value=value,
        best=best if score >= LIKELY else None,
        score=score,
        others=tuple(each for each, _ in found[:6]),
        year=row.year or document.plan_year,
        comparator=Target.Comparator.AT_MOST if row.comparator in AT_MOST else Target.Comparator.AT_LEAST,
        standing=made.get(row.pk),
    )
