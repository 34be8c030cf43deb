"""Making users, and changing their passwords and language."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import Person, Unit, User
from nianlun.apps.people.queries import SYSTEM_USERNAME, may_manage
from nianlun.kernel.errors import RefusedError

LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for one another."""


def one_time_password() -> str:
    """A password to read out over the telephone: four groups of four."""
    return "-".join("".join(secrets.choice(LEGIBLE) for _ in range(4)) for _ in range(4))


def system_user() -> User:
    """The account by which the command line and the clock act; nobody can sign in with it."""
    user, _ = User.objects.get_or_create(
        username=SYSTEM_USERNAME,
        defaults={"display_name": "Nianlun", "is_active": False, "password": "!"},
    )
    return user


def refuse_strangers(user: User, by: User) -> None:
    """Stop whoever does not administer all that the user can do.

    Raises:
        RefusedError: `people.user.not_yours`.
    """
    if by.username != SYSTEM_USERNAME and not may_manage(by, user):
        raise RefusedError("people.user.not_yours", name=str(user))


@transaction.atomic
def create_user(
    *,
    username: str,
    display_name: str,
    unit: Unit | None,
    password: str,
    by: User,
    at: datetime,
    must_change_password: bool = True,
    person: Person | None = None,
    language: str = "",
) -> User:
    """Add an account; the first password has to be changed unless told otherwise.

    Raises:
        RefusedError: `people.user.name_taken`.
    """
    if User.objects.filter(username__iexact=username).exists():
        raise RefusedError("people.user.name_taken", name=username)
    user = User(
        username=username,
        display_name=display_name,
        unit=unit,
        person=person,
        language=language,
        must_change_password=must_change_password,
        joined_at=at,
    )
    user.set_password(password)
    user.save()
    record("user.created", user, by=by, at=at, unit=unit)
    return user


@transaction.atomic
def change_password(*, user: User, password: str, by: User, at: datetime) -> None:
    """Take a new password, which its user chose himself."""
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record("user.password_changed", user, by=by, at=at, unit=user.unit)


@transaction.atomic
def reset_password(*, user: User, by: User, at: datetime) -> str:
    """Give a user a one-time password, which he must change; returns it, for it is kept nowhere.

    Raises:
        RefusedError: `people.user.not_yours`.
    """
    refuse_strangers(user, by)
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    record("user.password_reset", user, by=by, at=at, unit=user.unit)
    return password


@transaction.atomic
def set_language(*, user: User, language: str, by: User, at: datetime) -> None:
    """Remember the language a user reads in."""
    user.language = language
    user.save(update_fields=["language"])
    record("user.language_set", user, by=by, at=at, unit=user.unit, language=language)


@transaction.atomic
def amend_user(*, user: User, display_name: str, unit: Unit | None, by: User, at: datetime) -> None:
    """Change how a user is called and where he works.

    Raises:
        RefusedError: `people.user.not_yours`.
    """
    refuse_strangers(user, by)
    before = {"display_name": user.display_name, "unit": user.unit_id}
    user.display_name, user.unit = display_name, unit
    user.save(update_fields=["display_name", "unit"])
    record("user.amended", user, by=by, at=at, unit=unit, before=before)


@transaction.atomic
def close_user(*, user: User, by: User, at: datetime) -> None:
    """Let a user sign in no longer; what he did stays under his name.

    Raises:
        RefusedError: `people.user.own_account` or `people.user.not_yours`.
    """
    if user.pk == by.pk:
        raise RefusedError("people.user.own_account")
    refuse_strangers(user, by)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("user.closed", user, by=by, at=at, unit=user.unit)


@transaction.atomic
def reopen_user(*, user: User, by: User, at: datetime) -> None:
    """Let a user sign in again.

    Raises:
        RefusedError: `people.user.not_yours`.
    """
    refuse_strangers(user, by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("user.reopened", user, by=by, at=at, unit=user.unit)
