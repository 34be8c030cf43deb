"""Making a user together with his first right and his one-time password."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nianlun.apps.people.actions.accounts import create_user, one_time_password
from nianlun.apps.people.actions.rights import grant
from nianlun.apps.people.models import Unit, User


@transaction.atomic
def welcome_user(
    *, username: str, display_name: str, unit: Unit, role: str, area: str, by: User, at: datetime
) -> tuple[User, str]:
    """Add a user with a right for his unit, or with none; returns him and his one-time password.

    Raises:
        RefusedError: `people.user.name_taken` or `people.grant.not_yours`.
    """
    password = one_time_password()
    user = create_user(
        username=username, display_name=display_name, unit=unit, password=password, by=by, at=at
    )
    if role:
        grant(user=user, unit=unit, role=role, area=area, by=by, at=at)
    return user, password
