"""Does a printed number still hold: counted again as it was known then, and as it is known now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from nianlun.define.expressions.errors import ExpressionError
from nianlun.define.expressions.parser import parse
from nianlun.define.expressions.tree import Call, Name
from nianlun.define.model import TargetDef
from nianlun.kernel.errors import DefinitionError
from nianlun.reckon.changes import Change, History, change
from nianlun.reckon.expressions import VALUE, Listing, reckon_blank, said_of, texts_of
from nianlun.reckon.facts import Fact, question_of
from nianlun.reckon.indicators import version_of
from nianlun.reckon.methods import Composing, Said


class Verdict(StrEnum):
    """What became of a printed number."""

    SAME = "same"
    """It is counted from the same records and is the same."""
    CHANGED = "changed"
    """It was right when it was printed and is another now."""
    FOREIGN = "foreign"
    """It does not come from this ledger."""


class Reason(StrEnum):
    """What, besides entries, can change a number."""

    DEFINITION = "definition"
    """The indicator is defined otherwise."""
    TARGET = "target"
    """Another target was set."""


@dataclass(frozen=True, kw_only=True)
class Verified:
    """A fact looked at again."""

    fact: Fact
    """As it was printed."""
    verdict: Verdict
    """What became of it."""
    now: Fact | None = None
    """The same asked of what is known now; none where it cannot be asked."""
    changes: tuple[Change, ...] = ()
    """Why: the entries, each with its part; one change for each answer it rests on."""
    reasons: tuple[Reason, ...] = ()
    """Why, besides entries."""

    @property
    def text_holds(self) -> bool:
        """Whether the same would be printed now."""
        return self.now is not None and self.now.text == self.fact.text


def verify(
    fact: Fact,
    composing: Composing,
    history: History,
    *,
    now: datetime | None,
    targets_now: tuple[TargetDef, ...] | None = None,
    units: Mapping[int, frozenset[int]] | None = None,
) -> Verified:
    """Count a fact again.

    `composing`: with the targets in force when it was printed, `targets_now` those in force now, if others.
    `now`: the instant up to which records count. `units`: those below each unit, itself included.
    """
    below = None if fact.unit is None else (units or composing.peers).get(fact.unit, frozenset((fact.unit,)))
    here = replace(composing, question=question_of(fact, below))
    with_targets = here if targets_now is None else replace(here, targets=targets_now)
    later = replace(with_targets, question=here.question.known(now))
    try:
        then_fact, now_fact = _again(fact, here), _again(fact, later)
        redefined = _definition(fact, composing) not in (None, fact.definition)
        retargeted = not _same_numbers(_again(fact, with_targets), then_fact)
    except (DefinitionError, ExpressionError):
        return Verified(fact=fact, verdict=Verdict.FOREIGN)
    if not redefined and then_fact != fact:
        return Verified(fact=fact, verdict=Verdict.FOREIGN, now=now_fact)
    reasons = ((Reason.DEFINITION,) if redefined else ()) + ((Reason.TARGET,) if retargeted else ())
    if not reasons and _same_numbers(now_fact, fact) and same_records(now_fact, fact):
        return Verified(fact=fact, verdict=Verdict.SAME, now=now_fact)
    return Verified(
        fact=fact,
        verdict=Verdict.CHANGED,
        now=now_fact,
        changes=_changes(fact, here, later, history),
        reasons=reasons,
    )


def _again(fact: Fact, composing: Composing) -> Fact:
    found = reckon_blank(fact.expression, composing)
    if isinstance(found, Listing):
        return found.fact
    if not isinstance(found, Fact):
        raise DefinitionError("define.report.function", key=fact.expression)
    return found


def _definition(fact: Fact, composing: Composing) -> str | None:
    """Digest of the definition as it is now; none for a listing, which the register's view defines."""
    if fact.indicator not in composing.reckoner.indicators:
        return None
    return version_of(fact.indicator, composing.reckoner)


def same_records(one: Fact, other: Fact) -> bool:
    """Whether the same entries count alike, in whatever version, and the same readings."""
    return _members(one) == _members(other)


def _members(fact: Fact) -> list[tuple[object, ...]]:
    return [
        (
            each.role,
            each.indicator,
            each.period,
            each.unit,
            tuple((one.entry, one.part) for one in each.entries),
            each.readings,
        )
        for each in fact.sets
    ]


def _numbers(fact: Fact) -> tuple[Decimal | None, ...]:
    return (fact.value, fact.numerator, fact.denominator)


def _same_numbers(one: Fact, other: Fact) -> bool:
    return _numbers(one) == _numbers(other)


def asked_for(fact: Fact) -> tuple[str, str, tuple[str, ...]]:
    """Indicator, method and words of a fact's expression."""
    tree = parse(fact.expression).tree
    if isinstance(tree, Call) and isinstance(tree.target, Name):
        return tree.target.key, tree.name, texts_of(tree.arguments)
    return fact.indicator, VALUE, ()


def _changes(fact: Fact, here: Composing, later: Composing, history: History) -> tuple[Change, ...]:
    key, method, words = asked_for(fact)
    if key not in here.reckoner.indicators:
        return ()
    _, then = said_of(key, method, words, here)
    _, now = said_of(key, method, words, later)
    return tuple(_pairs(then, now, here, history))


def _pairs(then: Said, now: Said, composing: Composing, history: History) -> list[Change]:
    found = [
        change(old, new, composing.reckoner, history) for old, new in zip(then.base, now.base, strict=False)
    ]
    return [each for each in found if each.items or each.difference]
