"""All indicators by field of work, and the board of a unit."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nianlun.apps.indicators.queries.board import Own, own_indicators
from nianlun.apps.indicators.queries.ring import ring_of
from nianlun.apps.indicators.queries.targets import by_indicator, reached, standing_targets, unit_name
from nianlun.apps.indicators.views.common import asked_by, language, name_of, told
from nianlun.apps.indicators.views.reached import shown_target
from nianlun.apps.indicators.views.refusals import said
from nianlun.apps.indicators.views.ring import drawn
from nianlun.apps.indicators.views.sheets import SHEETS, list_sheet
from nianlun.apps.people.views.listing import sheet_response
from nianlun.define.words import label_of
from nianlun.reckon.amounts import percent
from nianlun.reckon.ranks import place_words


@require_safe
@said
def home(request: HttpRequest) -> HttpResponse:
    """Every indicator with its value and its targets."""
    asked = asked_by(request)
    desk, question = asked.desk, asked.question
    answers = desk.totals((key, question) for key in desk.seen)
    year = question.in_year()
    targets = by_indicator(standing_targets(desk, years=[question.year]), unit_name(desk, asked.unit))
    in_year = desk.totals((key, year) for key in targets)
    packs = [
        (
            label_of(pack, language()),
            [
                {
                    "key": each.key,
                    "name": name_of(each),
                    "told": told(answers.get((each.key, question)), each),
                    "targets": [
                        shown_target(reached(one, in_year[each.key, year], each), each, 1)
                        for one in targets.get(each.key, ())
                        if (each.key, year) in in_year
                    ],
                }
                for each in inside
            ],
        )
        for pack, inside in desk.packs
    ]
    if request.GET.get("format") in SHEETS:
        return sheet_response(list_sheet(packs, asked.words), request.GET["format"])
    shown = {"packs": packs, "asked": asked.words, "may_keep": desk.keeps_something}
    return render(request, "indicators/list.html", shown)


@require_safe
@said
def board(request: HttpRequest) -> HttpResponse:
    """Where a year stands: the ring, and for a single unit all that can be told of it, with its places."""
    asked = asked_by(request)
    ring = ring_of(asked.desk, asked.period.last.year, asked.as_of, asked.unit)
    shown = {
        "ring": drawn(asked.desk, ring),
        "asked": asked.words,
        "own": [_own(each) for each in own_indicators(asked.desk, asked.question)],
    }
    return render(request, "indicators/board.html", shown)


def _own(each: Own) -> dict[str, Any]:
    place = each.place
    is_placed = place is not None and place.place is not None
    return {
        "key": each.indicator.key,
        "name": name_of(each.indicator),
        "told": told(each.result, each.indicator),
        "place": place_words(place.place, language(), tied=place.tied) if is_placed else "",
        "of": place.of if is_placed else "",
        "share": percent(place.share) if is_placed and place.share is not None else "",
    }
