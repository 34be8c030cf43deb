"""The list of papers, the form that composes one, and the latest papers for the first page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from nianlun.apps.people.models import Role, User
from nianlun.apps.people.queries import may
from nianlun.apps.people.views.listing import ordered, paged
from nianlun.apps.people.views.refusals import attempt
from nianlun.apps.reports import actions
from nianlun.apps.reports.forms import ComposeForm
from nianlun.apps.reports.listing import (
    KINDS,
    Narrowing,
    latest_papers,
    units_with_reports,
    years_with_reports,
)
from nianlun.apps.reports.models import Report, State
from nianlun.apps.reports.previewing import preview
from nianlun.apps.reports.queries import AREA, reports_for
from nianlun.apps.reports.showing import labelled
from nianlun.apps.reports.sources import catalog
from nianlun.define.words import Language, label_of

PER_PAGE = 30
ORDER = {
    "title": ("title",),
    "kind": ("kind", "title"),
    "unit": ("unit__path",),
    "as_of": ("as_of", "number", "pk"),
    "state": ("state",),
    "number": ("year", "template", "number"),
}


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The list, the latest first."""
    every = reports_for(request.user)
    asked = Narrowing.read(request.GET)
    rows, sort = ordered(request, asked.of(every), ORDER, "-as_of")
    page = paged(request, rows, per_page=PER_PAGE)
    context = {
        "page": page,
        "rows": [(each, KINDS.get(each.kind, each.kind)) for each in page.object_list],
        "sort": sort,
        "asked": asked,
        "kinds": KINDS.items(),
        "states": State.choices,
        "units": units_with_reports(every),
        "years": years_with_reports(every),
        "indicator": _indicator_name(asked.indicator),
        "may_compose": may(request.user, Role.KEEP, None, AREA),
    }
    return render(request, "reports/list.html", context)


def _indicator_name(key: str) -> str:
    found = catalog().indicators.get(key)
    return label_of(found, _language()) if found is not None else key


def _language() -> Language:
    return Language.of(get_language() or "")


def papers_block(user: User) -> list[tuple[Report, Any]]:
    """The latest papers with their kinds, for the first page."""
    return [(each, KINDS.get(each.kind, each.kind)) for each in latest_papers(user)]


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: HttpRequest) -> HttpResponse:
    """Ask which paper, and compose it."""
    if not may(request.user, Role.KEEP, None, AREA):
        raise PermissionDenied
    today = timezone.localdate()
    initial = {"as_of": today, "unit": request.user.unit_id}
    form = ComposeForm(
        request.POST or None, user=request.user, language=_language(), today=today, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        if "look" in request.POST:
            found = preview(**asked, by=request.user, at=timezone.now())
            return render(
                request,
                "reports/compose.html",
                {"form": form, "preview": found, "missing": labelled(found.missing, _language())},
            )
        made = attempt(request, lambda: actions.compose_report(**asked, by=request.user, at=timezone.now()))
        if made is not None:
            return redirect("reports:report", report_id=made.pk)
    return render(request, "reports/compose.html", {"form": form})
