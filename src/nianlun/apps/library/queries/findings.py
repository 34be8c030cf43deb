"""One figure or commitment a person may read, with its document."""

from __future__ import annotations

from nianlun.apps.library.models import Commitment, Correction, Figure
from nianlun.apps.library.queries.commitments import open_commitments, with_open_outcome
from nianlun.apps.library.queries.figures import open_figures
from nianlun.apps.library.queries.open_text import as_read
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError


def readable_figure(user: User, figure_id: int) -> Figure:
    """One figure.

    Raises:
        RefusedError: `library.figure.missing`.
    """
    figure = open_figures(user).filter(pk=figure_id).select_related("document", "document__unit").first()
    if figure is None:
        raise RefusedError("library.figure.missing", id=figure_id)
    as_read(user, figure.document)
    return figure


def readable_commitment(user: User, commitment_id: int) -> Commitment:
    """One commitment, with its outcome at hand.

    Raises:
        RefusedError: `library.commitment.missing`.
    """
    commitment = (
        with_open_outcome(user, open_commitments(user).filter(pk=commitment_id))
        .select_related("document", "document__unit")
        .first()
    )
    if commitment is None:
        raise RefusedError("library.commitment.missing", id=commitment_id)
    as_read(user, commitment.document)
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
    found = open_figures(user).filter(role="actual", indicator__contains=commitment.indicator[:6])
    found = found.exclude(document=commitment.document_id)
    if commitment.year:
        found = found.filter(year=commitment.year)
    return list(found.select_related("document").defer("document__text").order_by("-year", "pk")[:number])
