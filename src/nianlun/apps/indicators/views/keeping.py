"""Targets and readings as keepers type them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nianlun.apps.indicators import actions
from nianlun.apps.indicators.actions import Wanted
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.views.common import acting
from nianlun.apps.indicators.views.refusals import said
from nianlun.apps.people.views.refusals import attempt, go_to
from nianlun.kernel.errors import RefusedError


def number_in(text: str) -> Decimal:
    """A number somebody typed.

    Raises:
        RefusedError: `indicators.value.unreadable`.
    """
    try:
        found = Decimal(text.strip().replace(",", "").replace("，", ""))
    except InvalidOperation as error:
        raise RefusedError("indicators.value.unreadable", value=text) from error
    if not found.is_finite() or abs(found) >= Decimal(10) ** 20:
        raise RefusedError("indicators.value.unreadable", value=text)
    return found


def unit_in(text: str) -> int | None:
    """Number of a unit; none for the whole."""
    return int(text) if text.isdecimal() else None


def year_in(text: str) -> int:
    """A year somebody typed.

    Raises:
        RefusedError: `indicators.target.year`.
    """
    if not text.isdecimal() or len(text) != 4:
        raise RefusedError("indicators.target.year", year=text)
    return int(text)


def _back(request: HttpRequest, key: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return go_to(request, f"{reverse('indicators:indicator', args=[key])}{'?' + query if query else ''}")


@require_POST
@said
def add_target(request: HttpRequest, key: str) -> HttpResponse:
    """Set a target by hand, with its source."""
    words = request.POST

    def act() -> None:
        desk = Desk(acting(request))
        value = number_in(words.get("value", ""))
        if desk.indicator(key).measure == "%":
            value /= 100
        wanted = Wanted(
            indicator=key,
            setter=words.get("setter", ""),
            year=year_in(words.get("year", "")),
            unit=unit_in(words.get("unit", "")),
            value=value,
            source=words.get("source", ""),
            passage=words.get("passage", ""),
        )
        actions.confirm_targets(wanted=[wanted], by=acting(request), at=timezone.now())

    attempt(request, act, done=_("The target is in force."))
    return _back(request, key)


@require_POST
@said
def withdraw_target(request: HttpRequest, key: str, target_id: int) -> HttpResponse:
    """Take a target out of force."""
    reason = request.POST.get("reason", "")
    attempt(
        request,
        lambda: actions.withdraw_target(
            target_id=target_id, reason=reason, by=acting(request), at=timezone.now()
        ),
        done=_("The target is withdrawn."),
    )
    return _back(request, key)


@require_POST
@said
def add_reading(request: HttpRequest, key: str) -> HttpResponse:
    """Enter a reading, or correct one."""
    words = request.POST

    def act() -> None:
        value, by, at = number_in(words.get("value", "")), acting(request), timezone.now()
        nature = "forecast" if words.get("nature") == "forecast" else "actual"
        source = words.get("source", "")
        if words.get("replaces", "").isdecimal():
            actions.correct_reading(
                reading_id=int(words["replaces"]), value=value, source=source, nature=nature,
                reason=words.get("reason", ""), by=by, at=at,
            )  # fmt: skip
            return
        actions.enter_reading(
            indicator=key, period=words.get("period", ""), value=value, source=source, nature=nature,
            unit=unit_in(words.get("unit", "")), by=by, at=at,
        )  # fmt: skip

    attempt(request, act, done=_("The reading is entered."))
    return _back(request, key)
