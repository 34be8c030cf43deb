"""Indicators, answers, targets and readings as programs take them."""

from __future__ import annotations

from typing import Any

from nianlun.apps.indicators.models import Reading
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.indicators.queries.targets import (
    StandingTarget,
    by_indicator,
    reached,
    standing_targets,
    unit_name,
)
from nianlun.define.model import IndicatorDef
from nianlun.define.reading.numbers import written
from nianlun.reckon.amounts import in_measure, shown
from nianlun.reckon.asking import Question
from nianlun.reckon.results import Result


def indicator_in_short(desk: Desk, each: IndicatorDef) -> dict[str, Any]:
    """What it is."""
    return {
        "key": each.key,
        "label": each.label,
        "label_en": each.label_en,
        "kind": each.kind.value,
        "measure": each.measure,
        "places": each.places,
        "register": each.register,
        "pack": desk.pack_of(each.key),
    }


def result_in_short(result: Result, indicators: dict[str, IndicatorDef]) -> dict[str, Any]:
    """An answer: numbers as decimal strings in the printed unit, with the entries and versions counted."""
    indicator, question = indicators[result.indicator], result.question
    return {
        "indicator": result.indicator,
        "period": question.period.code,
        "as_of": question.as_of.isoformat(),
        "unit": question.unit,
        "value": None if result.value is None else written(in_measure(result.value, indicator.measure)),
        "shown": None if result.value is None else shown(result.value, indicator),
        "measure": indicator.measure,
        "missing": result.missing.value if result.missing else None,
        "provisional": result.provisional,
        "lacking": result.lacking,
        "entries": [{"entry": each.entry, "version": each.version} for each in result.counted],
        "parts": [result_in_short(each, indicators) for each in result.parts],
    }


def target_in_short(each: StandingTarget) -> dict[str, Any]:
    """A target in force."""
    target = each.target
    return {
        "id": each.row.pk if each.row else None,
        "indicator": target.indicator,
        "setter": target.setter.value,
        "year": target.year,
        "unit": target.unit,
        "value": written(target.value),
        "measure": target.measure,
        "source": target.source.document if target.source else "",
        "passage": target.source.passage if target.source else "",
        "commitment": each.row.commitment_id if each.row else None,
    }


def completions(desk: Desk, key: str, question: Question) -> list[dict[str, Any]]:
    """The targets of the question's year beside what there is; ratios are never clamped."""
    unit = unit_name(desk, question.unit)
    targets = by_indicator(standing_targets(desk, years=[question.year], keys=[key]), unit).get(key, ())
    if not targets:
        return []
    answers = desk.totals([(key, question.in_year())])
    return [
        target_in_short(each)
        | {"completion": None if found.ratio is None else written(found.ratio), "is_met": found.is_met}
        for each in targets
        for result in answers.values()
        for found in [reached(each, result, desk.seen[key]).completion]
    ]


def reading_in_short(row: Reading) -> dict[str, Any]:
    """An entered reading."""
    return {
        "id": row.pk,
        "indicator": row.indicator,
        "period": row.period,
        "unit": row.unit_id,
        "value": written(row.value),
        "nature": row.nature,
        "source": row.source,
        "replaces": row.replaces_id,
        "recorded_at": row.recorded_at.isoformat(),
        "recorded_by": str(row.recorded_by),
    }
