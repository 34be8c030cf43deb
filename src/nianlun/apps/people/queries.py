"""Who may do what where. A grant holds for its unit and for all units below it."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from django.db.models import Q, QuerySet
from django.utils import timezone

from nianlun.apps.people.held import held_grants, unit_paths
from nianlun.apps.people.models import ALL_AREAS, ApiToken, Area, Grant, Role, Unit, User
from nianlun.apps.people.models.users import SYSTEM_USERNAME

GIVEN_BY = {
    Role.READ: frozenset(Role),
    Role.KEEP: frozenset({Role.KEEP, Role.ADMINISTER}),
    Role.REVIEW: frozenset({Role.REVIEW, Role.ADMINISTER}),
    Role.SUPERVISE: frozenset({Role.SUPERVISE, Role.ADMINISTER}),
    Role.ADMINISTER: frozenset({Role.ADMINISTER}),
}
"""The roles that carry a role within them."""


def units_under(unit: Unit) -> QuerySet[Unit]:
    """The unit and all units below it."""
    return Unit.objects.filter(path__startswith=unit.path)


def unit_ids_under(paths: Iterable[str]) -> set[int]:
    """Numbers of the units at or below any of the paths."""
    above = tuple(paths)
    return {number for number, path in unit_paths().items() if path.startswith(above)} if above else set()


def grants_of(user: User) -> QuerySet[Grant]:
    """What a user has been granted and still holds."""
    return Grant.objects.filter(user=user, revoked_at__isnull=True).select_related("unit")


def units_of(user: User, role: str, area: str) -> set[int]:
    """Numbers of the units in which a user may act in a role; his own unit he may always read."""
    if not user.is_authenticated or not user.is_active:
        return set()
    wanted = GIVEN_BY[Role(role)]
    units = unit_ids_under(
        grant.path for grant in held_grants(user) if grant.role in wanted and grant.area in (area, ALL_AREAS)
    )
    if role == Role.READ and user.unit_id:
        units.add(user.unit_id)
    return units


def may(user: User, role: str, unit: Unit | int | None, area: str) -> bool:
    """Whether a user may act in a role for a unit; without a unit: for any unit at all."""
    units = units_of(user, role, area)
    if unit is None:
        return bool(units)
    return (unit.pk if isinstance(unit, Unit) else unit) in units


def may_somewhere(user: User, wanted: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the pairs of role and area in which a user may act for any unit at all; asks once."""
    if not user.is_authenticated or not user.is_active:
        return set()
    held = {(grant.role, grant.area) for grant in held_grants(user)}
    return {
        (role, area)
        for role, area in wanted
        if (role == Role.READ and user.unit_id)
        or any(given in GIVEN_BY[Role(role)] and where in (area, ALL_AREAS) for given, where in held)
    }


def may_manage(by: User, user: User) -> bool:
    """Whether somebody may reset, change or close an account: he administers its unit, and all its rights."""
    mine = units_of(by, Role.ADMINISTER, Area.PEOPLE)
    theirs = set(grants_of(user).values_list("unit_id", flat=True))
    return (user.unit_id in mine or (user.unit_id is None and bool(theirs))) and theirs <= mine


def users_managed_by(by: User) -> QuerySet[User]:
    """Accounts in the units somebody administers; the account of the system is nobody's."""
    units = units_of(by, Role.ADMINISTER, Area.PEOPLE)
    users = User.objects.filter(Q(unit__in=units) | Q(unit__isnull=True, grants__unit__in=units))
    return users.exclude(username=SYSTEM_USERNAME).select_related("unit").distinct()


def units_in_order(unit_ids: set[int] | None = None) -> list[Unit]:
    """Units as a tree is read from above: each followed by those below it."""
    return [unit for unit in in_order(Unit.objects.all()) if unit_ids is None or unit.pk in unit_ids]


def in_order(units: Iterable[Unit]) -> list[Unit]:
    """All units, as a tree is read from above."""
    found = list(units)
    ranks = {unit.pk: (unit.order, unit.pk) for unit in found}
    return sorted(found, key=lambda unit: [ranks[int(part)] for part in unit.path.strip("/").split("/")])


def token_digest(token: str) -> str:
    """What is kept of a token. It is random and long, so a plain digest is enough."""
    return sha256(token.encode()).hexdigest()


def user_of_token(token: str) -> tuple[User, ApiToken] | None:
    """The user a valid token acts for, and the token's row."""
    row = ApiToken.objects.select_related("user__unit").filter(digest=token_digest(token)).first()
    if row is None or row.revoked_at or not row.user.is_active or row.user.must_change_password:
        return None
    if row.expires_at and row.expires_at <= timezone.now():
        return None
    return row.user, row


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """The tokens a user has made and not ended, the latest first."""
    return ApiToken.objects.filter(user=user, revoked_at__isnull=True)


def with_levels(units: list[Unit]) -> list[tuple[Unit, int]]:
    """Units in the order of the tree, each with its depth below the highest unit listed above it."""
    listed: dict[int, int] = {}
    for unit in units:
        listed[unit.pk] = listed[unit.parent_id] + 1 if unit.parent_id in listed else 0
    return [(unit, listed[unit.pk]) for unit in units]
