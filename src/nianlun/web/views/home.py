"""The first page, what this is, and the language switch."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from nianlun.apps.indicators.views.ring import ring_block
from nianlun.apps.library.queries.overview import overview
from nianlun.apps.people import actions
from nianlun.apps.people.models import Role
from nianlun.apps.people.queries import may
from nianlun.apps.registers.views.home import work_block
from nianlun.apps.reports.listing import waiting_papers, year_of_summary
from nianlun.apps.reports.views.lists import papers_block


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The year ring, the latest papers, what is asked of the person, and the library with its search box."""
    visit = actions.note_visit(user=request.user, at=timezone.now())
    since = None if request.GET.get("changed") == "week" else visit
    shown = overview(request.user) if may(request.user, Role.READ, None, "library") else None
    papers = papers_block(request.user)
    context = {
        "overview": shown,
        "my_work": work_block(request.user, since=since),
        "papers": papers,
        "waiting_papers": waiting_papers(request.user),
        "ring": ring_block(request.user, told=lambda _user: year_of_summary(each for each, _ in papers)),
    }
    return render(request, "home.html", context)


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What Nianlun is, and which release."""
    return render(request, "about.html")


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language of the pages, and remember it for whoever is signed in."""
    chosen = request.POST.get("language", "")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        actions.set_language(user=request.user, language=chosen, by=request.user, at=timezone.now())
    return set_language(request)
