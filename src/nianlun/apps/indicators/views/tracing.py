"""From a number back to its entries, and why it changed between two days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nianlun.apps.indicators.queries.counting import IndexHistory
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.records import Record, altered_fields, records_of
from nianlun.apps.indicators.views.acts import what_happened
from nianlun.apps.indicators.views.common import Asked, asked_by, language, name_of, read_day, told
from nianlun.apps.indicators.views.refusals import said
from nianlun.apps.indicators.views.sheets import SHEETS, changes_sheet, records_sheet
from nianlun.apps.people.views.listing import MOST_ROWS, paged, sheet_response
from nianlun.apps.registers.models import Entry
from nianlun.define.model import IndicatorDef
from nianlun.reckon.amounts import decimal_of, in_measure, printed
from nianlun.reckon.changes import Change, change
from nianlun.reckon.results import Result
from nianlun.reckon.versions import CHINA, end_of


@require_safe
@said
def records(request: HttpRequest, key: str) -> HttpResponse:
    """The entries a number was counted from, above and below the line."""
    asked = asked_by(request)
    desk = asked.desk
    result = desk.ask(key, asked.question)
    leaves = list(_leaves(result))
    which = request.GET.get("part", "0")
    number = int(which) if which.isdecimal() and int(which) < len(leaves) else 0
    leaf = leaves[number]
    counted = desk.catalog.indicators[leaf.indicator]
    if request.GET.get("format") in SHEETS:
        found, _hidden = records_of(desk, counted, leaf.counted[:MOST_ROWS], language())
        sheet = records_sheet(name_of(counted), counted, _with_parts(found, counted))
        return sheet_response(sheet, request.GET["format"])
    page = paged(request, leaf.counted)
    found, hidden = records_of(desk, counted, list(page), language())
    shown = {
        "name": name_of(desk.indicator(key)),
        "key": key,
        "asked": asked.words,
        "told": told(result, desk.indicator(key)),
        "leaves": [
            (
                place,
                name_of(desk.catalog.indicators[one.indicator]),
                len(one.counted),
                one.question.period.code,
            )
            for place, one in enumerate(leaves)
        ],
        "chosen": number,
        "measure": counted.measure,
        "is_summed": counted.value is not None,
        "rows": _with_parts(found, counted),
        "hidden": hidden,
        "page": page,
    }
    return render(request, "indicators/records.html", shown)


def _leaves(result: Result) -> Iterator[Result]:
    if not result.parts:
        yield result
    for part in result.parts:
        yield from _leaves(part)


def _with_parts(found: list[Record], indicator: IndicatorDef) -> list[tuple[Record, str]]:
    return [(each, _part(each.counted.part, indicator)) for each in found]


def _part(part: Any, indicator: IndicatorDef) -> str:
    return "" if part is None else printed(in_measure(part, indicator.measure), max(indicator.places, 2))


@require_safe
@said
def changes(request: HttpRequest, key: str) -> HttpResponse:
    """Entries that came, went or were corrected between two days, each with its part; the earlier day first."""
    asked = asked_by(request)
    desk = asked.desk
    each = desk.indicator(key)
    since = read_day(request.GET.get("since") or "", asked.as_of - timedelta(days=30))
    if since > asked.as_of:
        asked, since = replace(asked, as_of=since), asked.as_of
    earlier = Asked(desk, asked.today, asked.period, since, asked.unit)
    before, after = desk.ask(key, earlier.question), desk.ask(key, asked.question)
    history = IndexHistory(desk.books, desk.catalog.indicators)
    history.look_at(before, after)
    found = change(before, after, desk.reckoner, history)
    items = _items(desk, each, found, end_of(since, CHINA), end_of(asked.as_of, CHINA))
    if request.GET.get("format") in SHEETS:
        return sheet_response(changes_sheet(name_of(each), each, items), request.GET["format"])
    shown = {
        "name": name_of(each),
        "key": key,
        "asked": asked.words,
        "since": since.isoformat(),
        "measure": each.measure,
        "before": told(before, each),
        "after": told(after, each),
        "difference": "" if found.difference is None else _signed(decimal_of(found.difference), each),
        "items": items,
        "has_parts": bool(before.parts),
        "remainder": _signed(decimal_of(found.remainder), each) if found.remainder else "",
    }
    return render(request, "indicators/changes.html", shown)


def _items(
    desk: Desk, indicator: IndicatorDef, found: Change, since: datetime, until: datetime
) -> list[dict[str, Any]]:
    """Each change with its entry's name and the fields that are others now, where the person may see it."""
    numbers = [item.entry for item in found.items if item.entry]
    entries = Entry.objects.select_related("register").in_bulk(numbers)
    seen = {number for number, row in entries.items() if _is_seen(desk, row)}
    desk.books.names.prime_entries(seen)
    fields = altered_fields(desk, since, until, seen, language())
    return [
        {
            "item": item,
            "why": what_happened(item.why),
            "name": desk.books.names.name("entry", item.entry) if item.entry in seen else None,
            "fields": fields.get(item.entry or 0, ()),
            "indicator": name_of(desk.catalog.indicators[item.indicator]),
            "part": _signed(decimal_of(item.part), indicator),
        }
        for item in found.items
    ]


def _is_seen(desk: Desk, row: Entry) -> bool:
    return row.unit_id in desk.books.by_key[row.register.key].standing.rows


def _signed(value: Any, indicator: IndicatorDef) -> str:
    number = printed(in_measure(value, indicator.measure), max(indicator.places, 2))
    return number if number.startswith("-") or number == "0" else f"+{number}"
