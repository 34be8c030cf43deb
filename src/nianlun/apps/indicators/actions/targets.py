"""Proposing, confirming and withdrawing targets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.indicators.actions.office import require_keeper
from nianlun.apps.indicators.models import Target
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.library.models import Commitment
from nianlun.apps.library.queries.commitments import open_commitments
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError

YEARS = range(1949, 2200)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A target somebody wants to set."""

    indicator: str
    setter: str
    year: int
    value: Decimal
    unit: int | None = None
    measure: str = ""
    comparator: str = Target.Comparator.AT_LEAST
    commitment: int | None = None
    """Number of the promise it is made of."""
    source: str = ""
    passage: str = ""


@transaction.atomic
def propose_target(*, wanted: Wanted, by: User, at: datetime, desk: Desk | None = None) -> Target:
    """Write a target down; it counts once it is confirmed.

    Raises:
        RefusedError: `indicators.indicator.missing`, `indicators.step.not_allowed`, `indicators.target.*`.
    """
    desk = desk or Desk(by)
    require_keeper(desk, wanted.indicator, wanted.unit)
    if wanted.year not in YEARS:
        raise RefusedError("indicators.target.year", year=wanted.year)
    if wanted.setter not in Target.Setter.values:
        raise RefusedError("indicators.target.setter", setter=wanted.setter)
    promise = None if wanted.commitment is None else promise_numbered(wanted.commitment, by)
    source = wanted.source.strip() or (promise.document.title if promise else "")
    if not source:
        raise RefusedError("indicators.target.no_source")
    row = Target.objects.create(
        indicator=wanted.indicator,
        setter=wanted.setter,
        year=wanted.year,
        unit_id=wanted.unit,
        value=wanted.value,
        measure=wanted.measure,
        comparator=wanted.comparator,
        commitment=promise,
        document=promise.document if promise else None,
        start=promise.start if promise else None,
        source=source[:300],
        passage=(wanted.passage or (promise.text if promise else ""))[:1000],
        proposed_at=at,
        proposed_by=by,
    )
    record("target.proposed", row, by=by, at=at, unit=row.unit, value=str(wanted.value))
    return row


def promise_numbered(number: int, by: User) -> Commitment:
    """A commitment of a document the person may read.

    Raises:
        RefusedError: `library.commitment.missing`.
    """
    found = open_commitments(by).select_related("document").filter(pk=number).first()
    if found is None:
        raise RefusedError("library.commitment.missing", id=number)
    return found


def replaced_by(row: Target) -> str:
    """The reason written on a target whose place another took."""
    return f"→ {row.pk}"


@transaction.atomic
def confirm_target(*, target_id: int, by: User, at: datetime, desk: Desk | None = None) -> Target:
    """Put a proposed target in force; the one that stood for the same is withdrawn.

    Raises:
        RefusedError: `indicators.target.missing`, `indicators.step.not_allowed`, `indicators.target.settled`.
    """
    row = _locked(target_id)
    require_keeper(desk or Desk(by), row.indicator, row.unit_id)
    if row.confirmed_at is not None or row.withdrawn_at is not None:
        raise RefusedError("indicators.target.settled")
    same = Target.objects.filter(
        indicator=row.indicator,
        setter=row.setter,
        year=row.year,
        unit=row.unit_id,
        confirmed_at__isnull=False,
        withdrawn_at__isnull=True,
    )
    for old in same:
        old.withdrawn_at, old.withdrawn_by, old.reason = at, by, replaced_by(row)
        old.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
        record("target.withdrawn", old, by=by, at=at, unit=old.unit, replaced_by=row.pk)
    row.confirmed_at, row.confirmed_by = at, by
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    record("target.confirmed", row, by=by, at=at, unit=row.unit, value=str(row.value))
    return row


@transaction.atomic
def confirm_targets(*, wanted: Iterable[Wanted], by: User, at: datetime) -> list[Target]:
    """Set many targets at once, as one page of commitments gives them; all or none.

    Raises:
        RefusedError: as for one; `indicators.target.twice` where two are for the same.
    """
    desk = Desk(by)
    asked = list(wanted)
    keys = [(each.indicator, each.setter, each.year, each.unit) for each in asked]
    for key in keys:
        if keys.count(key) > 1:
            raise RefusedError("indicators.target.twice", label=desk.indicator(key[0]).label, year=key[2])
    rows = [propose_target(wanted=each, by=by, at=at, desk=desk) for each in asked]
    return [confirm_target(target_id=row.pk, by=by, at=at, desk=desk) for row in rows]


@transaction.atomic
def withdraw_target(*, target_id: int, reason: str, by: User, at: datetime) -> Target:
    """Take a target out of force; it stays on record with the reason.

    Raises:
        RefusedError: `indicators.target.missing`, `indicators.step.not_allowed`, `indicators.reason.needed`.
    """
    row = _locked(target_id)
    require_keeper(Desk(by), row.indicator, row.unit_id)
    if row.withdrawn_at is not None:
        raise RefusedError("indicators.target.settled")
    if not reason.strip():
        raise RefusedError("indicators.reason.needed")
    row.withdrawn_at, row.withdrawn_by, row.reason = at, by, reason.strip()[:500]
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
    record("target.withdrawn", row, by=by, at=at, unit=row.unit, reason=row.reason)
    return row


def _locked(target_id: int) -> Target:
    row = Target.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=target_id).first()
    if row is None:
        raise RefusedError("indicators.target.missing", id=target_id)
    return row
