"""Counts every number of a report again: the same, changed since and why, or not from the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from nianlun.apps.reports.answering import ENTRY, Ledgers, shown
from nianlun.apps.reports.books import entry_standing, history_of
from nianlun.apps.reports.causes import Cause, causes_of
from nianlun.apps.reports.sources import Desk, Instants, catalog, closure, desk_for, targets_of
from nianlun.compose.report.facts import Fact, Record
from nianlun.define.catalog import Catalog
from nianlun.define.model import ReportTemplateDef, TargetDef
from nianlun.define.reading.periods import read_period
from nianlun.kernel.errors import NianlunError
from nianlun.reckon.changes import Item, Why, change
from nianlun.reckon.expressions import fact_of, said_of
from nianlun.reckon.methods import Composing
from nianlun.reckon.printing import NOTHING


class Verdict(StrEnum):
    """What became of a printed number."""

    SAME = "same"
    """It is the same, perhaps from other records."""
    CHANGED = "changed"
    """It was right when it was printed and is another now."""
    FOREIGN = "foreign"
    """It does not come from this ledger."""
    CLOSED = "closed"
    """Whoever asks may not see it in the ledgers."""


BEFORE = "before:"
"""Begins the names of numbers that a paper quotes from the last issue and corrects: they need only have been so."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A fact counted again."""

    fact: Fact
    verdict: Verdict
    now: str = ""
    """What would be printed now."""
    value: Decimal | None = None
    """The value now."""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    digest: str = ""
    over: tuple[Record, ...] = ()
    under: tuple[Record, ...] = ()
    """Of what is counted now."""
    causes: tuple[Cause, ...] = ()
    redefined: bool = False
    """Whether the indicator is defined otherwise now."""
    retargeted: bool = False
    """Whether another target is in force now."""

    @property
    def is_moved(self) -> bool:
        """Whether the number is the same, but counted from other records."""
        return self.verdict is Verdict.SAME and bool(self.causes)


def check_facts(
    facts: Sequence[Fact], template: ReportTemplateDef | None, *, now: datetime
) -> tuple[Checked, ...]:
    """Every fact in its order."""
    found: dict[str, Checked] = {}
    known = catalog()
    groups: dict[tuple[datetime, datetime], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.known_at, fact.since), []).append(fact)
    for (known_at, since), same in groups.items():
        instants = Instants(known_at=known_at, since=since, until=max(now, since))
        desk = desk_for(_registers(same, known), instants)
        targets = targets_of(known, since)
        for fact in same:
            found[fact.id] = _checked(fact, desk, template, targets, now)
    return tuple(found[fact.id] for fact in facts)


def _registers(facts: Iterable[Fact], known: Catalog) -> set[str]:
    entries = {each.indicator for each in facts if each.asked == ENTRY}
    counted = closure({each.indicator for each in facts if each.asked != ENTRY}, known)
    return entries | {each.register for each in counted.values() if each.register}


def _checked(
    fact: Fact,
    desk: Desk,
    template: ReportTemplateDef | None,
    targets: tuple[TargetDef, ...],
    now: datetime,
) -> Checked:
    """`targets`: those in force when the number was printed."""
    if fact.asked == ENTRY:
        return _checked_entry(fact, desk, now)
    try:
        then = replace(_asked(fact, desk, template), targets=targets)
        later = replace(then, question=then.question.known(max(now, fact.known_at)), targets=desk.targets)
        if fact.id.startswith(BEFORE):
            later = then
        words = (fact.setter,) if fact.setter else ()
        before = fact_of(fact.indicator, fact.asked, words, then)
        after = fact_of(fact.indicator, fact.asked, words, later)
    except (NianlunError, KeyError, ValueError):
        return Checked(fact=fact, verdict=Verdict.FOREIGN)
    ledgers = _frame(fact, desk, template)
    then_fact = ledgers.as_printed(fact.id, before, fact.asked, fact.setter)
    now_fact = ledgers.as_printed(fact.id, after, fact.asked, fact.setter)
    redefined = then_fact.version != fact.version
    truly = _printed(then_fact) == _printed(fact)
    retargeted = bool(words) and _is_retargeted(fact, then_fact, then, later)
    if not truly and not redefined and not retargeted:
        return Checked(fact=fact, verdict=Verdict.FOREIGN, now=now_fact.display, value=now_fact.value)
    same = (now_fact.display, now_fact.value) == (fact.display, fact.value)
    if same and now_fact.digest == fact.digest:
        return Checked(fact=fact, verdict=Verdict.SAME, now=now_fact.display, value=now_fact.value)
    return Checked(
        fact=fact,
        verdict=Verdict.SAME if same and not redefined else Verdict.CHANGED,
        now=now_fact.display,
        value=now_fact.value,
        numerator=now_fact.numerator,
        denominator=now_fact.denominator,
        digest=now_fact.digest,
        over=now_fact.over,
        under=now_fact.under,
        causes=_causes(fact, words, then, later, desk),
        redefined=redefined,
        retargeted=retargeted,
    )


def _asked(fact: Fact, desk: Desk, template: ReportTemplateDef | None) -> Composing:
    """What the fact answered, as it was known when it was printed."""
    return desk.composing(
        read_period(fact.period),
        fact.as_of,
        fact.unit,
        at=max(fact.known_at, fact.until),
        kinds=template.ranked_units if template else (),
        target_year=fact.as_of.year + 1 if fact.asked == "target" and _plans(fact, template) else None,
    )


def _printed(fact: Fact) -> tuple[object, ...]:
    return fact.display, fact.value, fact.digest


def _is_retargeted(fact: Fact, then: Fact, first: Composing, later: Composing) -> bool:
    """Whether another target is in force; one of a pack leaves no trace but the number printed."""
    words = (fact.setter,)
    with_new = fact_of(fact.indicator, fact.asked, words, replace(first, targets=later.targets))
    with_old = fact_of(fact.indicator, fact.asked, words, first)
    if (with_new.value, with_new.denominator) != (with_old.value, with_old.denominator):
        return True
    same_actual = (then.numerator, then.digest) == (fact.numerator, fact.digest)
    return same_actual and (then.value, then.denominator) != (fact.value, fact.denominator)


def _plans(fact: Fact, template: ReportTemplateDef | None) -> bool:
    return template is not None and template.kind == "summary" and not fact.id.startswith("promise:")


def _frame(fact: Fact, desk: Desk, template: ReportTemplateDef | None) -> Ledgers:
    period = read_period(fact.period)
    return Ledgers(desk, template, period, fact.as_of, fact.unit)  # type: ignore[arg-type]


def _checked_entry(fact: Fact, desk: Desk, now: datetime) -> Checked:
    definition = desk.book.registers.get(fact.indicator)
    entry = fact.entry or 0
    if definition is None:
        return Checked(fact=fact, verdict=Verdict.FOREIGN)
    then = entry_standing(desk.book, fact.indicator, entry, max(fact.known_at, fact.until))
    later = entry_standing(desk.book, fact.indicator, entry, max(now, fact.known_at))
    if then is None or later is None:
        return Checked(fact=fact, verdict=Verdict.FOREIGN)
    words = [shown(desk, definition, each, fact.field, fact.as_of) for each in (then, later)]
    if words[0] != fact.display:
        return Checked(fact=fact, verdict=Verdict.FOREIGN, now=words[1])
    if words[0] == words[1] and later.is_living == then.is_living:
        return Checked(fact=fact, verdict=Verdict.SAME, now=words[1])
    item = Item(
        indicator=fact.indicator,
        why=Why.CORRECTED if later.is_living else Why.DROPPED,
        part=Fraction(0),
        entry=entry,
        before=then.number,
        after=later.number,
    )
    return Checked(
        fact=fact,
        verdict=Verdict.CHANGED,
        now=words[1] if later.is_living and words[1] else NOTHING,
        causes=causes_of([item]),
    )


def _causes(
    fact: Fact, words: tuple[str, ...], then: Composing, later: Composing, desk: Desk
) -> tuple[Cause, ...]:
    _, before = said_of(fact.indicator, fact.asked, words, then)
    _, after = said_of(fact.indicator, fact.asked, words, later)
    history = history_of(desk.book)
    pairs = zip(before.base, after.base, strict=False)
    return causes_of(item for old, new in pairs for item in change(old, new, then.reckoner, history).items)
