"""Making and moving units; the only places where a unit's path is written."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import Unit, User
from nianlun.apps.people.queries import units_under
from nianlun.apps.people.signals import unit_renamed
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def create_unit(
    *, name: str, kind: str, parent: Unit | None, by: User, at: datetime, short_name: str = "", order: int = 0
) -> Unit:
    """Add a unit below another one, or a root.

    Raises:
        RefusedError: `people.unit.name_taken`.
    """
    if Unit.objects.filter(parent=parent, name=name).exists():
        raise RefusedError("people.unit.name_taken", name=name)
    unit = Unit.objects.create(
        name=name,
        kind=kind,
        parent=parent,
        short_name=short_name,
        order=order,
        path=f"unplaced-{at.timestamp()}",
    )
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    record("unit.created", unit, by=by, at=at, unit=unit, parent=parent.pk if parent else None)
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit | None, by: User, at: datetime) -> Unit:
    """Put a unit, with all below it, under another one.

    Raises:
        RefusedError: `people.unit.below_itself` or `people.unit.name_taken`.
    """
    list(Unit.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    unit.refresh_from_db()
    if parent is not None:
        parent.refresh_from_db()
        if parent.path.startswith(unit.path):
            raise RefusedError("people.unit.below_itself", name=unit.name, parent=parent.name)
    if Unit.objects.filter(parent=parent, name=unit.name).exclude(pk=unit.pk).exists():
        raise RefusedError("people.unit.name_taken", name=unit.name)
    before, path_before = unit.parent_id, unit.path
    path = f"{parent.path if parent else '/'}{unit.pk}/"
    units_under(unit).update(path=Concat(Value(path), Substr("path", len(path_before) + 1)))
    unit.parent, unit.path = parent, path
    unit.save(update_fields=["parent"])
    record("unit.moved", unit, by=by, at=at, unit=unit, before=before, after=unit.parent_id)
    return unit


@transaction.atomic
def amend_unit(
    *,
    unit: Unit,
    name: str,
    short_name: str,
    kind: str,
    order: int,
    closed_on: date | None,
    by: User,
    at: datetime,
) -> Unit:
    """Mend what is written of a unit, its name too, and where it stands among its neighbours, or close it.

    Raises:
        RefusedError: `people.unit.name_taken`.
    """
    if Unit.objects.filter(parent=unit.parent_id, name=name).exclude(pk=unit.pk).exists():
        raise RefusedError("people.unit.name_taken", name=name)
    wanted = {
        "name": name,
        "short_name": short_name,
        "kind": kind,
        "order": order,
        "closed_on": closed_on,
    }
    stored = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    before = {key: getattr(stored, key) for key, value in wanted.items() if getattr(stored, key) != value}
    if before:
        for key, value in wanted.items():
            setattr(stored, key, value)
        stored.save(update_fields=list(before))
        record("unit.amended", stored, by=by, at=at, unit=stored, before=before)
        if "name" in before:
            unit_renamed.send(Unit, unit=stored)
    return stored
