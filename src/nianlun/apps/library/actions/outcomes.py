"""What became of promises: proposed by likeness, confirmed by a person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.library.models import Commitment, Document, Figure, Outcome
from nianlun.apps.library.promises.matching import judged
from nianlun.apps.library.promises.proposing import propose_for
from nianlun.apps.library.queries.documents import is_system, readable
from nianlun.apps.library.queries.open_text import open_to
from nianlun.apps.library.rights import document_to_change
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def propose_outcomes(*, document: Document, by: User, at: datetime) -> int:
    """Look for answers to a document's commitments in reports of their year; gives the number of proposals.

    Where the document is itself such a report, the plans it answers are looked at too. Outcomes a person
    has confirmed stay as they are.

    Raises:
        RefusedError: `library.document.missing`, `library.document.not_allowed`.
    """
    document = document_to_change(document.pk, by)
    proposed = propose_for(document)
    if proposed:
        record("outcome.proposed", document, by=by, at=at, unit=document.unit, number=proposed)
    return proposed


@transaction.atomic
def confirm_outcome(
    *, commitment_id: int, verdict: Outcome.Verdict, by: User, at: datetime, figure_id: int | None = None
) -> Outcome:
    """Say what became of a commitment, with the figure that shows it.

    Raises:
        RefusedError: `library.commitment.missing`, `library.document.not_allowed`, `library.figure.missing`.
    """
    commitment = _commitment(commitment_id, by)
    figure = _figure(figure_id, by) if figure_id else None
    before = Outcome.objects.filter(commitment=commitment).values("verdict", "figure").first() or {}
    outcome, _ = Outcome.objects.update_or_create(
        commitment=commitment,
        defaults={
            "verdict": verdict,
            "figure": figure,
            "report": figure.document if figure else None,
            "ratio": judged(commitment, figure)[1] if figure else None,
            "confirmed_at": at,
            "confirmed_by": by,
        },
    )
    _record("outcome.confirmed", outcome, by, at, before)
    return outcome


@transaction.atomic
def reopen_outcome(*, commitment_id: int, by: User, at: datetime) -> Outcome:
    """Take the confirmation back; the outcome is a proposal again.

    Raises:
        RefusedError: `library.commitment.missing`, `library.document.not_allowed`, `library.outcome.not_confirmed`.
    """
    commitment = _commitment(commitment_id, by)
    outcome = Outcome.objects.filter(commitment=commitment, confirmed_at__isnull=False).first()
    if outcome is None:
        raise RefusedError("library.outcome.not_confirmed", id=commitment_id)
    outcome.confirmed_at = outcome.confirmed_by = None
    outcome.save()
    _record("outcome.reopened", outcome, by, at, {"verdict": outcome.verdict, "figure": outcome.figure_id})
    return outcome


def _commitment(commitment_id: int, by: User) -> Commitment:
    commitment = open_to(by, Commitment.objects.filter(pk=commitment_id)).first()
    known = commitment and (is_system(by) or readable(by).filter(pk=commitment.document_id).exists())
    if commitment is None or not known:
        raise RefusedError("library.commitment.missing", id=commitment_id)
    commitment.document = document_to_change(commitment.document_id, by)
    return commitment


def _figure(figure_id: int, by: User) -> Figure:
    figure = open_to(by, Figure.objects.select_related("document").filter(pk=figure_id)).first()
    if figure is None or not (is_system(by) or readable(by).filter(pk=figure.document_id).exists()):
        raise RefusedError("library.figure.missing", id=figure_id)
    return figure


def _record(kind: str, outcome: Outcome, by: User, at: datetime, before: dict[str, object]) -> None:
    document = outcome.commitment.document
    record(
        kind,
        document,
        by=by,
        at=at,
        unit=document.unit,
        commitment=outcome.commitment_id,
        text=outcome.commitment.text[:100],
        before=before,
        after={"verdict": str(outcome.verdict), "figure": outcome.figure_id},
    )
