"""Commitments of a document beside the indicators they may mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Generic, TypeVar

from django.db.models import Count, Q, QuerySet

from nianlun.apps.indicators.models import Pledge, Target
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.settled import REPLACED
from nianlun.apps.library.models import Commitment, Document
from nianlun.apps.library.queries.commitments import open_commitments
from nianlun.apps.library.queries.documents import readable, readable_document
from nianlun.apps.library.queries.open_text import open_to
from nianlun.define.model import IndicatorDef, Setter
from nianlun.reckon.promises import LIKELY, Promise, candidates

AT_MOST = ("<=", "<")
Row = TypeVar("Row", Target, Pledge)


@dataclass(frozen=True)
class Offer:
    """A commitment, and what it may become: a target where it has a number, words to be judged where it has none."""

    commitment: Commitment
    value: Decimal | None
    """None where it promises no number."""
    best: IndicatorDef | None
    """None where nothing is likely; a person picks."""
    score: float
    others: tuple[IndicatorDef, ...]
    year: int | None
    comparator: str
    standing: Target | None = None
    """The target made of it already."""
    pledge: Pledge | None = None
    """The words taken over already."""
    is_first: bool = True
    """Whether no commitment before it means the same indicator in the same year."""

    @property
    def is_open(self) -> bool:
        """Whether nothing was made of it yet."""
        return self.standing is None and self.pledge is None


def documents_with_promises(desk: Desk) -> QuerySet[Document]:
    """Documents the person may read that promise anything, the latest plan first."""
    seen = Q(commitments__in=open_commitments(desk.user).values("pk"))
    return (
        readable(desk.user)
        .annotate(promises=Count("commitments", filter=seen & Q(commitments__value__isnull=False)))
        .annotate(words=Count("commitments", filter=seen & Q(commitments__value__isnull=True)))
        .filter(Q(promises__gt=0) | Q(words__gt=0))
        .select_related("unit")
        .defer("text", "signature")
        .order_by("-plan_year", "-pk")
    )


def offers_of(desk: Desk, document_id: int) -> tuple[Document, list[Offer]]:
    """A document's commitments in its order, each with the indicator it most likely means.

    Raises:
        RefusedError: `library.document.missing`.
    """
    document = readable_document(desk.user, document_id)
    indicators = list(desk.seen.values())
    found: list[Offer] = []
    before: IndicatorDef | None = None
    for row in open_to(desk.user, Commitment.objects.filter(document=document)).order_by("start", "pk"):
        offer = _offer(indicators, row, document, before)
        before = offer.best
        found.append(offer)
    return document, _with_standing(found, document)


def _offer(
    indicators: Iterable[IndicatorDef], row: Commitment, document: Document, before: IndicatorDef | None
) -> Offer:
    value = _number(row.value)
    promise = Promise(
        text=row.text, indicator=row.indicator, comparator=row.comparator, value=row.value, upper=row.upper,
        unit=row.unit, due=row.due, setter=Setter.COUNTY, document=document.title,
    )  # fmt: skip
    likely = candidates(promise, indicators, {}, before) if value is not None else []
    best, score = likely[0] if likely else (None, 0.0)
    return Offer(
        commitment=row,
        value=value,
        best=best if score >= LIKELY else None,
        score=score,
        others=tuple(each for each, _ in likely[:6]),
        year=row.year or document.plan_year,
        comparator=Target.Comparator.AT_MOST if row.comparator in AT_MOST else Target.Comparator.AT_LEAST,
    )


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def _with_standing(offers: list[Offer], document: Document) -> list[Offer]:
    """Beside each what was made of it; a new reading of the document may have given it another number."""
    rows = Target.objects.filter(document=document, confirmed_at__isnull=False).order_by("pk")
    targets = _Made(
        each for each in rows if each.withdrawn_at is None or not each.reason.startswith(REPLACED)
    )
    pledges = _Made(Pledge.objects.filter(document=document, undone_at__isnull=True).order_by("pk"))
    seen: set[tuple[str, int | None]] = set()
    found = []
    for each in offers:
        key = (each.best.key, each.year) if each.best is not None else None
        standing = targets.of(each.commitment)
        pledge = None if standing is not None else pledges.of(each.commitment)
        found.append(replace(each, standing=standing, pledge=pledge, is_first=key not in seen))
        if key is not None:
            seen.add(key)
    return found


class _Made(Generic[Row]):
    """What was made of commitments: by their number, or by their words where they have another number now."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._by_number: dict[int, Row] = {}
        self._by_words: dict[tuple[int | None, str], Row] = {}
        for row in rows:
            if row.commitment_id is not None:
                self._by_number[row.commitment_id] = row
            else:
                self._by_words[row.start, row.passage] = row

    def of(self, commitment: Commitment) -> Row | None:
        """What was made of one."""
        found = self._by_number.get(commitment.pk)
        return found or self._by_words.get((commitment.start, commitment.text))
