"""Closed periods: what is locked, who locked it, and how it was opened again."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nianlun.apps.indicators import actions
from nianlun.apps.indicators.models import PeriodLock
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.locks import lock_trail
from nianlun.apps.indicators.views.common import acting, language, name_of
from nianlun.apps.indicators.views.refusals import said
from nianlun.apps.people.views.listing import paged
from nianlun.apps.people.views.refusals import attempt, go_to
from nianlun.define.reading.periods import read_period
from nianlun.define.words import label_of
from nianlun.reckon.periods import label, month_of, previous

PACK, INDICATOR = "pack:", "indicator:"
YEARS_BACK = 2


@require_http_methods(["GET", "HEAD", "POST"])
@said
def locks(request: HttpRequest) -> HttpResponse:
    """The trail, and a form for whoever may lock."""
    desk = Desk(acting(request))
    if request.method == "POST":
        attempt(request, lambda: _lock(request), done=_("The period is locked."))
        return go_to(request, reverse("indicators:locks"))
    packs = [(pack, inside) for pack, inside in desk.packs if desk.may_keep(None, pack.key)]
    page, today = paged(request, lock_trail(desk)), timezone.localdate()
    shown = {
        "page": page,
        "rows": [_shown(desk, row) for row in page],
        "periods": [(code, label(read_period(code), language())) for code in _periods(today)],
        "packs": [
            (
                label_of(pack, language()),
                f"{PACK}{pack.key}",
                [(f"{INDICATOR}{each.key}", name_of(each)) for each in inside],
            )
            for pack, inside in packs
        ],
        "chosen": request.GET.get("thing", ""),
        "chosen_period": request.GET.get("period") or previous(month_of(today.year, today.month)).code,
    }
    return render(request, "indicators/locks.html", shown)


def _lock(request: HttpRequest) -> PeriodLock:
    thing = request.POST.get("thing", "")
    return actions.lock_period(
        period=request.POST.get("period", ""),
        pack=thing.removeprefix(PACK) if thing.startswith(PACK) else "",
        indicator=thing.removeprefix(INDICATOR) if thing.startswith(INDICATOR) else "",
        by=acting(request),
        at=timezone.now(),
    )


def _periods(today: date) -> list[str]:
    """Years, quarters and months that are over, the latest first."""
    found = []
    for year in range(today.year, today.year - YEARS_BACK - 1, -1):
        found += [str(year)]
        found += [f"{year}-Q{number}" for number in range(4, 0, -1)]
        found += [f"{year}-{number:02d}" for number in range(12, 0, -1)]
    return [code for code in found if read_period(code).last <= today]


def _shown(desk: Desk, row: PeriodLock) -> dict[str, object]:
    if row.indicator:
        pack, name = desk.pack_of(row.indicator), name_of(desk.indicator(row.indicator))
    else:
        pack = row.pack
        name = next((label_of(each, language()) for each, _inside in desk.packs if each.key == pack), pack)
    return {
        "row": row,
        "name": name,
        "period": label(read_period(row.period), language()),
        "may_open": row.unlocked_at is None and desk.may_keep(None, pack),
    }


@require_POST
@said
def unlock(request: HttpRequest, lock_id: int) -> HttpResponse:
    """Open it again."""
    reason = request.POST.get("reason", "")
    attempt(
        request,
        lambda: actions.unlock_period(lock_id=lock_id, reason=reason, by=acting(request), at=timezone.now()),
        done=_("The period is open again."),
    )
    return go_to(request, reverse("indicators:locks"))
