"""Coming and going, for the trail. Failed attempts are kept by the lock-out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import User


@transaction.atomic
def signed_in(*, user: User, by: User, at: datetime) -> None:
    """Note that a user has come."""
    record("user.signed_in", user, by=by, at=at, unit=user.unit)


@transaction.atomic
def signed_out(*, user: User, by: User, at: datetime) -> None:
    """Note that a user has gone."""
    record("user.signed_out", user, by=by, at=at, unit=user.unit)
