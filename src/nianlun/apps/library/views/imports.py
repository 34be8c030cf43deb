"""Deliveries: handing files over, watching the work, reading what came of it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nianlun.apps.library.actions.imports import Delivered, cancel_import, retry_import, start_import
from nianlun.apps.library.forms.filing import ImportForm
from nianlun.apps.library.labels import choices
from nianlun.apps.library.models import Access, ImportItem, ImportJob
from nianlun.apps.library.queries.deliveries import progress_of
from nianlun.apps.library.queries.imports import items_of, jobs_of, progress, readable_job
from nianlun.apps.library.queries.panels import documents_by_source
from nianlun.apps.library.queries.parameters import cleaned
from nianlun.apps.people.queries import may
from nianlun.apps.people.views.listing import ordered, paged, sheet_response
from nianlun.apps.people.views.refusals import attempt, go_to, missing_is_404, words
from nianlun.compose.sheet import Sheet
from nianlun.kernel.errors import NianlunError

JOB_ORDER = {"number": ("pk",), "created": ("created_at",), "state": ("state",), "unit": ("unit__name",)}
ITEM_ORDER = {
    "position": ("position",),
    "name": ("name",),
    "state": ("state",),
    "size": ("size_bytes",),
    "documents": ("documents",),
    "figures": ("figures",),
}


def imports(request: HttpRequest) -> HttpResponse:
    """The form to hand files over, and the deliveries so far."""
    if not may(request.user, "keep", None, "library"):
        raise PermissionDenied
    form = ImportForm(request.user, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        job = attempt(
            request,
            lambda: start_import(
                files=delivered(given["files"], request.POST.getlist("paths")),
                unit=given["unit"],
                access=Access(given["access"]),
                tags=given["tags"],
                by=request.user,
                at=timezone.now(),
            ),
        )
        target = reverse("library:import", args=[job.pk]) if job else reverse("library:imports")
        return go_to(request, target)
    jobs, sort = ordered(request, jobs_of(request.user), JOB_ORDER, "-number")
    state = cleaned(request.GET.get("state", ""))
    if state in ImportJob.State.values:
        jobs = jobs.filter(state=state)
    page = paged(request, jobs, per_page=20)
    rows = progress_of(list(page.object_list))
    shown = {"form": form, "page": page, "rows": rows, "sort": sort, "state": state}
    return render(request, "library/imports.html", shown)


def delivered(files: list[UploadedFile], paths: list[str]) -> list[Delivered]:
    """The files with their places inside the folder they came from, where the browser told them."""
    names = paths if len(paths) == len(files) else [each.name or "" for each in files]
    return [
        Delivered(clean_path(name), lambda each=each: each.open("rb"))
        for name, each in zip(names, files, strict=True)
    ]


def clean_path(name: str) -> str:
    """A path that stays below its folder."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in {"/", "..", "."}]
    return "/".join(parts)[-500:] or "file"


@require_safe
@missing_is_404
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """How far a delivery is; when it is over, what was found and what was skipped, and why."""
    found = readable_job(request.user, job_id)
    items, sort = ordered(request, items_of(found), ITEM_ORDER, "position")
    state = cleaned(request.GET.get("state", ""))
    if state in ImportItem.State.values:
        items = items.filter(state=state)
    if (extension := request.GET.get("format")) in {"csv", "xlsx"}:
        return sheet_response(_sheet(found, list(items)), extension)
    page = paged(request, items)
    documents = documents_by_source(
        request.user, [item.source_id for item in page.object_list if item.source_id]
    )
    shown = {
        **_progress(found),
        "page": page,
        "rows": [(item, reason_of(item), documents.get(item.source_id, [])) for item in page.object_list],
        "sort": sort,
        "state": state,
    }
    return render(request, "library/import.html", shown)


@require_safe
@missing_is_404
def job_progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """The bar alone; asked for again until the work is over, then the whole page is loaded."""
    shown = _progress(readable_job(request.user, job_id))
    if shown["progress"].is_over:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "library/_progress.html", shown)


def _progress(found: ImportJob) -> dict[str, Any]:
    return {"job": found, "progress": progress(found), "item_states": choices("item_state")}


def reason_of(item: ImportItem) -> str:
    """Why a file was not taken, in words."""
    return words(NianlunError(item.fault, **item.fault_values)) if item.fault else ""


def _sheet(found: ImportJob, items: list[ImportItem]) -> Sheet:
    columns = (
        _("File"),
        _("State"),
        _("Reason"),
        _("Bytes"),
        _("Documents"),
        _("Figures"),
        _("Commitments"),
        "SHA-256",
    )
    rows = tuple(
        (
            item.name,
            str(item.get_state_display()),
            reason_of(item),
            item.size_bytes,
            item.documents,
            item.figures,
            item.commitments,
            item.sha256,
        )
        for item in items
    )  # fmt: skip
    return Sheet(f"{_('Import')} {found.pk}", columns, rows)


@require_POST
@missing_is_404
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    """Stop a delivery."""
    readable_job(request.user, job_id)
    attempt(
        request,
        lambda: cancel_import(job_id=job_id, by=request.user, at=timezone.now()),
        done=_("Stopped. What is in the library already stays."),
    )
    return go_to(request, reverse("library:import", args=[job_id]))


@require_POST
@missing_is_404
def retry(request: HttpRequest, job_id: int) -> HttpResponse:
    """Put the failed files to work again."""
    readable_job(request.user, job_id)
    attempt(
        request,
        lambda: retry_import(job_id=job_id, by=request.user, at=timezone.now()),
        done=_("The failed files are being read again."),
    )
    return go_to(request, reverse("library:import", args=[job_id]))
