"""Check a text, a file of an entry or a report; read what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, File, Router, Schema, Status
from ninja.files import UploadedFile

from nianlun.apps.originality import actions
from nianlun.apps.originality.exporting import report_in_full, report_in_short
from nianlun.apps.originality.models import OriginalityReport
from nianlun.apps.originality.queries import own_reports, readable_report
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError

router = Router()
MOST = 200
"""Reports in one answer."""


class CheckRequest(Schema):
    """A text; or the number of an entry with the digest of its file; or the number of a report."""

    text: str = ""
    title: str = ""
    entry: int | None = None
    file: str = ""
    report: int | None = None
    left_out: list[int] = Field(default_factory=list)


@router.post("", response={201: dict[str, Any]}, summary="Check the originality of a text")
def check(request: HttpRequest, body: CheckRequest) -> Status[dict[str, Any]]:
    """The report is kept; documents `left_out` are not looked at. Offsets count in the text."""
    user = request.auth
    return Status(201, report_in_full(user, _checked(user, body)))


@router.post("/file", response={201: dict[str, Any]}, summary="Check the originality of a file")
def check_upload(
    request: HttpRequest,
    file: UploadedFile = File(description="A Word, text, PDF or HTML file."),  # noqa: B008 - how ninja describes a form
) -> Status[dict[str, Any]]:
    """A Word, text, PDF or HTML file; it is read and not kept."""
    by = request.auth
    row = actions.check_file(name=file.name or "", content=file.read(), by=by, at=timezone.now())
    return Status(201, report_in_full(by, row))


def _checked(user: User, body: CheckRequest) -> OriginalityReport:
    common = {"by": user, "at": timezone.now(), "left_out": body.left_out}
    if sum((bool(body.text.strip()), body.entry is not None, body.report is not None)) != 1:
        raise RefusedError("library.request.invalid", where="body", reason="text | entry + file | report")
    if body.entry is not None:
        return actions.check_entry_file(entry_id=body.entry, sha256=body.file, **common)
    if body.report is not None:
        return actions.check_paper(report_id=body.report, **common)
    return actions.check_text(title=body.title, text=body.text, **common)


@router.get("", response=list[dict[str, Any]], summary="List the checks you asked for")
def list_checks(request: HttpRequest, page: int = 1) -> list[dict[str, Any]]:
    """The latest first, 200 a page, without passages."""
    start = (max(1, page) - 1) * MOST
    rows = own_reports(request.auth).select_related("asked_by")[start : start + MOST]
    return [report_in_short(each) for each in rows]


@router.get("/{int:check_id}", response=dict[str, Any], summary="One report of originality")
def one_check(request: HttpRequest, check_id: int) -> dict[str, Any]:
    """With its passages; sources you may not read stay unnamed."""
    return report_in_full(request.auth, readable_report(request.auth, check_id))
