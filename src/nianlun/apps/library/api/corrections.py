"""Corrections of what the reader found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from nianlun.apps.library.actions import corrections as actions
from nianlun.apps.library.api import shapes
from nianlun.apps.library.exporting import document_in_short
from nianlun.apps.library.models import Correction
from nianlun.apps.library.queries.corrections import corrections_of, orphaned_corrections
from nianlun.apps.library.queries.documents import readable_document
from nianlun.kernel.errors import RefusedError

router = Router()

ACTIONS: dict[tuple[str, str], tuple[Callable[..., object], tuple[str, ...]]] = {
    ("mend", "figure"): (actions.mend_figure, ("id", "fields")),
    ("add", "figure"): (actions.add_figure, ("document", "start", "end", "fields")),
    ("remove", "figure"): (actions.remove_figure, ("id",)),
    ("mend", "commitment"): (actions.mend_commitment, ("id", "fields")),
    ("add", "commitment"): (actions.add_commitment, ("document", "start", "end", "fields")),
    ("remove", "commitment"): (actions.remove_commitment, ("id",)),
    ("mend", "meta"): (actions.mend_meta, ("document", "fields")),
}
"""For each act on each target the action, and what of the request it takes."""


@router.get("", response=list[shapes.CorrectionShape], summary="Corrections of a document")
def list_corrections(request: HttpRequest, document: int) -> list[dict[str, Any]]:
    """The latest first, withdrawn ones too."""
    user = request.auth
    return [_shaped(each) for each in corrections_of(user, readable_document(user, document))]


@router.get("/orphaned", response=list[shapes.CorrectionShape], summary="Corrections that lost their place")
def orphaned(request: HttpRequest) -> list[dict[str, Any]]:
    """A newer reader no longer finds what they mend; a person must decide."""
    return [_shaped(each) for each in orphaned_corrections(request.auth)[:500]]


@router.post("", response={201: shapes.CorrectionShape}, summary="Mend, add or remove")
def correct(request: HttpRequest, body: shapes.MendRequest) -> Status[dict[str, Any]]:
    """Names of fields as in the shapes of figures, commitments and documents."""
    if (body.act, body.target) not in ACTIONS:
        raise RefusedError("library.request.invalid", where="act", reason=f"{body.act} {body.target}")
    action, names = ACTIONS[body.act, body.target]
    arguments: dict[str, Any] = {}
    for name in names:
        value = getattr(body, name)
        if value is None:
            raise RefusedError("library.request.invalid", where=name, reason="?")
        arguments[_argument(name, body.target)] = value
    by = request.auth
    action(**arguments, reason=body.reason, by=by, at=timezone.now())
    made = Correction.objects.filter(made_by=by).select_related("made_by").latest("pk")
    return Status(201, _shaped(made))


@router.delete("/{int:correction_id}", response=shapes.DocumentShort, summary="Withdraw a correction")
def withdraw(request: HttpRequest, correction_id: int) -> dict[str, Any]:
    """The finding stands again as it was before."""
    document = actions.withdraw_correction(correction_id=correction_id, by=request.auth, at=timezone.now())
    return document_in_short(document)


def _argument(name: str, target: str) -> str:
    if name == "document":
        return "document_id"
    return f"{target}_id" if name == "id" else name


def _shaped(correction: Correction) -> dict[str, Any]:
    names = (
        "target",
        "act",
        "start",
        "end",
        "text",
        "fields",
        "before",
        "reason",
        "made_at",
        "withdrawn_at",
        "orphaned",
    )
    shaped = {name: getattr(correction, name) for name in names}
    return shaped | {
        "id": correction.pk,
        "document": correction.document_id,
        "made_by": str(correction.made_by),
    }
