"""The page of an indicator, its records, and why it changed between two days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nianlun.adapters.charts import svg
from nianlun.apps.indicators.actions.office import locks_on
from nianlun.apps.indicators.models import PeriodLock, Reading
from nianlun.apps.indicators.queries.counting import IndexHistory
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.records import records_of
from nianlun.apps.indicators.queries.series import Series, series_of
from nianlun.apps.indicators.queries.targets import by_indicator, reached, standing_targets, unit_name
from nianlun.apps.indicators.queries.words import formula, sentence
from nianlun.apps.indicators.views.common import Asked, asked_by, language, name_of, read_day, told
from nianlun.apps.indicators.views.reached import shown_target
from nianlun.apps.indicators.views.refusals import said
from nianlun.apps.people.views.listing import paged
from nianlun.apps.registers.models import Entry
from nianlun.compose.charts import Point, Words, bar_chart
from nianlun.define.model import IndicatorDef, IndicatorKind
from nianlun.define.words import either
from nianlun.reckon.amounts import decimal_of, in_measure, percent, printed
from nianlun.reckon.changes import change
from nianlun.reckon.kinds.growth import growth_of
from nianlun.reckon.ranks import place_words
from nianlun.reckon.results import Result

COUNTED = {
    IndicatorKind.COUNT,
    IndicatorKind.SUM,
    IndicatorKind.AVERAGE,
    IndicatorKind.EXTREME,
    IndicatorKind.LATEST,
}


@require_safe
@said
def indicator(request: HttpRequest, key: str) -> HttpResponse:
    """Value, targets, months, units, definition, readings."""
    asked = asked_by(request)
    desk = asked.desk
    each, question = desk.indicator(key), asked.question
    result = desk.ask(key, question)
    series = series_of(desk, each, question)
    in_year = desk.ask(key, question.in_year())
    targets = by_indicator(
        standing_targets(desk, years=[question.year], keys=[key]), unit_name(desk, asked.unit)
    )
    shown = {
        "indicator": each,
        "name": name_of(each),
        "asked": asked.words,
        "told": told(result, each),
        "result": result,
        "ends": _ends(desk, result),
        "targets": [shown_target(reached(one, in_year, each), each) for one in targets.get(key, ())],
        "growth": _growth(result, series),
        "months": _months(each, series),
        "chart": _chart(each, series),
        "lines": [
            (line, place_words(line.place.place, language(), tied=line.place.tied) if line.place.place else "",
             told(line.result, each), [told(month, each) for month in line.months],
             percent(line.place.share) if line.place.share is not None else "")
            for line in series.lines
        ],
        "sentence": sentence(each, desk.catalog.indicators, desk.catalog.registers, language()),
        "formula": formula(each),
        "description": either(language(), each.description, each.description_en),
        "register": desk.books.by_key.get(each.register),
        "readings": Reading.objects.filter(indicator=key, unit=asked.unit).select_related("recorded_by", "replaced_by"),
        "is_entered": each.kind is IndicatorKind.ENTERED,
        "may_keep": desk.may_keep(asked.unit, desk.pack_of(key)),
        "locks": locks_on(desk, key, asked.period),
        "trail": PeriodLock.objects.filter(indicator=key, unlocked_at__isnull=False).select_related("locked_by", "unlocked_by"),
        "month_numbers": range(1, 13),
        "since": (asked.as_of - timedelta(days=30)).isoformat(),
    }  # fmt: skip
    return render(request, "indicators/indicator.html", shown)


def _ends(desk: Desk, result: Result) -> list[dict[str, Any]]:
    """What stands above the line and below it, each with its page."""
    found = []
    for part in result.parts:
        indicator = desk.catalog.indicators[part.indicator]
        found.append(
            {
                "key": part.indicator,
                "name": name_of(indicator),
                "told": told(part, indicator),
                "period": part.question.period.code,
                "entries": len(part.over),
            }
        )
    return found


def _growth(result: Result, series: Series) -> str:
    if result.value is None or series.last_year is None or series.last_year.value is None:
        return ""
    ratio, _why = growth_of(result.value, series.last_year.value)
    return "" if ratio is None else percent(ratio, 2)


def _months(indicator: IndicatorDef, series: Series) -> list[tuple[int, Any, Any, Any]]:
    rows = zip(series.months, series.until, series.before, strict=True)
    return [
        (number, told(month, indicator), told(until, indicator), told(before, indicator))
        for number, (month, until, before) in enumerate(rows, 1)
    ]


def _chart(indicator: IndicatorDef, series: Series) -> SafeString:
    points = [
        Point(name, str(number), float(in_measure(each.value, indicator.measure)))
        for name, results in ((str(series.year), series.until),)
        for number, each in enumerate(results, 1)
        if each is not None and each.value is not None
    ]
    if not points:
        return SafeString()
    words = Words(
        _("%(name)s from the beginning of the year, by month") % {"name": name_of(indicator)},
        _("Month"),
        f"{name_of(indicator)} ({indicator.measure})",
    )
    return mark_safe(svg(bar_chart(points, words)))  # noqa: S308 - drawn by us; the renderer escapes every word


@require_safe
@said
def records(request: HttpRequest, key: str) -> HttpResponse:
    """The entries a number was counted from, above and below the line."""
    asked = asked_by(request)
    desk = asked.desk
    result = desk.ask(key, asked.question)
    leaves = list(_leaves(result))
    which = request.GET.get("part", "0")
    chosen = leaves[int(which)] if which.isdecimal() and int(which) < len(leaves) else None
    page, found, hidden = None, [], 0
    if chosen is not None:
        page = paged(request, chosen.counted)
        found, hidden = records_of(desk, desk.catalog.indicators[chosen.indicator], list(page), language())
    shown = {
        "name": name_of(desk.indicator(key)),
        "key": key,
        "asked": asked.words,
        "told": told(result, desk.indicator(key)),
        "leaves": [
            (
                number,
                name_of(desk.catalog.indicators[leaf.indicator]),
                len(leaf.counted),
                leaf.question.period.code,
            )
            for number, leaf in enumerate(leaves)
        ],
        "chosen": leaves.index(chosen) if chosen is not None else -1,
        "measure": desk.catalog.indicators[chosen.indicator].measure if chosen else "",
        "is_summed": bool(chosen and desk.catalog.indicators[chosen.indicator].value),
        "records": [
            (each, _part(each.counted.part, desk.catalog.indicators[chosen.indicator])) for each in found
        ]
        if chosen
        else [],
        "hidden": hidden,
        "page": page,
    }
    return render(request, "indicators/records.html", shown)


def _leaves(result: Result) -> Iterator[Result]:
    if not result.parts:
        yield result
    for part in result.parts:
        yield from _leaves(part)


def _part(part: Any, indicator: IndicatorDef) -> str:
    return "" if part is None else printed(in_measure(part, indicator.measure), max(indicator.places, 2))


@require_safe
@said
def changes(request: HttpRequest, key: str) -> HttpResponse:
    """Entries that came, went or were corrected between two days, each with its part."""
    asked = asked_by(request)
    desk = asked.desk
    each = desk.indicator(key)
    since = read_day(request.GET.get("since") or "", asked.as_of - timedelta(days=30))
    earlier = Asked(desk, asked.today, asked.period, since, asked.unit)
    before, after = desk.ask(key, earlier.question), desk.ask(key, asked.question)
    history = IndexHistory(desk.books, desk.catalog.indicators)
    history.look_at(before, after)
    found = change(before, after, desk.reckoner, history)
    entries = Entry.objects.select_related("register").in_bulk(
        [item.entry for item in found.items if item.entry]
    )
    desk.books.names.prime_entries({number for number, row in entries.items() if _is_seen(desk, row)})
    items = [
        {
            "item": item,
            "entry": entries.get(item.entry or 0),
            "name": desk.books.names.name("entry", item.entry)
            if item.entry in entries and _is_seen(desk, entries[item.entry])
            else None,
            "indicator": name_of(desk.catalog.indicators[item.indicator]),
            "part": _signed(decimal_of(item.part), each),
        }
        for item in found.items
    ]
    shown = {
        "name": name_of(each), "key": key, "asked": asked.words, "since": since.isoformat(), "measure": each.measure,
        "before": told(before, each), "after": told(after, each),
        "difference": "" if found.difference is None else _signed(decimal_of(found.difference), each),
        "items": items, "has_parts": bool(before.parts),
        "remainder": _signed(decimal_of(found.remainder), each) if found.remainder else "",
    }  # fmt: skip
    return render(request, "indicators/changes.html", shown)


def _is_seen(desk: Desk, row: Entry) -> bool:
    return row.unit_id in desk.books.by_key[row.register.key].standing.rows


def _signed(value: Any, indicator: IndicatorDef) -> str:
    number = printed(in_measure(value, indicator.measure), max(indicator.places, 2))
    return number if number.startswith("-") or number == "0" else f"+{number}"
