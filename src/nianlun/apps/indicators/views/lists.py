"""All indicators by field of work, and the board of a unit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nianlun.apps.indicators.queries.ring import ring_of
from nianlun.apps.indicators.queries.targets import by_indicator, reached, standing_targets, unit_name
from nianlun.apps.indicators.views.common import asked_by, language, name_of, told
from nianlun.apps.indicators.views.reached import shown_target
from nianlun.apps.indicators.views.refusals import said
from nianlun.apps.indicators.views.ring import drawn
from nianlun.define.words import label_of


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
    shown = {"packs": packs, "asked": asked.words, "may_keep": desk.keeps_something}
    return render(request, "indicators/list.html", shown)


@require_safe
@said
def board(request: HttpRequest) -> HttpResponse:
    """Where a year stands for a unit."""
    asked = asked_by(request)
    ring = ring_of(asked.desk, asked.period.last.year, asked.as_of, asked.unit)
    return render(request, "indicators/board.html", {"ring": drawn(asked.desk, ring), "asked": asked.words})
