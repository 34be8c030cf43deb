"""One figure or commitment a person may read, with its document."""

from __future__ import annotations

from nianlun.apps.library.models import Commitment, Correction, Figure
from nianlun.apps.library.queries.documents import readable
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError


def readable_figure(user: User, figure_id: int) -> Figure:
    """One figure.

    Raises:
        RefusedError: `library.figure.missing`.
    """
    figure = (
        Figure.objects.filter(pk=figure_id, document__in=readable(user))
        .select_related("document", "document__unit")
        .first()
    )
    if figure is None:
        raise RefusedError("library.figure.missing", id=figure_id)
    return figure


def readable_commitment(user: User, commitment_id: int) -> Commitment:
    """One commitment, with its outcome at hand.

    Raises:
        RefusedError: `library.commitment.missing`.
    """
    commitment = (
        Commitment.objects.filter(pk=commitment_id, document__in=readable(user))
        .select_related("document", "document__unit", "outcome", "outcome__figure", "outcome__report")
        .first()
    )
    if commitment is None:
        raise RefusedError("library.commitment.missing", id=commitment_id)
    return commitment


def corrections_at(finding: Figure | Commitment) -> list[Correction]:
    """What people mended at the place of a finding, the latest first."""
    return list(
        Correction.objects.filter(
            document=finding.document_id,
            target="figure" if isinstance(finding, Figure) else "commitment",
            start=finding.start,
            end=finding.end,
        )
        .select_related("made_by", "withdrawn_by")
        .order_by("-pk")
    )


def answers_for(user: User, commitment: Commitment, *, number: int = 20) -> list[Figure]:
    """Figures of later reports that may answer a commitment: the same unit of measure, alike in words."""
    if not commitment.indicator:
        return []
    found = Figure.objects.filter(
        document__in=readable(user), role="actual", indicator__contains=commitment.indicator[:6]
    ).exclude(document=commitment.document_id)
    if commitment.year:
        found = found.filter(year=commitment.year)
    return list(found.select_related("document").defer("document__text").order_by("-year", "pk")[:number])
