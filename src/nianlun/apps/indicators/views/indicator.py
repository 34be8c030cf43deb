"""The page of an indicator: value, targets, months, units, definition, readings."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nianlun.adapters.charts import drawing
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.locks import locks_on
from nianlun.apps.indicators.queries.readings import readings_of
from nianlun.apps.indicators.queries.series import Series, series_of
from nianlun.apps.indicators.queries.settled import settled_targets
from nianlun.apps.indicators.queries.targets import by_indicator, reached, standing_targets, unit_name
from nianlun.apps.indicators.queries.words import formula, sentence
from nianlun.apps.indicators.views.common import Asked, Told, asked_by, language, name_of, told
from nianlun.apps.indicators.views.reached import shown_settled, shown_target
from nianlun.apps.indicators.views.refusals import said
from nianlun.apps.indicators.views.sheets import SHEETS, series_sheet
from nianlun.apps.people.views.listing import sheet_response
from nianlun.compose.charts import Point, Words, bar_chart
from nianlun.define.model import IndicatorDef, IndicatorKind
from nianlun.define.reading.periods import read_period
from nianlun.define.words import either
from nianlun.reckon.amounts import in_measure, percent
from nianlun.reckon.kinds.growth import growth_of
from nianlun.reckon.periods import label
from nianlun.reckon.ranks import place_words
from nianlun.reckon.results import Result


@require_safe
@said
def indicator(request: HttpRequest, key: str) -> HttpResponse:
    """All there is to say of an indicator, for a period, a unit and a day."""
    asked = asked_by(request)
    desk = asked.desk
    each, question = desk.indicator(key), asked.question
    result = desk.ask(key, question)
    series = series_of(desk, each, question)
    if request.GET.get("format") in SHEETS:
        sheet = series_sheet(name_of(each), each, series, asked.words, language())
        return sheet_response(sheet, request.GET["format"])
    shown = {
        "indicator": each,
        "name": name_of(each),
        "asked": asked.words,
        "told": told(result, each),
        "result": result,
        "ends": _ends(desk, result),
        "growth": _growth(result, series),
        "since": (asked.as_of - timedelta(days=30)).isoformat(),
        "may_keep": desk.may_keep(asked.unit, desk.pack_of(key)),
        "may_lock": desk.may_keep(None, desk.pack_of(key)),
        "locks": locks_on(desk, key, asked.period),
        **_of_targets(asked, each),
        **_of_series(each, series),
        **_of_definition(desk, each),
    }
    if each.kind is IndicatorKind.ENTERED:
        rows = readings_of(key, asked.unit)
        shown |= {
            "is_entered": True,
            "readings": [(row, label(read_period(row.period), language())) for row in rows],
        }
    return render(request, "indicators/indicator.html", shown)


def _of_targets(asked: Asked, each: IndicatorDef) -> dict[str, Any]:
    desk, year = asked.desk, asked.question.year
    in_year = desk.ask(each.key, asked.question.in_year())
    standing = standing_targets(desk, years=[year], keys=[each.key])
    here = by_indicator(standing, unit_name(desk, asked.unit)).get(each.key, ())
    settled = settled_targets(desk, each, asked.as_of, asked.unit)
    return {
        "targets": [shown_target(reached(one, in_year, each), each) for one in here],
        "settled": [shown_settled(one, each) for one in settled],
        "year": year,
    }


def _of_series(each: IndicatorDef, series: Series) -> dict[str, Any]:
    rows = zip(series.months, series.until, series.before, strict=True)
    return {
        "months": [(number, *(told(one, each) for one in row)) for number, row in enumerate(rows, 1)],
        "month_numbers": range(1, 13),
        "series_year": series.year,
        "chart": _chart(each, series),
        "chart_words": _chart_words(each, series),
        "lines": [
            {
                "unit": line.unit,
                "place": place_words(line.place.place, language(), tied=line.place.tied)
                if line.place.place
                else "",
                "told": told(line.result, each),
                "share": "" if line.place.share is None else percent(line.place.share),
                "months": [told(month, each) for month in line.months],
            }
            for line in series.lines
        ],
    }


def _of_definition(desk: Desk, each: IndicatorDef) -> dict[str, Any]:
    return {
        "sentence": sentence(each, desk.catalog.indicators, desk.catalog.registers, language()),
        "formula": formula(each),
        "description": either(language(), each.description, each.description_en),
        "register": desk.books.by_key.get(each.register),
        "ends_of_definition": [
            (one.key, name_of(one)) for one in desk.registers_of(each) if one.key != each.key
        ],
    }


def _ends(desk: Desk, result: Result) -> list[dict[str, Any]]:
    """What stands above the line and below it, each with its page."""
    found = []
    for part in result.parts:
        one = desk.catalog.indicators[part.indicator]
        found.append(
            {
                "key": part.indicator,
                "name": name_of(one),
                "told": told(part, one),
                "period": part.question.period.code,
            }
        )
    return found


def _growth(result: Result, series: Series) -> str:
    if result.value is None or series.last_year is None or series.last_year.value is None:
        return ""
    ratio, _why = growth_of(result.value, series.last_year.value)
    if ratio is None:
        return ""
    return f"+{percent(ratio, 2)}" if ratio > 0 else percent(ratio, 2)


def _chart(indicator: IndicatorDef, series: Series) -> SafeString:
    points = [
        Point(str(series.year), str(number), float(in_measure(each.value, indicator.measure)))
        for number, each in enumerate(series.until, 1)
        if each is not None and each.value is not None
    ]
    if not any(point.value for point in points):
        return SafeString()
    value = f"{_('From the beginning of the year')} ({indicator.measure})"
    words = Words(_chart_words(indicator, series), _("Month"), value)
    return mark_safe(drawing(bar_chart(points, words)))  # noqa: S308 - drawn by us; the renderer escapes every word


def _chart_words(indicator: IndicatorDef, series: Series) -> str:
    """What the chart shows, for whoever does not see it."""
    numbers = [told(each, indicator) for each in series.until]
    known = [(month, each) for month, each in enumerate(numbers, 1) if each is not None and each.number]
    if not known:
        return ""
    (first, begun), (last, ended) = known[0], known[-1]
    return _(
        "%(name)s from the beginning of %(year)s: %(begun)s by the end of month %(first)s, %(ended)s by the end of month %(last)s. The table says the same."
    ) % {
        "name": name_of(indicator),
        "year": series.year,
        "begun": _with_measure(begun),
        "first": first,
        "ended": _with_measure(ended),
        "last": last,
    }


def _with_measure(told: Told) -> str:
    return f"{told.number}{told.measure}"
