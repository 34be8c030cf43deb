"""Targets as pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from nianlun.apps.indicators.models import Target
from nianlun.apps.indicators.queries.settled import SettledTarget
from nianlun.apps.indicators.queries.targets import Reached
from nianlun.apps.indicators.views.acts import what_became
from nianlun.apps.indicators.views.common import Told, language, told
from nianlun.define.model import IndicatorDef, TargetDef
from nianlun.reckon.amounts import percent, printed, shown
from nianlun.reckon.targets import setter_words


@dataclass(frozen=True, slots=True)
class ShownTarget:
    """A target with its completion, in words."""

    setter: str
    wanted: str
    """With its unit of measure."""
    completion: str
    width: int
    pace: str
    """`met`, `ahead`, `behind`, `far` or nothing."""
    gap: str
    source: str
    passage: str
    address: str
    row: Target | None


def shown_target(each: Reached, indicator: IndicatorDef, places: int = 2) -> ShownTarget:
    """In the language of the page; completion is never clamped, only the bar is."""
    found, row = each.completion, each.standing.row
    target = each.standing.target
    return ShownTarget(
        setter=setter_words(target.setter, language()),
        wanted=_wanted(target, indicator),
        completion="" if found.ratio is None else percent(found.ratio, places),
        width=each.width,
        pace=found.pace(found.elapsed),
        gap="" if found.gap is None else shown(found.gap, indicator),
        source=target.source.document if target.source else "",
        passage=target.source.passage if target.source else "",
        address=_address(row),
        row=row,
    )


@dataclass(frozen=True, slots=True)
class ShownSettled:
    """What became of a target, in words."""

    year: int
    setter: str
    wanted: str
    told: Told | None
    outcome: str
    """`kept`, `missed`, `dropped`, `open` or `untold`."""
    words: str
    source: str
    address: str
    reason: str
    """Why it was dropped, and by whom."""


def shown_settled(each: SettledTarget, indicator: IndicatorDef) -> ShownSettled:
    """In the language of the page."""
    target, row = each.standing.target, each.standing.row
    dropped = row if row is not None and row.withdrawn_at is not None else None
    return ShownSettled(
        year=target.year,
        setter=setter_words(target.setter, language()),
        wanted=_wanted(each.standing.target, indicator),
        told=told(each.result, indicator),
        outcome=each.settled.outcome.value,
        words=what_became(each.settled.outcome),
        source=target.source.document if target.source else "",
        address=_address(row),
        reason=f"{dropped.reason} ({dropped.withdrawn_by}, {dropped.withdrawn_at:%Y-%m-%d})"
        if dropped
        else "",
    )


def _wanted(target: TargetDef, indicator: IndicatorDef) -> str:
    number = printed(target.value * (100 if indicator.measure == "%" else 1), 8)
    return f"{number}{target.measure or indicator.measure}"


def _address(row: Target | None) -> str:
    """The passage in the library."""
    if row is None or row.document_id is None:
        return ""
    start = row.start or 0
    end = start + len(row.passage)
    return f"{reverse('library:document', args=[row.document_id])}?mark={start}-{end}#at-{start}"
