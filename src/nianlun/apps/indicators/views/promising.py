"""The commitments of a document: taken over on one page, undone, given up, and what became of each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from nianlun.apps.indicators import actions
from nianlun.apps.indicators.actions import Wanted, WantedPledge
from nianlun.apps.indicators.models import Pledge, Target
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.promised import settled_rows
from nianlun.apps.indicators.queries.proposals import Offer, documents_with_promises, offers_of
from nianlun.apps.indicators.views.common import acting, language
from nianlun.apps.indicators.views.keeping import number_in, year_in
from nianlun.apps.indicators.views.reached import ShownSettled, shown_settled
from nianlun.apps.indicators.views.refusals import said
from nianlun.apps.people.views.listing import paged
from nianlun.apps.people.views.refusals import attempt, go_to
from nianlun.define.words import label_of
from nianlun.kernel.errors import RefusedError
from nianlun.reckon.targets import SETTERS, setter_words


@require_safe
@said
def promises(request: HttpRequest) -> HttpResponse:
    """Documents that promise anything."""
    page = paged(request, documents_with_promises(Desk(acting(request))))
    return render(request, "indicators/promises.html", {"page": page})


@said
def promises_of(request: HttpRequest, document_id: int) -> HttpResponse:
    """The commitments of a document, each beside what it may become or has become."""
    desk = Desk(acting(request))
    document, offers = offers_of(desk, document_id)
    if request.method == "POST":
        act, done = ACTS.get(request.POST.get("act", ""), (_take, _("Taken over.")))
        if attempt(request, lambda: act(request, document_id), done=str(done)) is not None:
            return go_to(request, reverse("indicators:promises-of", args=[document_id]))
    shown = {
        "document": document,
        "offers": [(each, became) for each, became in zip(offers, _became(desk, offers), strict=True)],
        "packs": _choices(desk),
        "fields": [(pack.key, label_of(pack, language())) for pack, _inside in desk.packs],
        "field": _usual_field(desk, offers),
        "setters": [(each.value, setter_words(each, language())) for each in SETTERS],
        "verdicts": Pledge.Verdict.choices,
        "may_keep": desk.keeps_something,
        "open": sum(1 for each in offers if each.is_open),
        "last": _last_taken(offers),
    }
    return render(request, "indicators/promises_of.html", shown)


def _choices(desk: Desk) -> list[tuple[str, list[tuple[str, str, str]]]]:
    return [
        (
            label_of(pack, language()),
            [(each.key, label_of(each, language()), each.measure) for each in inside],
        )
        for pack, inside in desk.packs
    ]


def _became(desk: Desk, offers: list[Offer]) -> list[ShownSettled | None]:
    """What became of each target made of an offer."""
    rows = [each.standing for each in offers if each.standing is not None]
    settled = settled_rows(desk, rows, timezone.localdate())
    return [
        shown_settled(settled[each.standing.pk], desk.seen[each.standing.indicator])
        if each.standing is not None and each.standing.pk in settled
        else None
        for each in offers
    ]


def _usual_field(desk: Desk, offers: list[Offer]) -> str:
    """The field of work most of a document's numbers belong to."""
    packs = [desk.pack_of(each.best.key) for each in offers if each.best is not None]
    return max(packs, key=packs.count, default="")


def _last_taken(offers: list[Offer]) -> tuple[datetime, int] | None:
    """When something was taken over last, and how much at once."""
    at = [each.standing.confirmed_at for each in offers if each.standing and not each.standing.withdrawn_at]
    at += [each.pledge.taken_at for each in offers if each.pledge]
    known = [each for each in at if each is not None]
    return (max(known), known.count(max(known))) if known else None


def _take(request: HttpRequest, _document: int) -> Any:
    """What has an indicator becomes a target, what has none stays words."""
    words, desk = request.POST, Desk(acting(request))
    targets, pledges = [], []
    for number in (each for each in words.getlist("commitment") if each.isdecimal()):
        key, year = words.get(f"indicator-{number}", ""), year_in(words.get(f"year-{number}", ""))
        if key:
            targets.append(_wanted(request, desk, number, key, year))
        else:
            pledges.append(WantedPledge(commitment=int(number), year=year, pack=words.get("field", "")))
    return actions.take_over(targets=targets, pledges=pledges, by=acting(request), at=timezone.now())


def _wanted(request: HttpRequest, desk: Desk, number: str, key: str, year: int) -> Wanted:
    words = request.POST
    value, in_percent = number_in(words.get(f"value-{number}", "")), desk.indicator(key).measure == "%"
    return Wanted(
        indicator=key,
        setter=words.get(f"setter-{number}", words.get("setter", "county")),
        year=year,
        value=value / 100 if in_percent else value,
        measure="" if in_percent else words.get(f"measure-{number}", ""),
        comparator=words.get(f"comparator-{number}", Target.Comparator.AT_LEAST),
        commitment=int(number),
    )


def _undo(request: HttpRequest, document_id: int) -> Any:
    confirmed_at = parse_datetime(request.POST.get("taken", ""))
    if confirmed_at is None:
        raise RefusedError("indicators.target.nothing")
    return actions.undo_taking(
        document_id=document_id, confirmed_at=confirmed_at, by=acting(request), at=timezone.now()
    )


def _judge(request: HttpRequest, _document: int) -> Any:
    words = request.POST
    return actions.judge_pledge(
        pledge_id=_number(words.get("pledge", "")),
        verdict=words.get("verdict", ""),
        note=words.get("note", ""),
        by=acting(request),
        at=timezone.now(),
    )


def _drop(request: HttpRequest, _document: int) -> Any:
    words = request.POST
    return actions.withdraw_target(
        target_id=_number(words.get("target", "")),
        reason=words.get("reason", ""),
        by=acting(request),
        at=timezone.now(),
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


ACTS = {
    "undo": (_undo, _("Undone.")),
    "judge": (_judge, _("Kept on record.")),
    "drop": (_drop, _("The commitment is given up.")),
}
"""By the button pressed: what is done, and what is said then; any other takes over what is ticked."""
