"""What can be asked of an indicator in a report: its value, completion, place, growth; one function each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from nianlun.define.model import IndicatorDef, IndicatorKind, Register, Setter, TargetDef
from nianlun.reckon.amounts import EXACT, PERCENT, in_measure, percent, target_value
from nianlun.reckon.asking import Question
from nianlun.reckon.indicators import answer, indicator_of
from nianlun.reckon.kinds.growth import growth_of
from nianlun.reckon.periods import cut, previous, year_before
from nianlun.reckon.printing import (
    NOTHING,
    PLACE,
    POINTS,
    growth_words,
    number_of,
    points_words,
    worded,
)
from nianlun.reckon.ranks import Place, place_words, ranked
from nianlun.reckon.results import Missing, Result
from nianlun.reckon.source import Reckoner
from nianlun.reckon.targets import completion, target_for

PERCENT_PLACES = 1
"""Digits after the point of a completion, a share or a growth nobody defined otherwise."""
CITY_RANK = "_city_rank"
"""Ends the key of the entered indicator that holds an indicator's place in the city."""


@dataclass(frozen=True, kw_only=True)
class Composing:
    """For whom and when a report is composed."""

    question: Question
    """Unit, period, day and what was known."""
    reckoner: Reckoner
    """Answers."""
    targets: tuple[TargetDef, ...] = ()
    """All targets."""
    unit_name: str = ""
    """Name of the unit, as targets name it; empty for the whole."""
    peers: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """Units that are ranked, each with all below it."""
    registers: Mapping[str, Register] = field(default_factory=dict)
    """Registers whose entries may be listed."""
    target_year: int | None = None
    """Year whose targets `target` prints; none means the year of the period. A plan asks for the next."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """An answer with what is printed of it."""

    result: Result
    """Its value, its numerator and denominator are those of the fact."""
    measure: str
    """Unit it is printed in."""
    text: str
    """What is printed."""
    base: tuple[Result, ...]
    """The answers it rests on: what can change."""


Method = Callable[[IndicatorDef, Composing, tuple[str, ...]], Said]


def ask(indicator: IndicatorDef, composing: Composing, question: Question | None = None) -> Result:
    """The answer for the unit and period of the report."""
    return answer(indicator.key, question or composing.question, composing.reckoner)


def _value(indicator: IndicatorDef, composing: Composing, words: tuple[str, ...]) -> Said:
    del words
    found = ask(indicator, composing)
    text = worded(found.value, indicator.measure, indicator.places)
    return Said(result=found, measure=indicator.measure, text=text, base=(found,))


def _number(indicator: IndicatorDef, composing: Composing, words: tuple[str, ...]) -> Said:
    said = _value(indicator, composing, words)
    return replace(said, text=number_of(said.result.value, indicator.measure, indicator.places))


def _target_of(indicator: IndicatorDef, composing: Composing, word: str, year: int) -> TargetDef | None:
    return target_for(composing.targets, indicator.key, Setter(word), year, composing.unit_name)


def _completion(indicator: IndicatorDef, composing: Composing, words: tuple[str, ...]) -> Said:
    """Actual of the year over the target of the year."""
    question = composing.question.in_year()
    found = ask(indicator, composing, question)
    target = _target_of(indicator, composing, words[0], question.year)
    if target is None:
        return _nothing(found, PERCENT)
    done = completion(found, target, indicator)
    result = _of(found, done.ratio, done.actual, done.wanted, Missing.NOTHING_BELOW)
    text = NOTHING if done.ratio is None else percent(done.ratio, PERCENT_PLACES)
    return Said(result=result, measure=PERCENT, text=text, base=(found,))


def _gap(indicator: IndicatorDef, composing: Composing, words: tuple[str, ...]) -> Said:
    question = composing.question.in_year()
    found = ask(indicator, composing, question)
    target = _target_of(indicator, composing, words[0], question.year)
    if target is None:
        return _nothing(found, indicator.measure)
    done = completion(found, target, indicator)
    result = _of(found, done.gap, done.actual, done.wanted, Missing.PART)
    text = worded(done.gap, indicator.measure, indicator.places)
    return Said(result=result, measure=indicator.measure, text=text, base=(found,))


def _target(indicator: IndicatorDef, composing: Composing, words: tuple[str, ...]) -> Said:
    year = composing.target_year or composing.question.year
    target = _target_of(indicator, composing, words[0], year)
    empty = Result(indicator=indicator.key, question=composing.question)
    if target is None:
        return _nothing(empty, indicator.measure)
    value = target_value(target, indicator)
    text = worded(value, indicator.measure, indicator.places)
    return Said(result=replace(empty, value=value), measure=indicator.measure, text=text, base=())


def _growth(indicator: IndicatorDef, composing: Composing, words: tuple[str, ...]) -> Said:
    """Growth of the same days against the year before; of a percentage, the difference in points."""
    del words
    period = cut(composing.question.period, composing.question.as_of)
    if period is None:
        return _nothing(ask(indicator, composing), PERCENT)
    now = ask(indicator, composing, composing.question.within(period))
    before = ask(indicator, composing, composing.question.within(year_before(period)))
    in_points = indicator.measure == PERCENT
    value: Decimal | None = None
    why = Missing.PART
    if now.value is not None and before.value is not None:
        if in_points:
            value = in_measure(EXACT.subtract(now.value, before.value), PERCENT)
        else:
            value, why = growth_of(now.value, before.value)
    measure = POINTS if in_points else PERCENT
    result = replace(_of(now, value, now.value, before.value, why), parts=(now, before), counted=())
    return Said(
        result=result, measure=measure, text=worded(value, measure, PERCENT_PLACES), base=(now, before)
    )


def _previous(indicator: IndicatorDef, composing: Composing, words: tuple[str, ...]) -> Said:
    """The value in the period before, as known now: what the last issue should have said."""
    question = composing.question.within(previous(composing.question.period))
    return _value(indicator, replace(composing, question=question), words)


def peers_of(indicator: IndicatorDef, composing: Composing) -> tuple[dict[int, Result], tuple[Place, ...]]:
    """Answers of all ranked units, and their places."""
    found = {
        unit: ask(indicator, composing, composing.question.of(unit, units))
        for unit, units in composing.peers.items()
    }
    places = ranked({unit: each.value for unit, each in found.items()}, indicator.better)
    return found, places


def _rank(indicator: IndicatorDef, composing: Composing, words: tuple[str, ...]) -> Said:
    """The place of the unit among its peers."""
    del words
    answers, places = peers_of(indicator, composing)
    mine = next((each for each in places if each.unit == composing.question.unit), None)
    own = answers.get(composing.question.unit or 0) or ask(indicator, composing)
    if mine is None or mine.place is None:
        return _nothing(own, PLACE)
    others = tuple(each for unit, each in answers.items() if unit != composing.question.unit)
    place, of = Decimal(mine.place), Decimal(mine.of)
    result = replace(_of(own, place, place, of, Missing.PART), parts=(own, *others), counted=())
    text = place_words(mine.place, tied=mine.tied)
    return Said(result=result, measure=PLACE, text=text, base=(own, *others))


def _share(indicator: IndicatorDef, composing: Composing, words: tuple[str, ...]) -> Said:
    """The unit's part of the whole."""
    del words
    own = ask(indicator, composing)
    whole = ask(indicator, composing, composing.question.of(None, None))
    value: Decimal | None = None
    if own.value is not None and whole.value:
        value = EXACT.divide(own.value, whole.value)
    result = _of(own, value, own.value, whole.value, Missing.NOTHING_BELOW)
    result = replace(result, parts=(own, whole), counted=())
    text = NOTHING if value is None else percent(value, PERCENT_PLACES)
    return Said(result=result, measure=PERCENT, text=text, base=(own, whole))


def _city_rank(indicator: IndicatorDef, composing: Composing, words: tuple[str, ...]) -> Said:
    """The place in the city, as it was announced and entered."""
    return _value(indicator_of(f"{indicator.key}{CITY_RANK}", composing.reckoner), composing, words)


def _sentence(indicator: IndicatorDef, composing: Composing, words: tuple[str, ...]) -> Said:
    """The growth in words."""
    if indicator.kind is IndicatorKind.GROWTH:
        said = _value(indicator, composing, words)
        return replace(said, text=growth_words(said.result.value, indicator.places))
    said = _growth(indicator, composing, words)
    in_words = points_words if said.measure == POINTS else growth_words
    return replace(said, text=in_words(said.result.value, PERCENT_PLACES))


def _of(
    result: Result,
    value: Decimal | None,
    numerator: Decimal | None,
    denominator: Decimal | None,
    why: Missing,
) -> Result:
    missing = None if value is not None else result.missing or why
    return replace(result, value=value, numerator=numerator, denominator=denominator, missing=missing)


def _nothing(result: Result, measure: str) -> Said:
    """Where nothing was set, or nobody is ranked."""
    empty = replace(result, value=None, missing=result.missing or Missing.NO_READING)
    return Said(result=empty, measure=measure, text=NOTHING, base=(result,))


METHODS: dict[str, Method] = {
    "value": _value,
    "in_period": _value,
    "number": _number,
    "completion": _completion,
    "target": _target,
    "gap": _gap,
    "growth": _growth,
    "previous": _previous,
    "rank": _rank,
    "share": _share,
    "city_rank": _city_rank,
    "sentence": _sentence,
}
"""By the name in templates; `nianlun.define.figures` checks the same names before there are any values."""
