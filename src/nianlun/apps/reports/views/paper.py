"""One paper: read with trace, edit, step by step to the issue, download."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nianlun.apps.people.views.listing import file_response
from nianlun.apps.people.views.refusals import attempt, missing_is_404
from nianlun.apps.reports import actions
from nianlun.apps.reports.paper import FILES
from nianlun.apps.reports.previewing import without_value
from nianlun.apps.reports.queries import allowed_acts, facts_of, pieces_of, report_for, trail_of
from nianlun.apps.reports.showing import Line, labelled, shown, tally_of, trace_of
from nianlun.apps.reports.typed import typed_in
from nianlun.define.reading.dates import chinese_date
from nianlun.define.words import Language

RECORDS_PER_PAGE = 50


def _language() -> Language:
    return Language.of(get_language() or "")


@require_safe
@missing_is_404
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    """The paper; every number opens its trace."""
    found = report_for(request.user, report_id)
    facts, pieces = facts_of(found), pieces_of(found)
    return render(
        request,
        "reports/report.html",
        {
            "report": found,
            "blocks": list(shown(pieces, facts)),
            "facts": len(facts),
            "missing": labelled(without_value(facts.values()), _language()),
            "typed": typed_in(pieces),
            "allowed": allowed_acts(found, request.user),
            "trail": trail_of(found),
            "dated": chinese_date(found.dated_on),
        },
    )


@require_safe
@missing_is_404
def trace(request: HttpRequest, report_id: int) -> HttpResponse:
    """One number: definition, value then and now, why it changed, the frozen list of records."""
    found = report_for(request.user, report_id)
    fact = facts_of(found).get(request.GET.get("fact", ""))
    if fact is None:
        raise Http404
    told = trace_of(found, fact, request.user, _language())
    context = {
        "report": found,
        "trace": told,
        "over": _page(request, told.over, "over"),
        "stages": tally_of(told.over),
        "under": _page(request, told.under, "under"),
    }
    return render(request, "reports/_trace.html" if request.htmx else "reports/trace.html", context)


def _page(request: HttpRequest, lines: tuple[Line, ...], name: str) -> Page[Line]:
    """The page of one of the two lists that is asked for; the first of the other."""
    number = request.GET.get("page") if request.GET.get("of") == name else 1
    return Paginator(lines, RECORDS_PER_PAGE).get_page(number)


@require_http_methods(["GET", "HEAD", "POST"])
@missing_is_404
def edit(request: HttpRequest, report_id: int) -> HttpResponse:
    """Write words around the figures."""
    found = report_for(request.user, report_id)
    if "edit" not in allowed_acts(found, request.user):
        raise PermissionDenied
    facts, blocks = facts_of(found), list(shown(pieces_of(found), facts_of(found)))
    given: dict[int, str] = {}
    if request.method == "POST":
        given = {
            each.place: request.POST.get(f"words-{each.place}", each.source)
            for each in blocks
            if each.kind in ("heading", "paragraph", "item")
        }
        expected = request.POST.get("expected", "")
        made = attempt(
            request,
            lambda: actions.edit_words(
                report_id=report_id,
                words=given,
                expected=int(expected) if expected.isdecimal() else 0,
                by=request.user,
                at=timezone.now(),
            ),
            done=str(_("The words have been kept.")),
        )
        if made is not None:
            return redirect("reports:report", report_id=report_id)
    context: dict[str, Any] = {
        "report": found,
        "blocks": [(each, given.get(each.place, each.source)) for each in blocks],
        "facts": labelled(facts.values(), _language()),
        "expected": found.texts.order_by("-number")[0].number,
    }
    return render(request, "reports/edit.html", context)


ACTS: dict[str, tuple[Callable[..., Any], str | Promise, bool]] = {
    "submit": (actions.submit_report, _("Submitted for review."), False),
    "return": (actions.return_report, _("Returned to its writer."), True),
    "freeze": (actions.freeze_report, _("Frozen: nothing of it changes any more."), False),
    "issue": (actions.issue_report, _("Issued."), False),
    "withdraw": (actions.withdraw_report, _("Withdrawn; its number stays used."), True),
    "recompose": (actions.recompose_report, _("Counted anew."), False),
}
"""By the last part of the address: what is done, what is said, whether a reason is given."""


@require_POST
@missing_is_404
def act(request: HttpRequest, report_id: int, name: str) -> HttpResponse:
    """Carry out one of the steps."""
    found = report_for(request.user, report_id)
    if name not in ACTS:
        raise Http404
    if name not in allowed_acts(found, request.user):
        raise PermissionDenied
    carry_out, done, with_reason = ACTS[name]
    more = {"reason": request.POST.get("reason", "")} if with_reason else {}
    attempt(
        request,
        lambda: carry_out(report_id=report_id, by=request.user, at=timezone.now(), **more),
        done=str(done),
    )
    return redirect("reports:report", report_id=report_id)


@require_safe
@missing_is_404
def download(request: HttpRequest, report_id: int, extension: str) -> HttpResponse:
    """The paper as a file."""
    found = report_for(request.user, report_id)
    if extension not in FILES:
        raise Http404
    write, content_type = FILES[extension]
    return file_response(write(found), f"{found}.{extension}", content_type)
