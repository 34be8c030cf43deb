"""The originality of what other apps keep: files of an entry, the words of a report."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nianlun.apps.originality import actions
from nianlun.apps.originality.models import OriginalityReport
from nianlun.apps.originality.queries import checkable_files, readable_report, reports_of_paper
from nianlun.apps.originality.views.reports import report_context
from nianlun.apps.people.views.refusals import attempt, missing_is_404, words
from nianlun.kernel.errors import UnreadableError
from nianlun.text.similarity.originality import own_percent

Row = tuple[OriginalityReport, object]


@require_safe
@missing_is_404
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Files of an entry with their reports; the latest report stands below in full."""
    page, files = checkable_files(request.user, entry_id)
    every = sorted((row for each in files for row in each.reports), key=lambda row: -row.pk)
    context = {
        "entry": page.entry,
        "register": page.ledger.register,
        "title": page.values.get(page.definition.title, page.entry.code),
        "files": [(each.file, [_with_share(row) for row in each.reports]) for each in files],
        **_latest(request, every),
    }
    return render(request, "originality/entry.html", context)


@require_safe
@missing_is_404
def paper(request: HttpRequest, report_id: int) -> HttpResponse:
    """Reports of the words of a paper; the latest stands below in full."""
    found, rows = reports_of_paper(request.user, report_id)
    every = list(rows)
    context = {"paper": found, "rows": [_with_share(row) for row in every], **_latest(request, every)}
    return render(request, "originality/paper.html", context)


@require_POST
@missing_is_404
def check_file(request: HttpRequest, entry_id: int, sha256: str) -> HttpResponse:
    """Check a file of an entry."""
    _attempted(
        request,
        lambda: actions.check_entry_file(
            entry_id=entry_id, sha256=sha256, by=request.user, at=timezone.now()
        ),
    )
    return redirect("originality:entry", entry_id=entry_id)


@require_POST
@missing_is_404
def check_words(request: HttpRequest, report_id: int) -> HttpResponse:
    """Check the words of a paper."""
    _attempted(request, lambda: actions.check_paper(report_id=report_id, by=request.user, at=timezone.now()))
    return redirect("originality:paper", report_id=report_id)


def _attempted(request: HttpRequest, act: Callable[[], OriginalityReport]) -> None:
    try:
        attempt(request, act)
    except UnreadableError as error:
        messages.error(request, words(error))


def _with_share(row: OriginalityReport) -> Row:
    return row, own_percent(row.characters, row.copied)


def _latest(request: HttpRequest, rows: list[OriginalityReport]) -> dict[str, object]:
    """The newest report, as its own page shows it."""
    return report_context(request.user, readable_report(request.user, rows[0].pk)) if rows else {}
