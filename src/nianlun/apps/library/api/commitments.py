"""Commitments across the library, and what became of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from nianlun.apps.library.actions.outcomes import confirm_outcome, propose_outcomes, reopen_outcome
from nianlun.apps.library.api import shapes
from nianlun.apps.library.api.paging import Page, paged, parameters
from nianlun.apps.library.exporting import commitment_in_short, document_in_short
from nianlun.apps.library.models import Commitment, Outcome
from nianlun.apps.library.queries.commitments import CommitmentFilter, find_commitments
from nianlun.apps.library.queries.documents import readable_document
from nianlun.apps.library.queries.findings import readable_commitment
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError

router = Router()


@router.get("", response=shapes.Paged[shapes.CommitmentInDocument], summary="Find commitments")
def list_commitments(
    request: HttpRequest,
    page: int = 1,
    per_page: int = 50,
    text: str | None = None,
    kind: str | None = None,
    year: int | None = None,
    verdict: str | None = None,
    confirmed: str | None = None,
    document: int | None = None,
) -> Page:
    """By characters, kind, year due, verdict (also `open`), confirmed (`1` or `0`), document."""
    del text, kind, year, verdict, confirmed, document
    asked = CommitmentFilter.from_parameters(parameters(request))
    rows = find_commitments(request.auth, asked).select_related("document__source")
    return paged(rows, page, per_page, _shaped)


@router.post(
    "/propose/{int:document_id}",
    response=dict[str, int],
    summary="Look for answers to a document's commitments",
)
def propose(request: HttpRequest, document_id: int) -> dict[str, int]:
    """In reports of their year by the same issuer or unit; confirmed outcomes stay."""
    user = request.auth
    document = readable_document(user, document_id)
    return {"proposed": propose_outcomes(document=document, by=user, at=timezone.now())}


@router.put(
    "/{int:commitment_id}/outcome", response=shapes.CommitmentShape, summary="Confirm what became of it"
)
def confirm(request: HttpRequest, commitment_id: int, body: shapes.VerdictRequest) -> dict[str, Any]:
    """With the figure that shows it, where there is one."""
    if body.verdict not in Outcome.Verdict.values:
        reason = ", ".join(Outcome.Verdict.values)
        raise RefusedError("library.request.invalid", where="verdict", reason=reason)
    confirm_outcome(
        commitment_id=commitment_id,
        verdict=Outcome.Verdict(body.verdict),
        figure_id=body.figure,
        by=request.auth,
        at=timezone.now(),
    )
    return _one(request.auth, commitment_id)


@router.delete(
    "/{int:commitment_id}/outcome", response=shapes.CommitmentShape, summary="Take the confirmation back"
)
def reopen(request: HttpRequest, commitment_id: int) -> dict[str, Any]:
    """The outcome is a proposal again."""
    reopen_outcome(commitment_id=commitment_id, by=request.auth, at=timezone.now())
    return _one(request.auth, commitment_id)


def _one(user: User, commitment_id: int) -> dict[str, Any]:
    """With the outcome as far as the person may see what it rests on."""
    return commitment_in_short(readable_commitment(user, commitment_id))


def _shaped(commitment: Commitment) -> dict[str, Any]:
    return commitment_in_short(commitment) | {"document": document_in_short(commitment.document)}
