"""One act on many entries of a register: all of them, or the good ones, each refusal named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import Unit, User
from nianlun.apps.registers.actions.entries import confirm_step, edit_step
from nianlun.apps.registers.actions.lifecycle import submit_step
from nianlun.apps.registers.actions.moves import hand_over_step, move_step
from nianlun.apps.registers.actions.office import Work, office_for, refuse_changed
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Entry, Register, Version
from nianlun.apps.registers.recording.heads import heads_of, locked
from nianlun.apps.registers.recording.writing import Step, write
from nianlun.kernel.errors import RefusedError

MOST_AT_ONCE = 5_000

StepOf = Callable[[Work], Step | None]


@dataclass(frozen=True)
class Refusal:
    """An entry the act was refused for, and why."""

    entry: int
    code: str
    error: RefusedError


@dataclass(frozen=True)
class BulkOutcome:
    """What became of a bulk act."""

    done: tuple[Version, ...]
    unchanged: tuple[int, ...]
    """Entries in which nothing was to be changed."""
    refused: tuple[Refusal, ...]


class BulkRefusedError(RefusedError):
    """All or nothing was asked for, and some entries were refused; nothing was done."""

    def __init__(self, refused: Sequence[Refusal]) -> None:
        super().__init__(
            "registers.bulk.refused", count=len(refused), codes="、".join(each.code for each in refused[:10])
        )
        self.refused = tuple(refused)


@transaction.atomic
def _carry_out(
    kind: str,
    step_of: StepOf,
    *,
    register: Register,
    entries: Mapping[int, int | None],
    by: User,
    at: datetime,
    good_ones_only: bool,
    **detail: Any,
) -> BulkOutcome:
    """Do it: one lock, one write, one event; `entries` gives the version each was seen in, or None."""
    if len(entries) > MOST_AT_ONCE:
        raise RefusedError("registers.bulk.too_many", most=MOST_AT_ONCE, count=len(entries))
    office = office_for(register, by=by, at=at)
    found = [each for each in locked(entries) if each.register_id == register.pk]
    heads = heads_of(found)
    steps: list[Step] = []
    unchanged: list[int] = []
    refused = [Refusal(number, f"#{number}", _missing(number)) for number in entries if number not in heads]
    for entry in found:
        try:
            step = _step(
                entry, heads[entry.pk], Work(office, entry, heads[entry.pk]), step_of, entries[entry.pk]
            )
        except RefusedError as error:
            refused.append(Refusal(entry.pk, entry.code, error))
            continue
        if step is None:
            unchanged.append(entry.pk)
        else:
            steps.append(step)
    refused += _same_keys(steps)
    bad = {each.entry for each in refused}
    steps = [step for step in steps if step.entry.pk not in bad]
    if refused and not good_ones_only:
        raise BulkRefusedError(refused)
    versions = write(register, steps, by=by, at=at)
    if versions:
        numbers = [[version.entry_id, version.number] for version in versions]
        record(
            f"register.bulk_{kind}", register, by=by, at=at, entries=numbers, refused=len(refused), **detail
        )
    return BulkOutcome(tuple(versions), tuple(unchanged), tuple(refused))


def _step(entry: Entry, head: Version, work: Work, step_of: StepOf, expected: int | None) -> Step | None:
    if entry.unit_id not in work.office.standing.rows:
        raise _missing(entry.pk)
    refuse_changed(head, expected)
    return step_of(work)


def _missing(number: int) -> RefusedError:
    return RefusedError("registers.entry.missing", id=number)


def _same_keys(steps: Sequence[Step]) -> list[Refusal]:
    """Entries that would end with a key or a unique value that another one of the same act has."""
    seen: dict[tuple[str, str], Entry] = {}
    found = []
    for step in steps:
        marks = [("key", step.key_value)] if step.key_value else []
        for each in definition_of(step.definition).fields:
            value = step.content.values.get(str(each.id)) if each.unique else None
            marks += [(each.key, str(value))] if value is not None else []
        for mark in marks:
            first = seen.setdefault(mark, step.entry)
            if first is not step.entry:
                error = RefusedError("registers.entry.key_taken", code=first.code, labels=mark[0])
                found.append(Refusal(step.entry.pk, step.entry.code, error))
                break
    return found


def edit_many(
    *,
    register: Register,
    entries: Mapping[int, int | None],
    values: Mapping[str, Any],
    by: User,
    at: datetime,
    good_ones_only: bool = False,
) -> BulkOutcome:
    """Give many entries the same readings.

    Raises:
        BulkRefusedError: some are refused and all was asked for.
    """
    return _carry_out(
        "edited",
        lambda work: edit_step(work, values),
        register=register,
        entries=entries,
        by=by,
        at=at,
        good_ones_only=good_ones_only,
        fields=sorted(values),
    )


def move_many(
    *,
    register: Register,
    entries: Mapping[int, int | None],
    to: str,
    by: User,
    at: datetime,
    values: Mapping[str, Any] | None = None,
    reason: str = "",
    good_ones_only: bool = False,
) -> BulkOutcome:
    """Move many entries to a stage.

    Raises:
        BulkRefusedError: some are refused and all was asked for.
    """
    return _carry_out(
        "moved_stage",
        lambda work: move_step(work, to, values=values or {}, reason=reason),
        register=register,
        entries=entries,
        by=by,
        at=at,
        good_ones_only=good_ones_only,
        to=to,
    )


def hand_over_many(
    *,
    register: Register,
    entries: Mapping[int, int | None],
    unit: Unit,
    reason: str,
    by: User,
    at: datetime,
    good_ones_only: bool = False,
) -> BulkOutcome:
    """Give many entries to another unit.

    Raises:
        BulkRefusedError: some are refused and all was asked for.
    """
    return _carry_out(
        "handed_over",
        lambda work: hand_over_step(work, unit, reason),
        register=register,
        entries=entries,
        by=by,
        at=at,
        good_ones_only=good_ones_only,
        unit_after=unit.pk,
        reason=reason,
    )


def submit_many(
    *,
    register: Register,
    entries: Mapping[int, int | None],
    by: User,
    at: datetime,
    good_ones_only: bool = False,
) -> BulkOutcome:
    """Submit many drafts.

    Raises:
        BulkRefusedError: some are refused and all was asked for.
    """
    return _carry_out(
        "submitted",
        submit_step,
        register=register,
        entries=entries,
        by=by,
        at=at,
        good_ones_only=good_ones_only,
    )


def confirm_many(
    *,
    register: Register,
    entries: Mapping[int, int | None],
    by: User,
    at: datetime,
    good_ones_only: bool = False,
) -> BulkOutcome:
    """Say of many entries that they stand as they are.

    Raises:
        BulkRefusedError: some are refused and all was asked for.
    """
    return _carry_out(
        "confirmed",
        confirm_step,
        register=register,
        entries=entries,
        by=by,
        at=at,
        good_ones_only=good_ones_only,
    )
