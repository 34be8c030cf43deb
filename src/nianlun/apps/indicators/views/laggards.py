"""The page of units that fall behind, with the letter or the interview that is due."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nianlun.apps.indicators.queries.laggards import LAST_PLACES, laggards_of
from nianlun.apps.indicators.views.common import asked_by, language, name_of, told
from nianlun.apps.indicators.views.refusals import said
from nianlun.apps.indicators.views.sheets import SHEETS, laggards_sheet
from nianlun.apps.people.views.listing import sheet_response
from nianlun.reckon.ranks import place_words


@require_safe
@said
def laggards(request: HttpRequest, key: str) -> HttpResponse:
    """Who is among the last on a day, counted from the beginning of its year, and since how many months."""
    asked = asked_by(request)
    desk = asked.desk
    each = desk.indicator(key)
    desk.ask(key, asked.question)
    day = min(asked.as_of, asked.period.last)
    behind = laggards_of(desk, each, day)
    rows = [
        {
            "unit": one.unit,
            "place": place_words(one.place.place or 0, language(), tied=one.place.tied),
            "told": told(one.result, each),
            "months": one.months,
            "is_for_interview": one.is_for_interview,
        }
        for one in behind.laggards
    ]
    if request.GET.get("format") in SHEETS:
        return sheet_response(laggards_sheet(name_of(each), each, day, rows), request.GET["format"])
    shown = {
        "name": name_of(each),
        "key": key,
        "measure": each.measure,
        "asked": asked.words,
        "day": day.isoformat(),
        "rows": rows,
        "level": behind.level,
        "level_told": told(behind.level[0].result, each) if behind.level else None,
        "last_places": LAST_PLACES,
        "register": desk.books.by_key.get("reminders"),
    }
    return render(request, "indicators/laggards.html", shown)
