"""The functions of expressions: what each takes, gives, and how it is reckoned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from nianlun.define.expressions.situation import Situation
from nianlun.define.expressions.types import NUMERIC, Term, Type
from nianlun.define.reading.numbers import rounded
from nianlun.define.reading.periods import read_period

Reckon = Callable[[Sequence[Term], Situation], Term]

ANY = frozenset(Type)
"""Any type at all."""
DATES = frozenset({Type.DATE})
NUMBERS = frozenset({Type.NUMBER})


@dataclass(frozen=True)
class Function:
    """A function of the language."""

    name: str
    """As written."""
    takes: tuple[frozenset[Type], ...]
    """Types each argument may have; the last one repeats where `repeats` says so."""
    gives: Type | None
    """The type of the result; None means that of the arguments, which must agree."""
    reckon: Reckon
    """The value for the arguments."""
    description: str
    """What it says, in Chinese."""
    description_en: str
    """The same in English."""
    repeats: bool = False
    """Whether it takes any number of further arguments."""
    least: int | None = None
    """Fewest arguments; none means all."""
    sees_missing: bool = False
    """Whether it is reckoned also when an argument is missing; else the result is missing."""
    names: str = ""
    """What a written-down argument must name: a `stage` or a `class`."""


def _day(term: Term) -> date:
    return term if isinstance(term, date) else read_period(term).first


def _days_between(given: Sequence[Term], situation: Situation) -> Term:
    del situation
    return Decimal((_day(given[1]) - _day(given[0])).days)


def _year(given: Sequence[Term], situation: Situation) -> Term:
    del situation
    return Decimal(_day(given[0]).year)


def _month(given: Sequence[Term], situation: Situation) -> Term:
    del situation
    return Decimal(_day(given[0]).month)


def _add_days(given: Sequence[Term], situation: Situation) -> Term:
    del situation
    try:
        return _day(given[0]) + timedelta(days=int(_number(given[1])))
    except OverflowError:
        return None


def _number(term: Term) -> Decimal:
    return term if isinstance(term, Decimal) else Decimal(0)


def _coalesce(given: Sequence[Term], situation: Situation) -> Term:
    del situation
    return next((each for each in given if each is not None), None)


def _has(given: Sequence[Term], situation: Situation) -> Term:
    del situation
    return given[0] is not None


def _when(given: Sequence[Term], situation: Situation) -> Term:
    del situation
    if given[0] is None:
        return None
    return given[1] if given[0] else given[2]


def _round(given: Sequence[Term], situation: Situation) -> Term:
    del situation
    try:
        return rounded(_number(given[0]), int(_number(given[1])) if len(given) > 1 else 0)
    except ArithmeticError:
        return None


def _least(given: Sequence[Term], situation: Situation) -> Term:
    del situation
    return min(_number(each) for each in given)


def _most(given: Sequence[Term], situation: Situation) -> Term:
    del situation
    return max(_number(each) for each in given)


def _contains(given: Sequence[Term], situation: Situation) -> Term:
    del situation
    within, part = given
    if isinstance(within, frozenset):
        return part in within
    return str(part).casefold() in str(within).casefold()


def _reached(given: Sequence[Term], situation: Situation) -> Term:
    return str(given[0]) in situation.reached


def _reached_on(given: Sequence[Term], situation: Situation) -> Term:
    return situation.reached.get(str(given[0]))


def _in_class(given: Sequence[Term], situation: Situation) -> Term:
    return str(given[0]) in situation.classes


def _under(given: Sequence[Term], situation: Situation) -> Term:
    unit = given[0] if len(given) > 1 else situation.unit
    if not isinstance(unit, int):
        return None
    return situation.under(unit, str(given[-1]))


_TEXT = frozenset({Type.TEXT})
_WORDY = frozenset({Type.TEXT, Type.CHOICES})
_UNIT = frozenset({Type.UNIT})
_NUMERIC = frozenset(NUMERIC)

_EVERY = (
    Function(
        "days_between",
        (DATES, DATES),
        Type.NUMBER,
        _days_between,
        "两个日期相差的天数",
        "Days from one date to another",
    ),
    Function(
        "year", (DATES | {Type.PERIOD},), Type.NUMBER, _year, "日期或时期的年份", "Year of a date or period"
    ),
    Function(
        "month",
        (DATES | {Type.PERIOD},),
        Type.NUMBER,
        _month,
        "日期或时期的月份",
        "Month of a date or period",
    ),
    Function(
        "add_days", (DATES, NUMBERS), Type.DATE, _add_days, "若干天以后的日期", "A date so many days later"
    ),
    Function(
        "coalesce",
        (ANY,),
        None,
        _coalesce,
        "第一个已填的值",
        "The first reading that is there",
        repeats=True,
        sees_missing=True,
    ),
    Function("has", (ANY,), Type.TRUTH, _has, "是否已填", "Whether there is a reading", sees_missing=True),
    Function(
        "when",
        (frozenset({Type.TRUTH}), ANY, ANY),
        None,
        _when,
        "条件成立取前者，否则取后者",
        "One value if a condition holds, else another",
        sees_missing=True,
    ),
    Function("round", (_NUMERIC, NUMBERS), None, _round, "四舍五入", "Rounds halves up", least=1),
    Function("least", (_NUMERIC,), None, _least, "最小的一个", "The smallest", repeats=True),
    Function("most", (_NUMERIC,), None, _most, "最大的一个", "The largest", repeats=True),
    Function(
        "contains", (_WORDY, _TEXT), Type.TRUTH, _contains, "是否包含", "Whether a text or a list holds it"
    ),
    Function(
        "reached",
        (_TEXT,),
        Type.TRUTH,
        _reached,
        "是否到过某阶段",
        "Whether a stage was reached",
        names="stage",
    ),
    Function(
        "reached_on", (_TEXT,), Type.DATE, _reached_on, "到达某阶段的日期", "When it was", names="stage"
    ),
    Function(
        "in_class",
        (_TEXT,),
        Type.TRUTH,
        _in_class,
        "是否在某清单内",
        "Whether it stands in a list",
        names="class",
    ),
    Function(
        "under",
        (_UNIT, _TEXT),
        Type.TRUTH,
        _under,
        "是否属于某单位及其下属",
        "Whether a unit is, or is below, another",
        least=1,
    ),
)

FUNCTIONS: dict[str, Function] = {each.name: each for each in _EVERY}
"""Every function by its name."""
