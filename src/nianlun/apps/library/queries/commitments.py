"""Commitments across the library, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from nianlun.apps.library.models import Commitment, Document
from nianlun.apps.library.queries.documents import readable
from nianlun.apps.library.queries.parameters import first, integer, integers, words
from nianlun.apps.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentFilter:
    """What commitments are asked for; an empty field asks for nothing."""

    text: str = ""
    """Characters of the commitment or of its indicator."""
    kinds: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    """Years they are due in."""
    verdicts: tuple[str, ...] = ()
    """`kept`, `missed`, `dropped`, `unclear`, or `open` where nothing was proposed yet."""
    confirmed: bool | None = None
    """Only those whose outcome a person has confirmed, or has not."""
    document: int | None = None

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, Sequence[str]]) -> CommitmentFilter:
        """From a query string as `dict(request.GET.lists())`."""
        confirmed = first(parameters, "confirmed")
        return cls(
            text=first(parameters, "text"),
            kinds=words(parameters, "kind"),
            years=integers(parameters, "year"),
            verdicts=words(parameters, "verdict"),
            confirmed={"1": True, "0": False}.get(confirmed),
            document=integer(parameters, "document"),
        )

    def to_parameters(self) -> dict[str, list[str]]:
        """The query string again, without what is empty."""
        pairs = {
            "text": [self.text],
            "kind": list(self.kinds),
            "year": [str(year) for year in self.years],
            "verdict": list(self.verdicts),
            "confirmed": [] if self.confirmed is None else [str(int(self.confirmed))],
            "document": [] if self.document is None else [str(self.document)],
        }
        return {name: values for name, values in pairs.items() if any(values)}


def commitments_of(document: Document) -> QuerySet[Commitment]:
    """Commitments of one document in the order of the text, with their outcome at hand."""
    return (
        Commitment.objects.filter(document=document)
        .select_related("outcome", "outcome__figure", "outcome__report")
        .defer("outcome__report__text")
        .order_by("start", "end", "pk")
    )


def find_commitments(user: User, asked: CommitmentFilter) -> QuerySet[Commitment]:
    """Commitments the person may read, with document and outcome at hand."""
    found = Commitment.objects.filter(document__in=readable(user))
    if asked.text:
        found = found.filter(Q(text__contains=asked.text) | Q(indicator__contains=asked.text))
    if asked.kinds:
        found = found.filter(kind__in=asked.kinds)
    if asked.years:
        found = found.filter(year__in=asked.years)
    if asked.verdicts:
        still_open = Q(outcome__isnull=True) if "open" in asked.verdicts else Q(pk__in=())
        found = found.filter(Q(outcome__verdict__in=asked.verdicts) | still_open)
    if asked.confirmed is not None:
        found = found.filter(outcome__isnull=False, outcome__confirmed_at__isnull=not asked.confirmed)
    if asked.document is not None:
        found = found.filter(document=asked.document)
    return (
        found.select_related("document", "document__unit", "outcome", "outcome__figure", "outcome__report")
        .defer("document__text", "outcome__report__text")
        .order_by("document", "start", "pk")
    )
