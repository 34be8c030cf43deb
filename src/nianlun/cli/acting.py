"""For whom a command acts: the user named by `--as`, else the system."""

from __future__ import annotations

import click

from nianlun.apps.people.actions import system_user
from nianlun.apps.people.models import User

user_option = click.option("--as", "username", default="", help="Act as this user; none: as the system.")


def acting(username: str) -> User:
    """The user a command acts for; the system where none is named.

    Raises:
        click.BadParameter: there is none of that name.
    """
    if not username:
        return system_user()
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise click.BadParameter(f"no user is called {username!r}; `nianlun user list` shows them.")
    return user
