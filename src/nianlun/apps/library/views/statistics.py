"""Numbers about the library as charts, each with the table it was drawn from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nianlun.apps.library.labels import label
from nianlun.apps.library.queries import statistics as ask
from nianlun.apps.library.queries.parameters import cleaned
from nianlun.apps.library.views.series import series_shown
from nianlun.apps.library.views.shown import Shown, drawn
from nianlun.apps.people.views.listing import sheet_response
from nianlun.apps.people.views.refusals import words as error_words
from nianlun.compose.charts import Point, Words, area_chart, bar_chart
from nianlun.compose.sheet import Sheet
from nianlun.kernel.errors import NianlunError

MOST_BARS = 12
GROWTH_DAYS = 30
VERDICTS = ("kept", "missed", "dropped", "unclear", "open")
COUNTED = ("year", "kind", "level", "field", "unit")


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Indicators over years and units; promises kept; what the library holds and how it grows."""
    indicator = cleaned(request.GET.get("indicator", ""))[:100]
    is_exact = request.GET.get("exact") == "1"
    found = ask.indicator_series(request.user, indicator, exact=is_exact) if indicator else []
    series = [shown for number, each in enumerate(found[:4]) if (shown := series_shown(each, number))]
    shown = [*series, _fulfilment(request), _growth(request), *_counts(request)]
    if (extension := request.GET.get("format")) in {"csv", "xlsx"}:
        wanted = next((each for each in shown if each.key == request.GET.get("table")), None)
        if wanted:
            return sheet_response(wanted.sheet, extension)
    return render(
        request,
        "library/statistics.html",
        {
            "indicator": indicator,
            "is_exact": is_exact,
            "series": series,
            "others": shown[len(series) :],
            "suggestions": ask.top_indicators(request.user, containing=indicator, number=24),
            "totals": ask.totals(request.user),
            "faults": [
                (each, error_words(NianlunError(each.fault, **each.last_values)))
                for each in ask.import_faults(request.user)[:10]
            ],
        },
    )


def _fulfilment(request: HttpRequest) -> Shown:
    years = sorted(ask.fulfilment(request.user), key=lambda each: each.year)
    title = _("Commitments by the year they are due in, and what became of them")
    points = [
        Point(str(label("verdict", verdict)), str(each.year), each.by_verdict.get(verdict, 0))
        for each in years
        for verdict in VERDICTS
        if each.by_verdict.get(verdict)
    ]
    columns = (
        _("Year"),
        _("Commitments"),
        *(str(label("verdict", verdict)) for verdict in VERDICTS),
        _("Confirmed"),
        _("Share kept (of kept and missed)"),
    )
    rows = tuple(
        (
            each.year, each.total, *(each.by_verdict.get(verdict, 0) for verdict in VERDICTS), each.confirmed,
            _share(each.by_verdict.get("kept", 0), each.by_verdict.get("missed", 0)),
        )
        for each in years
    )  # fmt: skip
    words = Words(title, _("Year"), _("Number of commitments"), _("Outcome"))
    return Shown(
        "fulfilment",
        Sheet(title, columns, rows),
        drawn(bar_chart(points, words)) if points else SafeString(),
    )


def _share(kept: int, missed: int) -> str:
    return f"{kept / (kept + missed):.1%}" if kept + missed else ""


def _growth(request: HttpRequest) -> Shown:
    days = ask.growth_per_day(request.user, days=GROWTH_DAYS)
    title = _("Documents in the library, day by day")
    points = [Point("", f"{day:%m-%d}", whole) for day, _added, whole in days]
    rows = tuple((day.isoformat(), added, whole) for day, added, whole in days)
    words = Words(title, _("Day"), _("Number of documents"))
    columns = (_("Day"), _("Added"), _("In all"))
    return Shown(
        "growth", Sheet(title, columns, rows), drawn(area_chart(points, words)) if points else SafeString()
    )


def _counts(request: HttpRequest) -> list[Shown]:
    shown = []
    for by in COUNTED:
        name = str(label("facet", by))
        title = _("Documents by %(name)s") % {"name": name}
        rows = tuple((_name(by, value), number) for value, number in ask.counts(request.user, by))
        points = [Point("", place, number) for place, number in rows[:MOST_BARS]]
        words = Words(title, name, _("Number of documents"))
        drawing = drawn(bar_chart(points, words)) if points else SafeString()
        note = _("The chart shows the first %(number)s; the table shows all.") % {"number": MOST_BARS}
        shown.append(
            Shown(
                by, Sheet(title, (name, _("Documents")), rows), drawing, note if len(rows) > MOST_BARS else ""
            )
        )
    return shown


def _name(by: str, value: str | int | None) -> str:
    return str(label(by, value)) if value not in {None, ""} else _("not said")
