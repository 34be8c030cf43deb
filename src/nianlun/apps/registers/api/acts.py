"""What is done with entries; each act answers with the entry as it stands then."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from nianlun.apps.people.models import Unit
from nianlun.apps.registers import actions
from nianlun.apps.registers.api import shapes
from nianlun.apps.registers.api.entries import router
from nianlun.apps.registers.exporting.plain import entry_in_full
from nianlun.apps.registers.queries.entries import entry_page
from nianlun.kernel.errors import RefusedError


def _answer(request: HttpRequest, number: int) -> dict[str, Any]:
    return entry_in_full(entry_page(request.auth, number, today=timezone.localdate()))


def _who(request: HttpRequest, number: int) -> dict[str, Any]:
    return {"entry_id": number, "by": request.auth, "at": timezone.now()}


@router.patch("/{int:number}", response=shapes.EntryFull, summary="Change readings")
def edit(request: HttpRequest, number: int, body: shapes.EntryChange) -> dict[str, Any]:
    """A draft is edited, a submitted entry updated; nothing new makes no version."""
    actions.edit_entry(**_who(request, number), **body.dict(), stored=True)
    return _answer(request, number)


@router.post("/{int:number}/submit", response=shapes.EntryFull, summary="Submit")
def submit(request: HttpRequest, number: int, body: shapes.EntryExpected) -> dict[str, Any]:
    """Let a draft count."""
    actions.submit_entry(**_who(request, number), **body.dict())
    return _answer(request, number)


@router.post("/{int:number}/confirm", response=shapes.EntryFull, summary="Confirm without change")
def confirm(request: HttpRequest, number: int, body: shapes.EntryExpected) -> dict[str, Any]:
    """Say that it stands as it is."""
    actions.confirm_entry(**_who(request, number), **body.dict())
    return _answer(request, number)


@router.post("/{int:number}/return", response=shapes.EntryFull, summary="Return to its keeper")
def give_back(request: HttpRequest, number: int, body: shapes.EntryReason) -> dict[str, Any]:
    """Give a submitted entry back, with the reason."""
    actions.return_entry(**_who(request, number), **body.dict())
    return _answer(request, number)


@router.post("/{int:number}/correct", response=shapes.EntryFull, summary="Correct")
def correct(request: HttpRequest, number: int, body: shapes.EntryCorrection) -> dict[str, Any]:
    """Say that a submitted entry was wrong, and what is right."""
    actions.correct_entry(**_who(request, number), **body.dict(), stored=True)
    return _answer(request, number)


@router.post("/{int:number}/move", response=shapes.EntryFull, summary="Move to another stage")
def move(request: HttpRequest, number: int, body: shapes.EntryMove) -> dict[str, Any]:
    """Take it a step further."""
    actions.move_stage(**_who(request, number), **body.dict(), stored=True)
    return _answer(request, number)


@router.post("/{int:number}/hand-over", response=shapes.EntryFull, summary="Hand over to another unit")
def hand_over(request: HttpRequest, number: int, body: shapes.EntryHandOver) -> dict[str, Any]:
    """Give it to another unit; answers with the entry where you may still see it."""
    unit = Unit.objects.filter(pk=body.unit).first()
    if unit is None:
        raise RefusedError("registers.entry.unit_unknown", unit=body.unit)
    actions.hand_over(
        **_who(request, number), unit=unit, reason=body.reason, expected_version=body.expected_version
    )
    return _answer(request, number)


@router.post("/{int:number}/drop", response=shapes.EntryFull, summary="Drop")
def drop(request: HttpRequest, number: int, body: shapes.EntryReason) -> dict[str, Any]:
    """Take it out of the counts from now on."""
    actions.drop_entry(**_who(request, number), **body.dict())
    return _answer(request, number)


@router.post("/{int:number}/restore", response=shapes.EntryFull, summary="Restore")
def restore(request: HttpRequest, number: int, body: shapes.EntryReason) -> dict[str, Any]:
    """Take a dropped entry back."""
    actions.restore_entry(**_who(request, number), **body.dict())
    return _answer(request, number)


@router.post("/{int:number}/undo", response=shapes.EntryFull, summary="Go back to an earlier version")
def undo(request: HttpRequest, number: int, body: shapes.EntryUndo) -> dict[str, Any]:
    """Let it say again what it said in an earlier version."""
    actions.undo(**_who(request, number), **body.dict())
    return _answer(request, number)


@router.post("/{int:number}/upgrade", response=shapes.EntryFull, summary="Upgrade to the definition in force")
def upgrade(request: HttpRequest, number: int, body: shapes.EntryExpected) -> dict[str, Any]:
    """Take it to the newest definition."""
    actions.upgrade_entry(**_who(request, number), **body.dict())
    return _answer(request, number)


@router.post("/{int:number}/merge", response=shapes.EntryFull, summary="Merge another entry into it")
def merge(request: HttpRequest, number: int, body: shapes.EntryMerge) -> dict[str, Any]:
    """Keep this one of two; the other no longer counts."""
    actions.merge_entries(
        keep=number,
        merge=body.merge,
        reason=body.reason,
        values=body.values,
        by=request.auth,
        at=timezone.now(),
    )
    return _answer(request, number)
