"""Granting and revoking; nobody gives what he does not administer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import ALL_AREAS, Grant, Role, Unit, User
from nianlun.apps.people.queries import SYSTEM_USERNAME, may
from nianlun.kernel.errors import RefusedError


def refuse_strangers(unit: Unit, area: str, by: User) -> None:
    """Stop whoever does not administer the area in the unit.

    Raises:
        RefusedError: `people.grant.not_yours`.
    """
    if by.username != SYSTEM_USERNAME and not may(by, Role.ADMINISTER, unit, area):
        raise RefusedError("people.grant.not_yours", unit=unit.name)


@transaction.atomic
def grant(*, user: User, unit: Unit, role: str, by: User, at: datetime, area: str = ALL_AREAS) -> Grant:
    """Let a user act in a role for a unit and all below it; what he holds already stays as it is.

    Raises:
        RefusedError: `people.grant.not_yours`.
    """
    refuse_strangers(unit, area, by)
    held = Grant.objects.filter(user=user, unit=unit, role=role, area=area, revoked_at__isnull=True).first()
    if held:
        return held
    given = Grant.objects.create(user=user, unit=unit, role=role, area=area, granted_at=at, granted_by=by)
    record("grant.given", user, by=by, at=at, unit=unit, grant=given.pk, role=role, area=area)
    return given


@transaction.atomic
def revoke(*, grant_id: int, by: User, at: datetime) -> Grant:
    """Take a grant back; a second time changes nothing.

    Raises:
        RefusedError: `people.grant.not_yours`.
    """
    held = Grant.objects.select_for_update(of=("self",)).select_related("unit", "user").get(pk=grant_id)
    refuse_strangers(held.unit, held.area, by)
    if held.revoked_at is None:
        held.revoked_at, held.revoked_by = at, by
        held.save(update_fields=["revoked_at", "revoked_by"])
        detail = {"grant": held.pk, "role": held.role, "area": held.area}
        record("grant.revoked", held.user, by=by, at=at, unit=held.unit, **detail)
    return held
