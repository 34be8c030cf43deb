"""Counts every number of a report again: the same, changed since and why, or not from the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from nianlun.apps.registers.models import Entry, Register, Version
from nianlun.apps.reports.answering import ENTRY, Ledgers, shown
from nianlun.apps.reports.books import entry_standing, history_of
from nianlun.apps.reports.sources import Desk, Instants, catalog, closure, desk_for
from nianlun.compose.report.facts import Fact, Record
from nianlun.define.catalog import Catalog
from nianlun.define.model import ReportTemplateDef
from nianlun.define.reading.periods import read_period
from nianlun.kernel.errors import NianlunError
from nianlun.reckon.changes import Why, change
from nianlun.reckon.expressions import fact_of, said_of
from nianlun.reckon.methods import Composing


class Verdict(StrEnum):
    """What became of a printed number."""

    SAME = "same"
    CHANGED = "changed"
    FOREIGN = "foreign"


BEFORE = "before:"
"""Begins the names of numbers that a paper quotes from the last issue and corrects: they need only have been so."""


@dataclass(frozen=True, kw_only=True)
class Cause:
    """An entry that made a number change."""

    entry: int
    code: str
    why: Why
    before: int | None
    after: int | None
    reason: str = ""
    at: datetime | None = None


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


@dataclass(frozen=True, kw_only=True)
class _Group:
    """Facts that were counted with the same instants."""

    desk: Desk
    facts: list[Fact] = field(default_factory=list)


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
        for fact in same:
            found[fact.id] = _checked(fact, desk, template, now)
    return tuple(found[fact.id] for fact in facts)


def _registers(facts: Iterable[Fact], known: Catalog) -> set[str]:
    entries = {each.indicator for each in facts if each.asked == ENTRY}
    counted = closure({each.indicator for each in facts if each.asked != ENTRY}, known)
    return entries | {each.register for each in counted.values() if each.register}


def _checked(fact: Fact, desk: Desk, template: ReportTemplateDef | None, now: datetime) -> Checked:
    if fact.asked == ENTRY:
        return _checked_entry(fact, desk, now)
    kinds = template.ranked_units if template else ()
    try:
        period = read_period(fact.period)
        target_year = fact.as_of.year + 1 if fact.asked == "target" and _plans(fact, template) else None
        then = desk.composing(
            period,
            fact.as_of,
            fact.unit,
            at=max(fact.known_at, fact.until),
            kinds=kinds,
            target_year=target_year,
        )
        later = replace(then, question=then.question.known(max(now, fact.known_at)))
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
    truly = (then_fact.display, then_fact.value, then_fact.digest) == (fact.display, fact.value, fact.digest)
    if not truly and not redefined:
        return Checked(fact=fact, verdict=Verdict.FOREIGN, now=now_fact.display, value=now_fact.value)
    same = (now_fact.display, now_fact.value) == (fact.display, fact.value)
    if same and now_fact.digest == fact.digest:
        return Checked(fact=fact, verdict=Verdict.SAME, now=now_fact.display, value=now_fact.value)
    causes = _causes(fact, words, then, later, desk)
    verdict = Verdict.SAME if same and not redefined else Verdict.CHANGED
    return Checked(
        fact=fact,
        verdict=verdict,
        now=now_fact.display,
        value=now_fact.value,
        numerator=now_fact.numerator,
        denominator=now_fact.denominator,
        digest=now_fact.digest,
        over=now_fact.over,
        under=now_fact.under,
        causes=causes,
        redefined=redefined,
    )


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
    why = Why.CORRECTED if later.is_living else Why.DROPPED
    return Checked(
        fact=fact,
        verdict=Verdict.CHANGED,
        now=words[1] if later.is_living else "—",
        causes=_named([(entry, why, then.number, later.number)]),
    )


def _causes(
    fact: Fact, words: tuple[str, ...], then: Composing, later: Composing, desk: Desk
) -> tuple[Cause, ...]:
    _, before = said_of(fact.indicator, fact.asked, words, then)
    _, after = said_of(fact.indicator, fact.asked, words, later)
    history, found = history_of(desk.book), {}
    for old, new in zip(before.base, after.base, strict=False):
        for item in change(old, new, then.reckoner, history).items:
            if item.entry is not None:
                found[item.entry] = (item.entry, item.why, item.before, item.after)
    return _named(list(found.values()))


def _named(items: list[tuple[int, Why, int | None, int | None]]) -> tuple[Cause, ...]:
    codes = dict(Entry.objects.filter(pk__in=[each[0] for each in items]).values_list("pk", "code"))
    newest = {
        row.entry_id: row
        for row in Version.objects.filter(entry__in=codes)
        .only("entry", "number", "reason", "recorded_at")
        .order_by("number")
    }
    return tuple(
        Cause(
            entry=entry,
            code=codes.get(entry, str(entry)),
            why=why,
            before=before,
            after=after,
            reason=newest[entry].reason if entry in newest else "",
            at=newest[entry].recorded_at if entry in newest else None,
        )
        for entry, why, before, after in items
    )


def register_of(fact: Fact) -> Register | None:
    """The register an entry's words were taken from."""
    return Register.objects.filter(key=fact.indicator).first() if fact.asked == ENTRY else None
