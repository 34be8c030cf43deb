"""Figures across the library."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nianlun.apps.library.labels import choices
from nianlun.apps.library.queries.figures import FigureFilter, find_figures
from nianlun.apps.library.queries.parameters import cleaned
from nianlun.apps.library.views.sheets import figure_sheet
from nianlun.apps.people.views.listing import MOST_ROWS, ordered, paged, parameters, sheet_response

ORDER = {
    "place": ("document", "start"),
    "indicator": ("indicator",),
    "value": ("base_unit", "base_value"),
    "unit": ("base_unit", "unit"),
    "role": ("role",),
    "kind": ("kind",),
    "year": ("year",),
    "section": ("section",),
    "document": ("document__title",),
    "owner": ("document__unit__name",),
}


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Search over all figures a person may read."""
    asked = FigureFilter.from_parameters(parameters(request))
    qualifier = cleaned(request.GET.get("qualifier", ""))[:20]
    found = find_figures(request.user, asked)
    rows, sort = ordered(request, found.filter(qualifier=qualifier) if qualifier else found, ORDER, "place")
    if (extension := request.GET.get("format")) in {"csv", "xlsx"}:
        return sheet_response(figure_sheet(_("Library"), rows[:MOST_ROWS].iterator(2_000)), extension)
    shown = {
        "asked": asked,
        "qualifier": qualifier,
        "page": paged(request, rows),
        "sort": sort,
        "roles": choices("role"),
        "kinds": choices("figure_kind"),
        "sections": choices("section"),
        "setters": ("国定", "省定", "市定", "县定"),
    }
    return render(request, "library/figures.html", shown)
