"""Entries dated in a locked period: what would change the figures of it is refused until somebody opens it again.

Work may go on: a project signed in a locked month is started, moved and kept up to date. What may not happen is
that it enters the month, leaves it, or counts in it with another amount or for another unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from nianlun.apps.indicators.models import PeriodLock
from nianlun.apps.indicators.queries.definitions import catalog_in_force
from nianlun.apps.indicators.queries.locks import locks_in_force
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Register, State
from nianlun.apps.registers.recording.content import Content, content_of, reading
from nianlun.apps.registers.recording.writing import Step
from nianlun.define.catalog import Catalog
from nianlun.define.check.indicators import parts_of_indicator
from nianlun.define.expressions.tree import names_in
from nianlun.define.kinds import KINDS
from nianlun.define.model import FieldDef, IndicatorDef
from nianlun.define.model import Register as Definition
from nianlun.define.reading.periods import Period, read_period
from nianlun.kernel.errors import RefusedError


@dataclass(frozen=True)
class Guarded:
    """A date by which a locked indicator counts entries of a register."""

    lock: PeriodLock
    span: Period
    date: FieldDef
    counted: tuple[FieldDef, ...]
    """What it adds up, and the field that says for which unit."""


def refuse_locked(register: Register, steps: Sequence[Step]) -> None:
    """Stop versions that would change what a locked period counts; one query, two where anything is locked.

    Raises:
        RefusedError: `indicators.period.entry_locked`.
    """
    locks = list(locks_in_force())
    if not locks:
        return
    catalog = catalog_in_force()
    for step in steps:
        definition = definition_of(step.definition)
        before = content_of(step.previous) if step.previous is not None else None
        for each in _guarded(register, definition, locks, catalog):
            _refuse(each, before, step.content)


def _guarded(
    register: Register, definition: Definition, locks: Sequence[PeriodLock], catalog: Catalog
) -> Iterator[Guarded]:
    fields = definition.field_by_key
    for lock in locks:
        for each in _locked(lock, catalog):
            if each.register == register.key and each.date in fields:
                names = names_in(each.value.tree) if each.value is not None else frozenset()
                keys = [key for key in (*sorted(names), each.unit) if key in fields]
                yield Guarded(
                    lock, read_period(lock.period), fields[each.date], tuple(fields[key] for key in keys)
                )


def _locked(lock: PeriodLock, catalog: Catalog) -> Iterator[IndicatorDef]:
    """Indicators a lock closes, with all they are reckoned from."""
    if lock.pack:
        waiting = [
            each.key
            for contents in catalog.packs
            if contents.pack.key == lock.pack
            for each in contents.indicators
        ]
    else:
        waiting = [lock.indicator]
    known: set[str] = set()
    while waiting:
        key = waiting.pop()
        each = catalog.indicators.get(key)
        if each is not None and key not in known:
            known.add(key)
            yield each
            waiting += parts_of_indicator(each)


def _refuse(each: Guarded, before: Content | None, after: Content) -> None:
    was, will = _day_within(each, before), _day_within(each, after)
    if was is None and will is None:
        return
    if was == will and before is not None and _counted(each, before) == _counted(each, after):
        return
    raise RefusedError(
        "indicators.period.entry_locked",
        field=each.date.label,
        day=(will or was or each.span.first).isoformat(),
        period=each.lock.period,
        by=str(each.lock.locked_by),
        at=f"{timezone.localtime(each.lock.locked_at):%Y-%m-%d}",
    )


def _day_within(each: Guarded, content: Content | None) -> date | None:
    """The first day of the entry's date, where it counts and lies in the locked span."""
    if content is None or not content.is_living or content.state != State.FINAL:
        return None
    kind = KINDS[each.date.kind]
    stored = reading(content, each.date)
    days: Any = kind.index(stored, each.date.options) if stored is not None else ()
    if not days or days[0] < each.span.first or days[-1] > each.span.last:
        return None
    found: date = days[0]
    return found


def _counted(each: Guarded, content: Content) -> tuple[Any, ...]:
    return content.unit, *(reading(content, field) for field in each.counted)
