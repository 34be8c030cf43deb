"""A unit gets another name; what it was called stays known."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import FormerName, Unit, User
from nianlun.apps.people.signals import unit_renamed
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def rename_unit(
    *, unit: Unit, name: str, since_on: date, by: User, at: datetime, short_name: str = ""
) -> Unit:
    """Call a unit otherwise from a day on; as of the days before it keeps the name it had.

    Raises:
        RefusedError: `people.unit.same_name`, `people.unit.name_taken`, `people.unit.named_later`,
            `people.unit.named_earlier`.
    """
    stored = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    before = {"name": stored.name, "short_name": stored.short_name}
    if before == {"name": name, "short_name": short_name}:
        raise RefusedError("people.unit.same_name", name=name)
    if Unit.objects.filter(parent=stored.parent_id, name=name).exclude(pk=stored.pk).exists():
        raise RefusedError("people.unit.name_taken", name=name)
    if since_on > timezone.localdate(at):
        raise RefusedError("people.unit.named_later", name=name)
    last = stored.former_names.first()
    if last is not None and since_on <= last.until_on + timedelta(days=1):
        raise RefusedError("people.unit.named_earlier", name=last.name, until=last.until_on.isoformat())
    FormerName.objects.create(unit=stored, until_on=since_on - timedelta(days=1), **before)
    stored.name, stored.short_name = name, short_name
    stored.save(update_fields=["name", "short_name"])
    record("unit.renamed", stored, by=by, at=at, unit=stored, before=before, since=since_on.isoformat())
    unit_renamed.send(Unit, unit=stored)
    return stored
