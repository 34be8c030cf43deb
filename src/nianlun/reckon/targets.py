"""How far an indicator is from what was set: completion for each setter, never clamped, and the pace of the year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from nianlun.define.figures import SETTER_WORDS
from nianlun.define.model import Better, IndicatorDef, Setter, TargetDef
from nianlun.define.words import Language, either
from nianlun.reckon.amounts import EXACT, quotient, target_value
from nianlun.reckon.periods import year_share
from nianlun.reckon.results import Result

SETTERS: dict[Setter, tuple[str, str]] = {
    Setter.NATION: ("国定", "the nation's"),
    Setter.PROVINCE: ("省定", "the province's"),
    Setter.CITY: ("市定", "the city's"),
    Setter.COUNTY: ("县定", "the county's"),
    Setter.UNIT: ("自定", "its own"),
}
"""How each is called, in Chinese and in English."""


def setter_of(word: str) -> Setter | None:
    """The setter of a key or a Chinese word: `county`, `县定`."""
    return SETTER_WORDS.get(word) or (Setter(word) if word in tuple(Setter) else None)


FAR_BEHIND = Decimal("0.5")
"""Less than this share of an even pace is far behind."""


def setter_words(setter: Setter, language: Language) -> str:
    """`县定`."""
    return either(language, *SETTERS[setter])


def target_for(
    targets: Iterable[TargetDef], indicator: str, setter: Setter, year: int, unit: str = ""
) -> TargetDef | None:
    """The target of a unit, by its name; that for the whole where the name is empty."""
    wanted = (indicator, setter, year, unit)
    return next(
        (each for each in targets if (each.indicator, each.setter, each.year, each.unit) == wanted), None
    )


@dataclass(frozen=True, kw_only=True)
class Completion:
    """An indicator beside one of its targets; values as they are kept."""

    target: TargetDef
    """What was set, by whom, with its source."""
    actual: Decimal | None
    """What there is; None where it is missing."""
    wanted: Decimal
    """What was set."""
    ratio: Decimal | None
    """Actual over wanted: 1.125 is 112.5%; None where either says nothing."""
    gap: Decimal | None
    """What is still wanting to the year's end; below zero where there is more than was set."""
    is_met: bool | None
    """Whether it is reached, or kept below where lower is better; None where the actual is missing."""
    elapsed: Decimal
    """Share of the target's year that is over on the day asked about."""

    def pace(self, elapsed: Decimal) -> str:
        """`met`, `ahead`, `behind` or `far` where such a share of the year is over; nothing where nothing is known."""
        if self.is_met:
            return "met"
        if self.ratio is None:
            return ""
        if self.ratio >= elapsed:
            return "ahead"
        return "behind" if self.ratio >= elapsed * FAR_BEHIND else "far"


def completion(result: Result, target: TargetDef, indicator: IndicatorDef) -> Completion:
    """Hold an answer against a target of its year."""
    wanted, actual = target_value(target, indicator), result.value
    over, days = year_share(target.year, result.question.as_of)
    return Completion(
        target=target,
        actual=actual,
        wanted=wanted,
        ratio=None if actual is None else quotient(actual, wanted),
        gap=None if actual is None else EXACT.subtract(wanted, actual),
        is_met=None if actual is None else meets(actual, wanted, indicator.better),
        elapsed=EXACT.divide(Decimal(over), Decimal(days)),
    )


def meets(actual: Decimal, wanted: Decimal, better: Better) -> bool:
    """Whether a value is as good as was set."""
    return actual >= wanted if better is Better.HIGHER else actual <= wanted
