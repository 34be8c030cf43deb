"""`nianlun user`: accounts, passwords, tokens."""

from __future__ import annotations

import sys
from datetime import timedelta

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from nianlun.apps.people import actions
from nianlun.apps.people.models import Area, Role, User
from nianlun.cli.output import emit, examples, format_option
from nianlun.cli.unit import unit_named

stdin_option = click.option(
    "--password-stdin", is_flag=True, help="Take the password from standard input instead of making one up."
)


def user_named(name: str) -> User:
    """The user of this name.

    Raises:
        click.BadParameter: when there is none.
    """
    user = User.objects.filter(username=name).first()
    if user is None:
        raise click.BadParameter(f"there is no user {name!r}; `nianlun user list` shows them.")
    return user


def password_from_input(user: User) -> str:
    """The first line of standard input, checked by the rules of the site.

    Raises:
        click.BadParameter: when the password is too weak.
    """
    password = sys.stdin.readline().rstrip("\n")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise click.BadParameter(" ".join(error.messages)) from error
    return password


@click.group(
    epilog=examples(
        "nianlun user create wang --display-name 王强 --unit 青禾县 --role administer --area all",
        "nianlun user password wang",
        'nianlun user token wang --name "monthly export"',
    )
)
def command() -> None:
    """Make users, passwords, tokens."""


@command.command(
    epilog=examples(
        "nianlun user create wang --display-name 王强 --unit 青禾县 --role administer",
        "cat password.txt | nianlun user create api --display-name 接口 --unit 1 --password-stdin",
    )
)
@click.argument("username")
@click.option("--display-name", required=True, help="The name shown on pages.")
@click.option("--unit", required=True, help="Number or name of the unit.")
@click.option("--role", type=click.Choice(Role.values), help="A right for the unit and all below it.")
@click.option("--area", type=click.Choice(Area.values), default=Area.ALL.value, show_default=True)
@stdin_option
@format_option
def create(
    *,
    username: str,
    display_name: str,
    unit: str,
    role: str | None,
    area: str,
    password_stdin: bool,
    form: str,
) -> None:
    """Make a user and print his one-time password, which he has to change."""
    where = unit_named(unit)
    draft = User(username=username, display_name=display_name)
    password = password_from_input(draft) if password_stdin else actions.one_time_password()
    by, now = actions.system_user(), timezone.now()
    with transaction.atomic():
        user = actions.create_user(
            username=username,
            display_name=display_name,
            unit=where,
            password=password,
            must_change_password=not password_stdin,
            by=by,
            at=now,
        )
        if role:
            actions.grant(user=user, unit=where, role=role, area=area, by=by, at=now)
    values = {"id": user.pk, "username": username, "unit": where.pk, "role": role}
    if not password_stdin:
        values["one_time_password"] = password
    emit(values, form, lines=lambda: [username if password_stdin else f"{username}  {password}"])


@command.command(epilog=examples("nianlun user password wang"))
@click.argument("username")
@stdin_option
@format_option
def password(*, username: str, password_stdin: bool, form: str) -> None:
    """Give a user a one-time password, or the one from standard input."""
    user, by, now = user_named(username), actions.system_user(), timezone.now()
    if password_stdin:
        actions.change_password(user=user, password=password_from_input(user), by=by, at=now)
        emit({"username": username}, form, lines=lambda: [username])
        return
    made = actions.reset_password(user=user, by=by, at=now)
    emit({"username": username, "one_time_password": made}, form, lines=lambda: [f"{username}  {made}"])


@command.command(epilog=examples('nianlun user token wang --name "monthly export" --days 90'))
@click.argument("username")
@click.option("--name", required=True, help="What the token is for.")
@click.option(
    "--days", type=click.IntRange(1, 3650), default=365, show_default=True, help="How long it lasts."
)
@format_option
def token(*, username: str, name: str, days: int, form: str) -> None:
    """Make a token for a program that acts as a user; it is printed once."""
    user, now = user_named(username), timezone.now()
    row, made = actions.issue_token(
        user=user, name=name, expires_at=now + timedelta(days=days), by=actions.system_user(), at=now
    )
    emit({"id": row.pk, "token": made, "expires_at": row.expires_at}, form, lines=lambda: [made])


@command.command("list", epilog=examples("nianlun user list --format json"))
@format_option
def list_users(*, form: str) -> None:
    """List all users."""
    users = list(User.objects.select_related("unit"))
    values = [
        {"id": user.pk, "username": user.username, "unit": user.unit_id, "active": user.is_active}
        for user in users
    ]
    emit(values, form, lines=lambda: [f"{user.pk:>6}  {user.username}  {user.unit or ''}" for user in users])
