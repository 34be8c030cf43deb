"""Why an answer changed: the entries that came, went or were corrected, each with its part in the difference.

The parts are fractions and add up to the difference exactly, also for shares: what moved above the line is
weighed with the mean of the two denominators, what moved below it with the mean of the two numerators.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from nianlun.define.model import IndicatorDef, IndicatorKind
from nianlun.reckon.asking import Question
from nianlun.reckon.indicators import indicator_of
from nianlun.reckon.kinds.derived import reckoned
from nianlun.reckon.results import Counted, Result
from nianlun.reckon.source import Reckoner


class Why(StrEnum):
    """What happened to an entry between two answers."""

    ADDED = "added"
    """It was entered."""
    LATE = "late"
    """It was entered afterwards, for something that lies before."""
    ADVANCED = "advanced"
    """Its work went on, or it was kept up to date."""
    CORRECTED = "corrected"
    """What was known of it was wrong."""
    MOVED = "moved"
    """It was handed to another unit."""
    DROPPED = "dropped"
    """It was dropped or merged."""
    READING = "reading"
    """A reading was entered or replaced."""


@dataclass(frozen=True, kw_only=True)
class Story:
    """What is known of an entry between two instants."""

    is_new: bool = False
    """Whether it was not known at the first instant."""
    is_corrected: bool = False
    """Whether a correction lies between."""
    is_dropped: bool = False
    """Whether it no longer lives at the second."""
    is_moved: bool = False
    """Whether another unit keeps it, or is named in it."""
    is_earlier: bool = False
    """Whether it happened on or before the day first asked about."""


class History(Protocol):
    """Knows what happened to entries."""

    def story(self, indicator: IndicatorDef, entry: int, before: Question, after: Question) -> Story:
        """What happened to an entry between two questions."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One entry, or one reading, and its part in the difference."""

    indicator: str
    """Key of the indicator it was counted for."""
    why: Why
    """What happened."""
    part: Fraction
    """What it did to the value, as values are kept."""
    entry: int | None = None
    """Number of the entry; none for a reading."""
    before: int | None = None
    """Version that counted before, or the number of the reading; none where none did."""
    after: int | None = None
    """Version that counts after, or the number of the reading."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """The difference of two answers and what made it."""

    before: Result
    """The first answer."""
    after: Result
    """The second."""
    difference: Fraction | None
    """After less before; None where either is missing."""
    items: tuple[Item, ...]
    """The parts, largest first; they and the remainder add up to the difference."""
    remainder: Fraction = Fraction(0)
    """What no entry explains: nothing, unless a formula cannot be taken apart."""


def change(before: Result, after: Result, reckoner: Reckoner, history: History) -> Change:
    """Why an indicator's answer is another one; both must carry their entries."""
    items = _merged(_items(before, after, reckoner, history))
    explained = sum((each.part for each in items), Fraction(0))
    difference = difference_of(before, after, reckoner)
    rest = Fraction(0) if difference is None else difference - explained
    ordered = sorted(items, key=lambda each: (-abs(each.part), each.indicator, each.entry or 0))
    return Change(before=before, after=after, difference=difference, items=tuple(ordered), remainder=rest)


def exact_value(result: Result, reckoner: Reckoner) -> Fraction | None:
    """The value without any rounding, where the kind is a ratio of two kept numbers."""
    if result.value is None:
        return None
    kind = indicator_of(result.indicator, reckoner).kind
    if kind is IndicatorKind.TO_DATE:
        return exact_value(result.parts[0], reckoner)
    if kind in (IndicatorKind.SHARE, IndicatorKind.GROWTH, IndicatorKind.AVERAGE):
        over, under = _ends(result, reckoner)
        return over / under - (1 if kind is IndicatorKind.GROWTH else 0)
    if kind is IndicatorKind.DIFFERENCE:
        over, under = _ends(result, reckoner)
        return over - under
    return Fraction(result.value)


def difference_of(before: Result, after: Result, reckoner: Reckoner) -> Fraction | None:
    """After less before; None where either is missing."""
    first, second = exact_value(before, reckoner), exact_value(after, reckoner)
    return None if first is None or second is None else second - first


def _ends(result: Result, reckoner: Reckoner) -> tuple[Fraction, Fraction]:
    """Exact values above and below the line of an answer that has a value."""
    if result.parts:
        ends = [exact_value(part, reckoner) or Fraction(0) for part in result.parts[:2]]
        return ends[0], ends[1]
    return Fraction(result.numerator or 0), Fraction(result.denominator or 0)


def _items(before: Result, after: Result, reckoner: Reckoner, history: History) -> Iterator[Item]:
    """The parts in the difference; where there is no difference to take apart, each part is nought."""
    indicator = indicator_of(before.indicator, reckoner)
    match indicator.kind:
        case IndicatorKind.COUNT | IndicatorKind.SUM:
            yield from _entries(indicator, before, after, history)
        case IndicatorKind.AVERAGE:
            yield from _average(indicator, before, after, history)
        case IndicatorKind.EXTREME | IndicatorKind.LATEST:
            yield from _holders(indicator, before, after, history)
        case IndicatorKind.ENTERED:
            yield from _readings(before, after)
        case IndicatorKind.TO_DATE:
            yield from _items(before.parts[0], after.parts[0], reckoner, history)
        case IndicatorKind.SHARE | IndicatorKind.GROWTH:
            yield from _ratio(before, after, reckoner, history)
        case IndicatorKind.DIFFERENCE:
            yield from _weighed(before.parts[0], after.parts[0], Fraction(1), reckoner, history)
            yield from _weighed(before.parts[1], after.parts[1], Fraction(-1), reckoner, history)
        case IndicatorKind.DERIVED:
            yield from _derived(indicator, before, after, reckoner, history)


def _ratio(before: Result, after: Result, reckoner: Reckoner, history: History) -> Iterator[Item]:
    if not before.parts or not after.parts:
        return
    over, under = Fraction(0), Fraction(0)
    if before.value is not None and after.value is not None:
        over, under = weights(_ends(before, reckoner), _ends(after, reckoner))
    yield from _weighed(before.parts[0], after.parts[0], over, reckoner, history)
    yield from _weighed(before.parts[1], after.parts[1], under, reckoner, history)


def weights(before: tuple[Fraction, Fraction], after: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    """What one more above the line, and one more below it, does to a ratio, so that all adds up."""
    (over, under), (over_after, under_after) = before, after
    above = (1 / under + 1 / under_after) / 2
    below = -(over + over_after) / 2 / (under * under_after)
    return above, below


def _weighed(
    before: Result, after: Result, weight: Fraction, reckoner: Reckoner, history: History
) -> Iterator[Item]:
    for each in _items(before, after, reckoner, history):
        yield replace(each, part=each.part * weight)


Pair = tuple[Counted | None, Counted | None]


def _changed(before: Result, after: Result) -> Iterator[tuple[int, Pair]]:
    """Entries that do not count alike in two answers."""
    first: Mapping[int, Counted] = {each.entry: each for each in before.counted}
    second: Mapping[int, Counted] = {each.entry: each for each in after.counted}
    for entry in sorted(first.keys() | second.keys()):
        pair = (first.get(entry), second.get(entry))
        if pair[0] is None or pair[1] is None or pair[0].part != pair[1].part:
            yield entry, pair


def _entries(indicator: IndicatorDef, before: Result, after: Result, history: History) -> Iterator[Item]:
    for entry, (old, new) in _changed(before, after):
        yield _item(indicator, entry, old, new, _part(new) - _part(old), before, after, history)


def _average(indicator: IndicatorDef, before: Result, after: Result, history: History) -> Iterator[Item]:
    above, below = Fraction(0), Fraction(0)
    if before.value is not None and after.value is not None:
        ends = [(Fraction(each.numerator or 0), Fraction(each.denominator or 0)) for each in (before, after)]
        above, below = weights(ends[0], ends[1])
    for entry, (old, new) in _changed(before, after):
        part = (_part(new) - _part(old)) * above + (_is_read(new) - _is_read(old)) * below
        yield _item(indicator, entry, old, new, part, before, after, history)


def _holders(indicator: IndicatorDef, before: Result, after: Result, history: History) -> Iterator[Item]:
    """The reading that stood out before, or stands out now, among the entries that changed."""
    changed = list(_changed(before, after))
    ends = [each for each in (before.value, after.value) if each is not None]
    held = [
        (entry, pair) for entry, pair in changed if any(one is not None and one.part in ends for one in pair)
    ]
    held = held or changed
    difference = Fraction(0)
    if before.value is not None and after.value is not None:
        difference = Fraction(after.value) - Fraction(before.value)
    for entry, (old, new) in held:
        yield _item(indicator, entry, old, new, difference / len(held), before, after, history)


def _readings(before: Result, after: Result) -> Iterator[Item]:
    old, new = before.readings[:1], after.readings[:1]
    if old == new:
        return
    part = Fraction(0)
    if before.value is not None and after.value is not None:
        part = Fraction(after.value) - Fraction(before.value)
    yield Item(
        indicator=before.indicator,
        why=Why.READING,
        part=part,
        before=old[0].id if old else None,
        after=new[0].id if new else None,
    )


def _derived(
    indicator: IndicatorDef, before: Result, after: Result, reckoner: Reckoner, history: History
) -> Iterator[Item]:
    """One part after the other takes its new value; what each step does is shared out among its entries."""
    values: dict[str, Decimal | None] = {each.indicator: each.value for each in before.parts}
    formula = indicator.formula
    if formula is None:
        return
    here = reckoned(formula, values, indicator, reckoner)
    for old, new in zip(before.parts, after.parts, strict=True):
        values[old.indicator] = new.value
        there = reckoned(formula, values, indicator, reckoner)
        step = Fraction(0) if here is None or there is None else Fraction(there) - Fraction(here)
        inside = difference_of(old, new, reckoner)
        yield from _weighed(old, new, step / inside if inside else Fraction(0), reckoner, history)
        here = there


def _item(
    indicator: IndicatorDef,
    entry: int,
    old: Counted | None,
    new: Counted | None,
    part: Fraction,
    before: Result,
    after: Result,
    history: History,
) -> Item:
    story = history.story(indicator, entry, before.question, after.question)
    return Item(
        indicator=indicator.key,
        why=why_of(story),
        part=part,
        entry=entry,
        before=old.version if old else None,
        after=new.version if new else None,
    )


def why_of(story: Story) -> Why:
    """The one word for what happened."""
    if story.is_dropped:
        return Why.DROPPED
    if story.is_new:
        return Why.LATE if story.is_earlier else Why.ADDED
    if story.is_corrected:
        return Why.CORRECTED
    return Why.MOVED if story.is_moved else Why.ADVANCED


def _part(counted: Counted | None) -> Fraction:
    return Fraction(counted.part) if counted is not None and counted.part is not None else Fraction(0)


def _is_read(counted: Counted | None) -> int:
    return int(counted is not None and counted.part is not None)


def _merged(items: Iterator[Item]) -> list[Item]:
    """One item for each entry and indicator: an indicator may stand in a formula twice."""
    found: dict[tuple[str, int | None, int | None, int | None], Item] = {}
    for each in items:
        key = (each.indicator, each.entry, each.before, each.after)
        known = found.get(key)
        found[key] = each if known is None else replace(known, part=known.part + each.part)
    return list(found.values())
