"""Indicators, their values, targets and readings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from nianlun.apps.indicators import actions
from nianlun.apps.indicators.asking import asked_for
from nianlun.apps.indicators.exporting import (
    completions,
    indicator_in_short,
    reading_in_short,
    result_in_short,
    target_in_short,
)
from nianlun.apps.indicators.models import Reading
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.targets import standing_targets

router = Router()
MOST = 1000


class ReadingRequest(Schema):
    """A reading to be entered; `replaces` makes it a correction, which needs a reason."""

    period: str
    value: Decimal
    source: str
    unit: int | None = None
    nature: str = "actual"
    replaces: int | None = None
    reason: str = ""


@router.get("", response=list[dict[str, Any]], summary="List indicators")
def list_indicators(request: HttpRequest) -> list[dict[str, Any]]:
    """Those of registers the user may read."""
    desk = Desk(request.auth)
    return [indicator_in_short(desk, each) for each in desk.seen.values()]


@router.get("/targets", response=list[dict[str, Any]], summary="Targets in force")
def list_targets(request: HttpRequest, year: int | None = None) -> list[dict[str, Any]]:
    """Of packs and of people, of one year or all."""
    found = standing_targets(Desk(request.auth), years=None if year is None else [year])
    return [target_in_short(each) for each in found]


@router.get("/{slug:key}", response=dict[str, Any], summary="One indicator")
def one(request: HttpRequest, key: str) -> dict[str, Any]:
    """What it is."""
    desk = Desk(request.auth)
    return indicator_in_short(desk, desk.indicator(key))


@router.get("/{slug:key}/value", response=dict[str, Any], summary="Its value, with the entries counted")
def value(
    request: HttpRequest, key: str, period: str = "", as_of: str = "", unit: int | None = None
) -> dict[str, Any]:
    """For a period, as known on a day, for a unit and all below it; with the targets of the year."""
    desk = Desk(request.auth)
    asked = asked_for(desk, {"period": period, "as_of": as_of, "unit": None if unit is None else str(unit)})
    result = desk.ask(key, asked.question)
    targets = completions(desk, key, asked.question)
    return result_in_short(result, dict(desk.catalog.indicators)) | {"targets": targets}


@router.get("/{slug:key}/readings", response=list[dict[str, Any]], summary="Entered readings")
def readings(request: HttpRequest, key: str) -> list[dict[str, Any]]:
    """The latest first, replaced ones too."""
    desk = Desk(request.auth)
    desk.indicator(key)
    rows = Reading.objects.filter(indicator=key).select_related("recorded_by").order_by("-recorded_at", "-pk")
    return [reading_in_short(row) for row in rows[:MOST]]


@router.post("/{slug:key}/readings", response=dict[str, Any], summary="Enter a reading")
def enter(request: HttpRequest, key: str, body: ReadingRequest) -> dict[str, Any]:
    """With its source; a correction names the reading it replaces."""
    by, at = request.auth, timezone.now()
    if body.replaces is not None:
        row = actions.correct_reading(
            reading_id=body.replaces, value=body.value, source=body.source, reason=body.reason,
            nature=body.nature, by=by, at=at,
        )  # fmt: skip
    else:
        row = actions.enter_reading(
            indicator=key, period=body.period, value=body.value, source=body.source, unit=body.unit,
            nature=body.nature, by=by, at=at,
        )  # fmt: skip
    return reading_in_short(row)
