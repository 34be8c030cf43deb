"""Targets as pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from nianlun.apps.indicators.models import Target
from nianlun.apps.indicators.queries.targets import Reached
from nianlun.apps.indicators.views.common import language
from nianlun.define.model import IndicatorDef
from nianlun.reckon.amounts import percent, printed, shown
from nianlun.reckon.targets import setter_words


@dataclass(frozen=True, slots=True)
class ShownTarget:
    """A target with its completion, in words."""

    setter: str
    wanted: str
    measure: str
    completion: str
    width: int
    pace: str
    """`met`, `ahead`, `behind` or nothing."""
    gap: str
    source: str
    passage: str
    address: str
    row: Target | None


def shown_target(each: Reached, indicator: IndicatorDef, places: int = 2) -> ShownTarget:
    """In the language of the page; completion is never clamped, only the bar is."""
    found, row = each.completion, each.standing.row
    target = each.standing.target
    pace = ""
    if found.is_met:
        pace = "met"
    elif found.ahead is not None:
        pace = "ahead" if found.ahead >= 0 else "behind"
    address = ""
    if row is not None and row.document_id is not None:
        start = row.start or 0
        end = start + len(row.passage)
        address = f"{reverse('library:document', args=[row.document_id])}?mark={start}-{end}#at-{start}"
    return ShownTarget(
        setter=setter_words(target.setter, language()),
        wanted=printed(target.value * (100 if indicator.measure == "%" else 1), 8),
        measure=target.measure or indicator.measure,
        completion="" if found.ratio is None else percent(found.ratio, places),
        width=each.width,
        pace=pace,
        gap="" if found.gap is None else shown(found.gap, indicator),
        source=target.source.document if target.source else "",
        passage=target.source.passage if target.source else "",
        address=address,
        row=row,
    )
