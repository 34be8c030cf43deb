"""The page of what could be linked to an entry."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nianlun.apps.people.views.refusals import missing_is_404
from nianlun.apps.registers.queries.entries import entry_page
from nianlun.apps.registers.queries.matches import matchings_of
from nianlun.apps.registers.views.common import today


@require_safe
@missing_is_404
def matches(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Candidates for every open link, with reasons."""
    page = entry_page(request.user, entry_id, today=today())
    shown = {"page": page, "matchings": matchings_of(request.user, page, today=today())}
    return render(request, "registers/matches.html", shown)
