"""The page of reporting in time."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nianlun.apps.indicators.queries.reporting import Kept, ReportingLine, reporting_of
from nianlun.apps.indicators.views.common import asked_by, language
from nianlun.apps.indicators.views.refusals import said
from nianlun.apps.indicators.views.sheets import SHEETS, reporting_sheet
from nianlun.apps.people.views.listing import sheet_response
from nianlun.reckon.amounts import percent
from nianlun.reckon.ranks import place_words


@require_safe
@said
def reporting(request: HttpRequest) -> HttpResponse:
    """Units by month, and ledgers; a year as it was reported, whatever was caught up with later."""
    asked = asked_by(request)
    found = reporting_of(asked.desk, asked.period.last.year, asked.today, asked.unit)
    if request.GET.get("format") in SHEETS:
        return sheet_response(reporting_sheet(found, language()), request.GET["format"])
    shown = {
        "asked": asked.words,
        "year": found.year,
        "years": range(asked.today.year, asked.today.year - 5, -1),
        "whole": _line(found.whole),
        "units": [
            (
                unit,
                place_words(place.place, language(), tied=place.tied) if place.place else "",
                _line(line),
            )
            for unit, place, line in found.units
        ],
        "registers": [(register, _line(line)) for register, line in found.registers],
        "month_numbers": range(1, 13),
    }
    return render(request, "indicators/reporting.html", shown)


def _line(line: ReportingLine) -> dict[str, Any]:
    return {
        "whole": line.whole,
        "rate": rate(line.whole),
        "months": [rate(each) for each in line.months.values()],
    }


def rate(kept: Kept) -> str:
    """As a percentage; nothing where nothing was due."""
    return "" if kept.ratio is None else percent(kept.ratio)
