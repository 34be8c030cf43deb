"""One report: the text with its passages, each beside its source; again without some documents; as a file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nianlun.apps.originality.actions import check_again, digest_of, forget_report, record_download
from nianlun.apps.originality.exporting import sheet_of, word_of
from nianlun.apps.originality.models import OriginalityReport
from nianlun.apps.originality.queries import readable_report
from nianlun.apps.originality.showing import shown
from nianlun.apps.people.models import User
from nianlun.apps.people.views.listing import file_response, sheet_response
from nianlun.apps.people.views.refusals import attempt, missing_is_404

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENSIONS = ("docx", "xlsx", "csv")


def report_context(user: User, found: OriginalityReport) -> dict[str, Any]:
    """What the template of a report needs."""
    return {
        "check": found,
        "shown": shown(user, found),
        "is_own": found.asked_by_id == user.pk and not found.entry_id and not found.paper_id,
        "is_intact": digest_of(found) == found.digest,
    }


@require_safe
@missing_is_404
def report(request: HttpRequest, check_id: int) -> HttpResponse:
    """The page that is read and printed."""
    found = readable_report(request.user, check_id)
    return render(request, "originality/report.html", report_context(request.user, found))


@require_POST
@missing_is_404
def again(request: HttpRequest, check_id: int) -> HttpResponse:
    """Check the same text without the documents that were ticked."""
    found = readable_report(request.user, check_id)
    ticked = {int(each) for each in request.POST.getlist("without") if each.isdecimal() and len(each) < 19}
    left_out = ticked | set(found.left_out) if request.POST.get("all") != "1" else set()
    made = attempt(
        request,
        lambda: check_again(row=found, by=request.user, at=timezone.now(), left_out=left_out),
        done=_("Checked again."),
    )
    return redirect("originality:report", check_id=made.pk if made else check_id)


@require_POST
@missing_is_404
def forget(request: HttpRequest, check_id: int) -> HttpResponse:
    """Take out a report of one's own text."""
    readable_report(request.user, check_id)
    made = attempt(
        request,
        lambda: forget_report(report_id=check_id, by=request.user, at=timezone.now()) or True,
        done=_("The report has been taken out."),
    )
    return redirect("originality:list") if made else redirect("originality:report", check_id=check_id)


@require_safe
@missing_is_404
def download(request: HttpRequest, check_id: int, extension: str) -> HttpResponse:
    """The report as a file; that it left is written into the trail."""
    if extension not in EXTENSIONS:
        raise Http404
    found = readable_report(request.user, check_id)
    record_download(row=found, form=extension, by=request.user, at=timezone.now())
    if extension == "docx":
        name = _("Originality report: %(title)s") % {"title": found.title}
        return file_response(word_of(request.user, found), f"{name}.docx", DOCX)
    return sheet_response(sheet_of(request.user, found), extension)
