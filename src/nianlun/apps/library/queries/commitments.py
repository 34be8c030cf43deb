"""Commitments across the library, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, F, Prefetch, Q, QuerySet, When

from nianlun.apps.library.models import Commitment, Document, Outcome
from nianlun.apps.library.queries.documents import readable
from nianlun.apps.library.queries.figures import open_figures
from nianlun.apps.library.queries.open_text import open_to
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


def open_commitments(user: User) -> QuerySet[Commitment]:
    """All commitments the person may see."""
    return open_to(user, Commitment.objects.filter(document__in=readable(user)))


def open_outcomes(user: User) -> QuerySet[Outcome]:
    """Outcomes that rest on nothing closed to the person: neither the report nor the figure that answers."""
    answered = Q(figure__isnull=True) | Q(figure__in=open_figures(user).order_by().values("pk"))
    reported = Q(report__isnull=True) | Q(report__in=readable(user).order_by().values("pk"))
    return Outcome.objects.filter(answered & reported)


def with_open_outcome(user: User, commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """The commitments, each with its outcome at hand as far as the person may see it."""
    outcomes = open_outcomes(user).select_related("figure", "report").defer("report__text")
    return commitments.prefetch_related(Prefetch("outcome", queryset=outcomes))


def with_open_verdict(user: User, commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """The commitments with their `verdict`, None where there is none the person may see."""
    seen = When(outcome__in=open_outcomes(user).order_by().values("pk"), then=F("outcome__verdict"))
    return commitments.annotate(verdict=Case(seen, default=None))


def commitments_of(user: User, document: Document) -> QuerySet[Commitment]:
    """Commitments of one document the person may see, in the order of the text, with their outcome at hand."""
    found = open_to(user, Commitment.objects.filter(document=document))
    return with_open_outcome(user, found).order_by("start", "end", "pk")


def find_commitments(user: User, asked: CommitmentFilter) -> QuerySet[Commitment]:
    """Commitments the person may read, with document, outcome and `verdict` at hand."""
    found = with_open_verdict(user, open_commitments(user))
    if asked.text:
        found = found.filter(Q(text__contains=asked.text) | Q(indicator__contains=asked.text))
    if asked.kinds:
        found = found.filter(kind__in=asked.kinds)
    if asked.years:
        found = found.filter(year__in=asked.years)
    if asked.verdicts:
        still_open = Q(verdict__isnull=True) if "open" in asked.verdicts else Q(pk__in=())
        found = found.filter(Q(verdict__in=asked.verdicts) | still_open)
    if asked.confirmed is not None:
        found = found.filter(verdict__isnull=False, outcome__confirmed_at__isnull=not asked.confirmed)
    if asked.document is not None:
        found = found.filter(document=asked.document)
    return (
        with_open_outcome(user, found)
        .select_related("document", "document__unit")
        .defer("document__text")
        .order_by("document", "start", "pk")
    )
