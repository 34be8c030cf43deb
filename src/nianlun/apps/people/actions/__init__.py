"""Everything that changes units, users and rights; each act leaves an event in the same transaction."""

from nianlun.apps.people.actions.accounts import (
    amend_user,
    change_password,
    close_user,
    create_user,
    one_time_password,
    reopen_user,
    reset_password,
    set_language,
    system_user,
)
from nianlun.apps.people.actions.importing import import_people
from nianlun.apps.people.actions.merging import merge_unit
from nianlun.apps.people.actions.renaming import rename_unit
from nianlun.apps.people.actions.rights import grant, revoke
from nianlun.apps.people.actions.sessions import signed_in, signed_out
from nianlun.apps.people.actions.tokens import issue_token, note_use, revoke_token
from nianlun.apps.people.actions.units import amend_unit, create_unit, move_unit
from nianlun.apps.people.actions.visits import note_visit
from nianlun.apps.people.actions.welcome import welcome_user

__all__ = [
    "amend_unit",
    "amend_user",
    "change_password",
    "close_user",
    "create_unit",
    "create_user",
    "grant",
    "import_people",
    "issue_token",
    "merge_unit",
    "move_unit",
    "note_use",
    "note_visit",
    "one_time_password",
    "rename_unit",
    "reopen_user",
    "reset_password",
    "revoke",
    "revoke_token",
    "set_language",
    "signed_in",
    "signed_out",
    "system_user",
    "welcome_user",
]
