"""Entries: one now or at an instant, its versions, its files and remarks."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from ninja import File, Router, Status, UploadedFile

from nianlun.apps.registers import actions
from nianlun.apps.registers.api import shapes
from nianlun.apps.registers.exporting.plain import (
    attachment_in_short,
    comment_in_short,
    entry_in_full,
    timeline_item,
)
from nianlun.apps.registers.queries.entries import entry_page
from nianlun.apps.registers.queries.files import file_of
from nianlun.apps.registers.queries.table_request import instant_from
from nianlun.apps.registers.queries.timeline import timeline
from nianlun.apps.registers.stores import file_store

router = Router()


@router.get("/{int:number}", response=shapes.EntryFull, summary="An entry")
def one_entry(request: HttpRequest, number: int, as_of: str = "") -> dict[str, Any]:
    """An entry as it stands, or stood at the end of a day or at an instant."""
    page = entry_page(request.auth, number, at=instant_from(as_of), today=timezone.localdate())
    return entry_in_full(page)


@router.get("/{int:number}/versions", response=list[shapes.VersionWithChanges], summary="Its versions")
def versions(request: HttpRequest, number: int) -> list[dict[str, Any]]:
    """Every version with what changed in it, the newest first."""
    return [timeline_item(each) for each in timeline(request.auth, number).items]


@router.post("/{int:number}/comments", response={201: shapes.CommentShape}, summary="Write a remark")
def write_comment(request: HttpRequest, number: int, body: shapes.CommentWords) -> Status[dict[str, Any]]:
    """Say something about an entry."""
    row = actions.comment(entry_id=number, words=body.words, by=request.auth, at=timezone.now())
    return Status(201, comment_in_short(row))


@router.post("/{int:number}/attachments", response={201: shapes.AttachmentShape}, summary="Attach a file")
def attach(request: HttpRequest, number: int, file: UploadedFile = File(...)) -> Status[dict[str, Any]]:  # noqa: B008
    """Attach a file to an entry you keep; its type is told by its bytes."""
    row = actions.attach_file(
        entry_id=number, name=file.name or "?", content=file, by=request.auth, at=timezone.now()
    )
    return Status(201, attachment_in_short(row))


@router.get("/{int:number}/files/{sha256}", summary="A file of an entry", response={200: None})
def one_file(request: HttpRequest, number: int, sha256: str) -> FileResponse:
    """An attachment, or a file of a field, by its digest."""
    found = file_of(request.auth, number, sha256)
    return FileResponse(
        file_store().open(found.sha256),
        as_attachment=True,
        filename=found.name,
        content_type=found.media_type,
    )
