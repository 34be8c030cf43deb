"""Why a printed number changed: each entry or reading, and what was recorded of it since, by whom and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nianlun.apps.indicators.models import Reading
from nianlun.apps.people.models import User
from nianlun.apps.registers.models import Act, Entry, Register, Version
from nianlun.apps.registers.queries.ledger import Ledger, ledger_for
from nianlun.apps.registers.queries.timeline import Difference, difference_between, told_fields
from nianlun.define.words import Language
from nianlun.kernel.errors import RefusedError
from nianlun.reckon.changes import Item, Why
from nianlun.reckon.printing import NOTHING

TELLING = frozenset({Act.CORRECTED, Act.UNDONE, Act.DROPPED, Act.MERGED, Act.RESTORED})
"""Acts that say of an entry how it stood before."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """What was recorded of an entry, or of a reading, since the number was printed."""

    act: str
    """In the words of the page."""
    at: datetime
    by: str
    reason: str
    fields: tuple[tuple[str, str, str], ...] = ()
    """Name of each field, its words before and after."""


@dataclass(frozen=True, kw_only=True)
class Cause:
    """An entry, or a reading, that made a number change."""

    code: str
    """Of the entry; of a reading its source."""
    why: Why
    entry: int | None = None
    """None for a reading."""
    before: int | None = None
    after: int | None = None
    """Versions that counted; of a reading its numbers."""
    steps: tuple[Step, ...] = ()
    """Only those the person who asks may see."""


def causes_of(items: Iterable[Item]) -> tuple[Cause, ...]:
    """The entries and readings of a change, each once, with their codes."""
    found = {(each.entry, each.after if each.entry is None else None): each for each in items}
    codes = dict(Entry.objects.filter(pk__in=[e for e, _r in found if e]).values_list("pk", "code"))
    wanted = {number for each in found.values() if each.entry is None for number in (each.before, each.after)}
    sources = dict(Reading.objects.filter(pk__in=wanted - {None}).values_list("pk", "source"))
    return tuple(
        Cause(
            code=codes.get(each.entry, str(each.entry))
            if each.entry is not None
            else sources.get(each.after or each.before, ""),
            why=each.why,
            entry=each.entry,
            before=each.before,
            after=each.after,
        )
        for each in found.values()
    )


def told(
    causes: Sequence[tuple[Cause, ...]], since: Sequence[datetime], user: User, language: Language
) -> list[tuple[Cause, ...]]:
    """Causes of many numbers with what was recorded since each was printed; what the person may not see is left out."""
    entries = {each.entry for one in causes for each in one if each.entry is not None}
    steps = _steps_of_entries(entries, min(since, default=None), user, language)
    readings = _readings(each for one in causes for each in one if each.entry is None)
    return [
        tuple(
            replace(each, steps=_of_reading(each, readings))
            if each.entry is None
            else replace(each, steps=tuple(step for step in steps.get(each.entry, ()) if step.at > instant))
            for each in one
        )
        for one, instant in zip(causes, since, strict=True)
    ]


def _steps_of_entries(
    entries: set[int], since: datetime | None, user: User, language: Language
) -> dict[int, tuple[Step, ...]]:
    if since is None or not entries:
        return {}
    versions = _versions(entries)
    registers = {each.register_id for each in versions}
    ledgers = _ledgers(Register.objects.filter(pk__in=registers), user)
    found: dict[int, list[Step]] = {}
    before: Version | None = None
    for each in versions:
        old = before if before is not None and before.entry_id == each.entry_id else None
        before, ledger = each, ledgers.get(each.register_id)
        if ledger is None or each.recorded_at <= since or each.unit_id not in ledger.standing.rows:
            continue
        if each.act in TELLING or old is None:
            found.setdefault(each.entry_id, []).append(_step(ledger, old, each, language))
    return {entry: tuple(steps) for entry, steps in found.items()}


def _versions(entries: set[int]) -> QuerySet[Version]:
    rows = Version.objects.filter(entry__in=entries).order_by("entry", "number")
    return rows.select_related("definition", "recorded_by", "unit").defer("definition__definition")


def _ledgers(registers: QuerySet[Register], user: User) -> Mapping[int, Ledger]:
    found = {}
    for each in registers.select_related("current").defer("current__definition"):
        try:
            found[each.pk] = ledger_for(user, each)
        except RefusedError:
            continue
    return found


def _step(ledger: Ledger, before: Version | None, after: Version, language: Language) -> Step:
    difference = difference_between(ledger, before, after) if before is not None else Difference()
    return Step(
        act=after.get_act_display(),
        at=after.recorded_at,
        by=str(after.recorded_by),
        reason=after.reason,
        fields=tuple(told_fields(ledger, difference, language)),
    )


def _readings(causes: Iterable[Cause]) -> Mapping[int, Reading]:
    wanted = {number for each in causes for number in (each.before, each.after) if number is not None}
    return Reading.objects.select_related("recorded_by").in_bulk(wanted) if wanted else {}


def _of_reading(cause: Cause, readings: Mapping[int, Reading]) -> tuple[Step, ...]:
    old, new = (readings.get(number or 0) for number in (cause.before, cause.after))
    if new is None:
        return ()
    words = [f"{each.value.normalize():f}" if each is not None else NOTHING for each in (old, new)]
    return (
        Step(
            act=_("Reading"),
            at=new.recorded_at,
            by=str(new.recorded_by),
            reason=new.reason,
            fields=((_("Value"), words[0], words[1]),),
        ),
    )
