"""Deliveries: upload, state, cancel, try again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from nianlun.apps.library.actions.imports import Delivered, cancel_import, retry_import, start_import
from nianlun.apps.library.api import shapes
from nianlun.apps.library.api.paging import Page, paged
from nianlun.apps.library.models import Access, ImportItem, ImportJob
from nianlun.apps.library.queries.imports import items_of, jobs_of, progress, readable_job
from nianlun.apps.people.models import Unit
from nianlun.kernel.errors import RefusedError, UnreadableError
from nianlun.kernel.messages import message_of

router = Router()


@router.post("", response={202: shapes.JobShape}, summary="Deliver files")
def upload(
    request: HttpRequest,
    files: list[UploadedFile] = File(description="Documents and zips."),  # noqa: B008 - how ninja describes a form
    unit: int | None = Form(None, description="Unit that owns them; none: your own."),
    access: str = Form("unit", description="`public`, `unit` or `private`."),
    tags: list[str] = Form([], description="Words to file them under."),  # noqa: B008
) -> Status[dict[str, Any]]:
    """They are read in the background; ask for the state by the `id` of the answer."""
    user = request.auth
    owner = Unit.objects.filter(pk=unit or user.unit_id).first()
    if owner is None:
        raise RefusedError("library.request.invalid", where="unit", reason=str(unit))
    if access not in Access.values:
        raise RefusedError("library.request.invalid", where="access", reason=", ".join(Access.values))
    job = start_import(
        files=[Delivered(each.name or "?", lambda each=each: each.file) for each in files],
        unit=owner,
        access=Access(access),
        by=user,
        at=timezone.now(),
        origin=ImportJob.Origin.API,
        tags=tags,
    )
    return Status(202, _job(job))


@router.get("", response=shapes.Paged[shapes.JobShape], summary="List deliveries")
def list_jobs(request: HttpRequest, page: int = 1, per_page: int = 20) -> Page:
    """Your own, and those of units whose library you keep; the latest first."""
    return paged(jobs_of(request.auth), page, per_page, _job)


@router.get("/{int:job_id}", response=shapes.JobWithItems, summary="State of a delivery")
def one_job(request: HttpRequest, job_id: int) -> dict[str, Any]:
    """What became of each file, and why."""
    job = readable_job(request.auth, job_id)
    return _job(job) | {"items": [_item(item) for item in items_of(job)]}


@router.post("/{int:job_id}/cancel", response=shapes.JobShape, summary="Stop a delivery")
def cancel(request: HttpRequest, job_id: int) -> dict[str, Any]:
    """What is already in the library stays."""
    return _job(cancel_import(job_id=job_id, by=request.auth, at=timezone.now()))


@router.post("/{int:job_id}/retry", response=shapes.JobShape, summary="Try the failed files again")
def retry(request: HttpRequest, job_id: int) -> dict[str, Any]:
    """Also the rest of a cancelled delivery."""
    return _job(retry_import(job_id=job_id, by=request.auth, at=timezone.now()))


def _job(job: ImportJob) -> dict[str, Any]:
    state = progress(job)
    return {
        "id": job.pk,
        "state": job.state,
        "share": state.share,
        "total": state.total,
        "by_state": dict(state.by_state),
        "documents": state.documents,
        "figures": state.figures,
        "commitments": state.commitments,
        "created_at": job.created_at,
        "finished_at": job.finished_at,
    }


def _item(item: ImportItem) -> dict[str, Any]:
    error = UnreadableError(item.fault, **item.fault_values) if item.fault else None
    return {
        "name": item.name,
        "state": item.state,
        "fault": item.fault,
        "message": message_of(error, get_language() or "zh-hans") if error else "",
        "source": item.source_id,
        "documents": item.documents,
        "figures": item.figures,
        "commitments": item.commitments,
    }
