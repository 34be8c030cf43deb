"""Targets, readings and locks: what keepers type, and the commitments of a document as targets."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nianlun.apps.indicators import actions
from nianlun.apps.indicators.actions import Wanted
from nianlun.apps.indicators.models import Target
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.proposals import documents_with_promises, offers_of
from nianlun.apps.indicators.views.common import acting, language
from nianlun.apps.indicators.views.refusals import said
from nianlun.apps.people.views.listing import paged
from nianlun.apps.people.views.refusals import attempt, go_to
from nianlun.define.words import label_of
from nianlun.kernel.errors import RefusedError
from nianlun.reckon.targets import SETTERS, setter_words


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


def _unit(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _year(text: str) -> int:
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
            year=_year(words.get("year", "")),
            unit=_unit(words.get("unit", "")),
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
            unit=_unit(words.get("unit", "")), by=by, at=at,
        )  # fmt: skip

    attempt(request, act, done=_("The reading is entered."))
    return _back(request, key)


@require_POST
@said
def lock(request: HttpRequest, key: str) -> HttpResponse:
    """Close a period of an indicator."""
    period = request.POST.get("period", "")
    attempt(
        request,
        lambda: actions.lock_period(period=period, indicator=key, by=acting(request), at=timezone.now()),
        done=_("The period is locked."),
    )
    return _back(request, key)


@require_POST
@said
def unlock(request: HttpRequest, key: str, lock_id: int) -> HttpResponse:
    """Open it again."""
    reason = request.POST.get("reason", "")
    attempt(
        request,
        lambda: actions.unlock_period(lock_id=lock_id, reason=reason, by=acting(request), at=timezone.now()),
        done=_("The period is open again."),
    )
    return _back(request, key)


@require_safe
@said
def promises(request: HttpRequest) -> HttpResponse:
    """Documents that promise numbers."""
    page = paged(request, documents_with_promises(Desk(acting(request))))
    return render(request, "indicators/promises.html", {"page": page})


@said
def promises_of(request: HttpRequest, document_id: int) -> HttpResponse:
    """The commitments of a document, each beside the indicator it means; all confirmed at once."""
    desk = Desk(acting(request))
    document, offers = offers_of(desk, document_id)
    if request.method == "POST":
        made = attempt(request, lambda: _confirm(request), done=_("The targets are in force."))
        if made:
            return go_to(request, reverse("indicators:promises-of", args=[document_id]))
    by_pack = [
        (
            label_of(pack, language()),
            [(each.key, label_of(each, language()), each.measure) for each in inside],
        )
        for pack, inside in desk.packs
    ]
    shown = {
        "document": document,
        "offers": offers,
        "packs": by_pack,
        "setters": [(each.value, setter_words(each, language())) for each in SETTERS],
        "may_keep": desk.keeps_something,
        "open": sum(1 for each in offers if each.standing is None),
    }
    return render(request, "indicators/promises_of.html", shown)


def _confirm(request: HttpRequest) -> list[Target]:
    words = request.POST
    desk = Desk(acting(request))
    wanted = []
    for number in words.getlist("commitment"):
        key = words.get(f"indicator-{number}", "")
        if not number.isdecimal() or not key:
            continue
        value = number_in(words.get(f"value-{number}", ""))
        wanted.append(
            Wanted(
                indicator=key,
                setter=words.get("setter", "county"),
                year=_year(words.get(f"year-{number}", "")),
                value=value / 100 if desk.indicator(key).measure == "%" else value,
                measure="" if desk.indicator(key).measure == "%" else words.get(f"measure-{number}", ""),
                comparator=words.get(f"comparator-{number}", Target.Comparator.AT_LEAST),
                commitment=int(number),
            )
        )
    if not wanted:
        raise RefusedError("indicators.target.nothing")
    return actions.confirm_targets(wanted=wanted, by=acting(request), at=timezone.now())
