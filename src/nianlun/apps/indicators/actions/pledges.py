"""Taking over what a document promises, undoing it, and saying what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.indicators.actions.targets import (
    YEARS,
    Wanted,
    confirm_targets,
    promise_numbered,
    replaced_by,
)
from nianlun.apps.indicators.models import Pledge, Target
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError


@dataclass(frozen=True, kw_only=True)
class WantedPledge:
    """A commitment without a number that somebody wants to take on."""

    commitment: int
    year: int
    pack: str


@transaction.atomic
def take_over(
    *, targets: Iterable[Wanted], pledges: Iterable[WantedPledge], by: User, at: datetime
) -> tuple[list[Target], list[Pledge]]:
    """Put everything ticked on the page of a document in force; all or none.

    Raises:
        RefusedError: as for targets; `indicators.target.nothing`, `indicators.pledge.twice`.
    """
    wanted, words = list(targets), list(pledges)
    if not wanted and not words:
        raise RefusedError("indicators.target.nothing")
    made = confirm_targets(wanted=wanted, by=by, at=at)
    desk = Desk(by)
    return made, [_take(each, desk, by, at) for each in words]


def _take(wanted: WantedPledge, desk: Desk, by: User, at: datetime) -> Pledge:
    _require(desk, wanted.pack, None)
    if wanted.year not in YEARS:
        raise RefusedError("indicators.target.year", year=wanted.year)
    promise = promise_numbered(wanted.commitment, by)
    same = Pledge.objects.filter(document=promise.document, start=promise.start, year=wanted.year)
    if same.filter(undone_at__isnull=True).exists():
        raise RefusedError("indicators.pledge.twice", passage=promise.text[:40])
    row = Pledge.objects.create(
        pack=wanted.pack,
        year=wanted.year,
        due=promise.due or "",
        commitment=promise,
        document=promise.document,
        start=promise.start,
        source=promise.document.title[:300],
        passage=promise.text[:1000],
        taken_at=at,
        taken_by=by,
    )
    record("pledge.taken", row, by=by, at=at, unit=promise.document.unit, passage=row.passage[:100])
    return row


@transaction.atomic
def undo_taking(*, document_id: int, confirmed_at: datetime, by: User, at: datetime) -> int:
    """Undo what was taken over from a document at once: targets are proposals again, what they replaced stands.

    Raises:
        RefusedError: `indicators.target.nothing`, `indicators.step.not_allowed`.
    """
    desk = Desk(by)
    targets = list(
        Target.objects.select_for_update(of=("self",)).filter(
            document=document_id, confirmed_at=confirmed_at, withdrawn_at__isnull=True
        )
    )
    pledges = list(
        Pledge.objects.select_for_update(of=("self",)).filter(
            document=document_id, taken_at=confirmed_at, undone_at__isnull=True
        )
    )
    if not targets and not pledges:
        raise RefusedError("indicators.target.nothing")
    for each in targets:
        _require(desk, desk.pack_of(each.indicator), each.unit_id)
        _undo_target(each, by, at)
    for row in pledges:
        _require(desk, row.pack, row.unit_id)
        row.undone_at, row.undone_by = at, by
        row.save(update_fields=["undone_at", "undone_by"])
        record("pledge.undone", row, by=by, at=at, unit=row.unit)
    return len(targets) + len(pledges)


def _undo_target(row: Target, by: User, at: datetime) -> None:
    replaced = Target.objects.filter(withdrawn_at=row.confirmed_at, reason=replaced_by(row))
    row.confirmed_at, row.confirmed_by = None, None
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    record("target.undone", row, by=by, at=at, unit=row.unit)
    for old in replaced:
        old.withdrawn_at, old.withdrawn_by, old.reason = None, None, ""
        old.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
        record("target.confirmed", old, by=by, at=at, unit=old.unit, value=str(old.value))


@transaction.atomic
def judge_pledge(*, pledge_id: int, verdict: str, note: str, by: User, at: datetime) -> Pledge:
    """Say what became of a commitment without a number; without a verdict it is open again.

    Raises:
        RefusedError: `indicators.pledge.missing`, `indicators.step.not_allowed`, `indicators.reason.needed`.
    """
    rows = Pledge.objects.select_for_update(of=("self",)).select_related("unit")
    row = rows.filter(pk=pledge_id, undone_at__isnull=True).first()
    if row is None or verdict not in ("", *Pledge.Verdict.values):
        raise RefusedError("indicators.pledge.missing", id=pledge_id)
    _require(Desk(by), row.pack, row.unit_id)
    if verdict == Pledge.Verdict.DROPPED and not note.strip():
        raise RefusedError("indicators.reason.needed")
    row.verdict, row.note = verdict, note.strip()[:500] if verdict else ""
    row.judged_at, row.judged_by = (at, by) if verdict else (None, None)
    row.save(update_fields=["verdict", "note", "judged_at", "judged_by"])
    record("pledge.judged", row, by=by, at=at, unit=row.unit, verdict=verdict, note=row.note)
    return row


def _require(desk: Desk, pack: str, unit: int | None) -> None:
    if not desk.may_keep(unit, pack):
        raise RefusedError("indicators.step.not_allowed", label=pack)
