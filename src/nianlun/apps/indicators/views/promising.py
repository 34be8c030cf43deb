"""The commitments of a document beside the indicators they mean; confirmed on one page they are targets."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nianlun.apps.indicators import actions
from nianlun.apps.indicators.actions import Wanted
from nianlun.apps.indicators.models import Target
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.proposals import documents_with_promises, offers_of
from nianlun.apps.indicators.views.common import acting, language
from nianlun.apps.indicators.views.keeping import number_in, year_in
from nianlun.apps.indicators.views.refusals import said
from nianlun.apps.people.views.listing import paged
from nianlun.apps.people.views.refusals import attempt, go_to
from nianlun.define.words import label_of
from nianlun.kernel.errors import RefusedError
from nianlun.reckon.targets import SETTERS, setter_words


@require_safe
@said
def promises(request: HttpRequest) -> HttpResponse:
    """Documents that promise numbers."""
    page = paged(request, documents_with_promises(Desk(acting(request))))
    return render(request, "indicators/promises.html", {"page": page})


@said
def promises_of(request: HttpRequest, document_id: int) -> HttpResponse:
    """The commitments of a document, each beside the indicator it means; all confirmed at once."""
    desk = Desk(acting(request))
    document, offers = offers_of(desk, document_id)
    if request.method == "POST":
        made = attempt(request, lambda: _confirm(request), done=_("The targets are in force."))
        if made:
            return go_to(request, reverse("indicators:promises-of", args=[document_id]))
    by_pack = [
        (
            label_of(pack, language()),
            [(each.key, label_of(each, language()), each.measure) for each in inside],
        )
        for pack, inside in desk.packs
    ]
    shown = {
        "document": document,
        "offers": offers,
        "packs": by_pack,
        "setters": [(each.value, setter_words(each, language())) for each in SETTERS],
        "may_keep": desk.keeps_something,
        "open": sum(1 for each in offers if each.standing is None),
    }
    return render(request, "indicators/promises_of.html", shown)


def _confirm(request: HttpRequest) -> list[Target]:
    words = request.POST
    desk = Desk(acting(request))
    wanted = []
    for number in words.getlist("commitment"):
        key = words.get(f"indicator-{number}", "")
        if not number.isdecimal() or not key:
            continue
        value = number_in(words.get(f"value-{number}", ""))
        wanted.append(
            Wanted(
                indicator=key,
                setter=words.get("setter", "county"),
                year=year_in(words.get(f"year-{number}", "")),
                value=value / 100 if desk.indicator(key).measure == "%" else value,
                measure="" if desk.indicator(key).measure == "%" else words.get(f"measure-{number}", ""),
                comparator=words.get(f"comparator-{number}", Target.Comparator.AT_LEAST),
                commitment=int(number),
            )
        )
    if not wanted:
        raise RefusedError("indicators.target.nothing")
    return actions.confirm_targets(wanted=wanted, by=acting(request), at=timezone.now())
