"""From a promise in a document to a target of its year, and at the year's end: kept, missed or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from nianlun.define.model import Better, IndicatorDef, Setter, Source, TargetDef
from nianlun.kernel.measures import measure_of
from nianlun.reckon.amounts import EXACT, PERCENT, target_value
from nianlun.reckon.likeness import likeness
from nianlun.reckon.results import Result

LIKELY = 0.55
"""From this likeness on an indicator is proposed; a person confirms it."""
OFFERED = 5
"""How many others are offered beside the best."""
NEAR = 0.15
"""What likeness to the promise before is worth in the order of candidates."""
_OTHER_COUNTER = 0.9
"""Weighs names whose things are counted by another word: 家 for 个."""


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A commitment as the library keeps it."""

    text: str
    """The sentence."""
    indicator: str | None = None
    """What is promised, as the document calls it."""
    comparator: str | None = None
    """`>=`, `<=`, `=` or `range`."""
    value: str | None = None
    """The number as printed, in ASCII digits."""
    upper: str | None = None
    """Upper end of a range."""
    unit: str | None = None
    """Unit as printed."""
    due: str | None = None
    """`2024`, `2024-06`, `2024-12-31`, or a range with `/`."""
    setter: Setter = Setter.COUNTY
    """Who set it: by the document that says so."""
    document: str = ""
    """Title of the document."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A target a promise may become."""

    promise: Promise
    """What was promised."""
    target: TargetDef
    """What would be set, with its source."""
    score: float
    """Likeness of the names, 0 to 1."""
    others: tuple[tuple[str, float], ...] = ()
    """Keys of further indicators it may mean, with their scores."""


@dataclass(frozen=True, kw_only=True)
class Unfit:
    """A promise that becomes no target by itself."""

    promise: Promise
    """What was promised."""
    others: tuple[tuple[str, float], ...] = ()
    """Keys of indicators it may mean, none of them likely."""


def propose(
    promises: Iterable[Promise],
    indicators: Iterable[IndicatorDef],
    year: int,
    synonyms: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Proposal | Unfit, ...]:
    """A target for each promise due in a year, in the order of the document.

    `synonyms`: other names of indicators by key. What follows a promise often is a part of it (其中制造业项目16个):
    of indicators alike, that which is more like the one before it goes first.
    """
    known = tuple(indicators)
    found: list[Proposal | Unfit] = []
    before: IndicatorDef | None = None
    for promise in promises:
        if promise.due is not None and year_due(promise.due) != year:
            continue
        scored = candidates(promise, known, synonyms or {}, before)
        found.append(_proposed(promise, scored, year))
        before = scored[0][0] if isinstance(found[-1], Proposal) else None
    return tuple(found)


def year_due(due: str) -> int | None:
    """The year in which something is due: the last one of a range."""
    last = due.rpartition("/")[2]
    return int(last[:4]) if last[:4].isdecimal() else None


def _proposed(promise: Promise, scored: list[tuple[IndicatorDef, float]], year: int) -> Proposal | Unfit:
    named = tuple((each.key, score) for each, score in scored)
    value = _number(promise.value)
    if value is None or not scored or scored[0][1] < LIKELY:
        return Unfit(promise=promise, others=named[:OFFERED])
    best, score = scored[0]
    value, measure = _in_unit(value, promise.unit, best)
    target = TargetDef(
        indicator=best.key,
        setter=promise.setter,
        year=year,
        value=value,
        measure=measure,
        source=Source(document=promise.document, passage=promise.text),
    )
    return Proposal(promise=promise, target=target, score=score, others=named[1 : OFFERED + 1])


def candidates(
    promise: Promise,
    indicators: Iterable[IndicatorDef],
    synonyms: Mapping[str, tuple[str, ...]],
    before: IndicatorDef | None = None,
) -> list[tuple[IndicatorDef, float]]:
    """Indicators a promise may mean, the likeliest first; those in another kind of unit are none."""
    if not promise.indicator:
        return []
    found = []
    for each in indicators:
        weight = _fits(promise.unit, each.measure)
        names = (each.label, *synonyms.get(each.key, ()))
        score = weight * max(likeness(promise.indicator, name) for name in names)
        if score > 0:
            found.append((each, round(score, 4)))
    return sorted(found, key=lambda one: (-one[1] - NEAR * _nearness(one[0], before), one[0].key))


def _nearness(indicator: IndicatorDef, before: IndicatorDef | None) -> float:
    """How much an indicator is like the one promised just before; nothing for that one itself."""
    return 0.0 if before is None or before.key == indicator.key else likeness(indicator.label, before.label)


def _in_unit(value: Decimal, unit: str | None, indicator: IndicatorDef) -> tuple[Decimal, str]:
    """Number and unit of a target: a ratio for percentages, the printed unit where it can be converted."""
    if indicator.measure == PERCENT:
        return EXACT.multiply(value, Decimal("0.01")), ""
    if not unit or unit == indicator.measure:
        return value, ""
    theirs, ours = measure_of(unit), measure_of(indicator.measure)
    if theirs.base_unit == ours.base_unit:
        return value, unit
    return EXACT.divide(EXACT.multiply(value, theirs.factor), ours.factor), ""


def _fits(unit: str | None, measure: str) -> float:
    """1 where the units are of one kind, a little less where things are counted by another word, 0 else."""
    if not unit or unit == measure:
        return 1.0
    theirs, ours = measure_of(unit), measure_of(measure)
    counting = {"count", "people"}
    if theirs.kind in counting and ours.kind in counting:
        return _OTHER_COUNTER
    return float((theirs.kind, theirs.base_unit) == (ours.kind, ours.base_unit))


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


class Outcome(StrEnum):
    """What became of a promise."""

    KEPT = "kept"
    """兑现."""
    MISSED = "missed"
    """未完成."""
    DROPPED = "dropped"
    """It was given up, with a reason."""
    OPEN = "open"
    """Its year is not over and it is not reached yet."""
    UNTOLD = "untold"
    """Nobody knows: the figure is missing."""


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A promise at the year's end."""

    target: TargetDef
    """What was set."""
    outcome: Outcome
    """What became of it."""
    actual: Decimal | None
    """What there is, as values are kept."""
    wanted: Decimal
    """What was promised, as values are kept."""


def settle(
    target: TargetDef,
    indicator: IndicatorDef,
    result: Result,
    *,
    comparator: str | None = None,
    upper: Decimal | None = None,
    is_dropped: bool = False,
) -> Settled:
    """Hold a promise against what there is; without a comparator it means at least, or at most where lower is better."""
    wanted, actual = target_value(target, indicator), result.value
    is_over = result.question.as_of >= date(target.year, 12, 31)
    if is_dropped:
        outcome = Outcome.DROPPED
    elif actual is None:
        outcome = Outcome.UNTOLD if is_over else Outcome.OPEN
    elif _holds(actual, wanted, comparator or _usual(indicator), upper):
        outcome = Outcome.KEPT if is_over or _stays(comparator or _usual(indicator)) else Outcome.OPEN
    else:
        outcome = Outcome.MISSED if is_over else Outcome.OPEN
    return Settled(target=target, outcome=outcome, actual=actual, wanted=wanted)


def _usual(indicator: IndicatorDef) -> str:
    return ">=" if indicator.better is Better.HIGHER else "<="


def _stays(comparator: str) -> bool:
    """Whether what is reached before the year is over counts as kept: at least so many does."""
    return comparator == ">="


def _holds(actual: Decimal, wanted: Decimal, comparator: str, upper: Decimal | None) -> bool:
    match comparator:
        case "<=":
            return actual <= wanted
        case "=":
            return actual == wanted
        case "range":
            return wanted <= actual <= (wanted if upper is None else upper)
        case _:
            return actual >= wanted
