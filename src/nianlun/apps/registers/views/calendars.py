"""A register as a calendar: milestones on their days, and the days by which entries must be brought up to date."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from nianlun.apps.people.views.refusals import missing_is_404
from nianlun.apps.registers.queries.ledger import Ledger
from nianlun.apps.registers.queries.milestones import DatedMilestone, milestone_calendar
from nianlun.apps.registers.views.asking import address_of, chips_of, request_of_address
from nianlun.apps.registers.views.common import frame, language, ledger_named, register_named, today
from nianlun.define.model.views import ViewKind
from nianlun.define.words import label_of
from nianlun.reckon.cycles import round_of

DAY_NAMES: tuple[str | Promise, ...] = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
EARLIEST, LATEST = 1950, 2150


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar."""

    day: date
    is_outside: bool
    """Whether it belongs to the month before or after."""
    is_today: bool
    items: tuple[DatedMilestone, ...]
    cycles: tuple[str, ...]
    """Labels of what must be brought up to date by this day."""


@require_safe
@missing_is_404
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """One month."""
    ledger = ledger_named(request, key)
    month = month_of(request.GET.get("month", ""))
    asked = request_of_address(request.GET)
    if not asked.view and "view" not in request.GET:
        first_view = next(
            (each.key for each in ledger.definition.views if each.kind is ViewKind.CALENDAR), ""
        )
        asked = replace(asked, view=first_view)
    dates = list(Calendar(firstweekday=0).itermonthdates(month.year, month.month))
    found = milestone_calendar(
        request.user, register_named(key), first=dates[0], last=dates[-1], request=asked, today=today()
    )
    by_day: dict[date, list[DatedMilestone]] = {}
    for item in found.items:
        by_day.setdefault(item.planned.due_on, []).append(item)
    due = dict(cycle_days(ledger, month))
    days = [
        Day(each, each.month != month.month, each == today(), tuple(by_day.get(each, ())), due.get(each, ()))
        for each in dates
    ]
    shown = {
        **frame(ledger, "calendar"),
        "month": month,
        "before": f"{month - timedelta(days=1):%Y-%m}",
        "after": f"{month + timedelta(days=31):%Y-%m}",
        "days": days,
        "day_names": DAY_NAMES,
        "found": found,
        "names": found.ledger.names,
        "title_field": ledger.definition.field_by_key.get(ledger.definition.title),
        "chips": chips_of(ledger, asked),
        "query": address_of(asked),
        "today": today(),
    }
    return render(request, "registers/calendar.html", shown)


def month_of(words: str) -> date:
    """The first day of a month written `2023-10`; this month for anything else."""
    year, _dash, month = words.partition("-")
    if year.isdecimal() and month.isdecimal() and EARLIEST <= int(year) <= LATEST and 1 <= int(month) <= 12:
        return date(int(year), int(month), 1)
    return today().replace(day=1)


def cycle_days(ledger: Ledger, month: date) -> Iterator[tuple[date, tuple[str, ...]]]:
    """Days of the month by which a register, or one of its lists, must be brought up to date."""
    definition = ledger.definition
    cycles = [(definition.update, label_of(definition, language()))] if definition.update else []
    cycles += [(each.update, label_of(each, language())) for each in definition.classes if each.update]
    found: dict[date, tuple[str, ...]] = {}
    day = month
    while day.month == month.month:
        for cycle, label in cycles:
            due_on = round_of(cycle, day).due_on
            if due_on == day:
                found[day] = (*found.get(day, ()), label)
        day += timedelta(days=1)
    yield from found.items()
