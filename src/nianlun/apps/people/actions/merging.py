"""Units that are merged: the past of both stays as it was."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.people.actions.units import move_unit
from nianlun.apps.people.models import Unit, User
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def merge_unit(*, unit: Unit, into: Unit, on: date, by: User, at: datetime) -> Unit:
    """Close a unit and put it, with all below it, under the one that takes over.

    What it has kept stays its own; whoever has rights in the other now has them here too. Those who work in it
    work in the other from now on.

    Raises:
        RefusedError: `people.unit.merged_already`, `people.unit.below_itself`, `people.unit.name_taken`.
    """
    unit.refresh_from_db()
    if unit.merged_into_id is not None:
        raise RefusedError("people.unit.merged_already", name=unit.name)
    if into.closed_on is not None:
        raise RefusedError("people.unit.closed", name=into.name)
    if unit.parent_id != into.pk:
        move_unit(unit=unit, parent=into, by=by, at=at)
    unit.closed_on, unit.merged_into = on, into
    unit.save(update_fields=["closed_on", "merged_into"])
    moved = User.objects.filter(unit=unit).update(unit=into)
    record("unit.merged", unit, by=by, at=at, unit=into, into=into.pk, on=on.isoformat(), users=moved)
    return unit
