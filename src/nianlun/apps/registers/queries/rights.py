"""Who may do what in a register, and which rows and fields he sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from nianlun.apps.people.held import HeldGrant, held_grants, unit_paths
from nianlun.apps.people.models import ALL_AREAS, Role, User
from nianlun.apps.people.queries import GIVEN_BY, SYSTEM_USERNAME
from nianlun.apps.registers.models import Register
from nianlun.define.expressions.tree import names_in
from nianlun.define.kinds.computed import ComputedOptions
from nianlun.define.model import FieldDef, Secrecy
from nianlun.define.model import Register as Definition

AREA = "registers"
"""The area of a grant that holds for every register; a register's own key is the area for it alone."""

KEEPERS = (Role.KEEP, Role.REVIEW, Role.SUPERVISE, Role.ADMINISTER)
"""Those who see what is restricted."""

ORDER = (Secrecy.PUBLIC, Secrecy.INTERNAL, Secrecy.RESTRICTED, Secrecy.CONFIDENTIAL)
"""From the most open to the least."""


@dataclass(frozen=True)
class Reach:
    """A set of units, or all there are."""

    units: frozenset[int] = frozenset()
    everywhere: bool = False

    def __contains__(self, unit: object) -> bool:
        return self.everywhere or unit in self.units

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.units)

    def __or__(self, other: Reach) -> Reach:
        return Reach(self.units | other.units, self.everywhere or other.everywhere)

    def condition(self, column: str = "unit") -> Q:
        """As a condition on a column of units."""
        return Q() if self.everywhere else Q(**{f"{column}__in": self.units})


NOWHERE = Reach()
EVERYWHERE = Reach(everywhere=True)


@dataclass(frozen=True)
class Standing:
    """What a person may do in one register."""

    user: User
    register: Register
    roles: Mapping[str, Reach]
    """Where he may act, by role."""

    def reach(self, role: str) -> Reach:
        """The units in which he may act in a role."""
        return self.roles.get(str(role), NOWHERE)

    def sees(self, secrecy: Secrecy) -> Reach:
        """The units whose entries, or fields, of a secrecy he may see."""
        if not self.user.is_authenticated:
            return NOWHERE
        match secrecy:
            case Secrecy.PUBLIC:
                return EVERYWHERE
            case Secrecy.INTERNAL:
                return self.reach(Role.READ)
            case Secrecy.RESTRICTED:
                return _together(self.reach(role) for role in KEEPERS)
            case _:
                return self.reach(Role.KEEP) | self.reach(Role.ADMINISTER)

    @property
    def rows(self) -> Reach:
        """The units whose entries he sees."""
        return self.sees(Secrecy(self.register.secrecy))

    def may(self, role: str, unit: int) -> bool:
        """Whether he may act in a role for a unit."""
        return unit in self.reach(role)


def stricter(secrecy: Secrecy, other: Secrecy | None) -> Secrecy:
    """The less open of two."""
    return secrecy if other is None else max(secrecy, other, key=ORDER.index)


def _together(reaches: Iterable[Reach]) -> Reach:
    found = NOWHERE
    for each in reaches:
        found |= each
    return found


def is_system(user: User) -> bool:
    """Whether this is the account by which the command line and the clock act."""
    return user.username == SYSTEM_USERNAME


@dataclass(frozen=True)
class Held:
    """What a person has been granted, and the tree of units in which it holds; asked once for many registers."""

    user: User
    grants: tuple[HeldGrant, ...]
    paths: Mapping[int, str]
    """Of every unit, by number."""
    _known: dict[str, dict[str, Reach]] = field(default_factory=dict)
    """By the area that decides: most registers have none of their own."""

    def standing(self, register: Register) -> Standing:
        """What the person may do in a register."""
        if is_system(self.user):
            return Standing(self.user, register, {role.value: EVERYWHERE for role in Role})
        if not self.user.is_authenticated or not self.user.is_active:
            return Standing(self.user, register, {})
        own = register.key if any(grant.area == register.key for grant in self.grants) else AREA
        if own not in self._known:
            self._known[own] = self._roles({own, AREA, ALL_AREAS})
        return Standing(self.user, register, self._known[own])

    def _roles(self, areas: set[str]) -> dict[str, Reach]:
        found: dict[str, Reach] = {}
        for role in Role:
            above = tuple(
                grant.path for grant in self.grants if grant.area in areas and grant.role in GIVEN_BY[role]
            )
            units = {unit for unit, path in self.paths.items() if above and path.startswith(above)}
            if role == Role.READ and self.user.unit_id:
                units.add(self.user.unit_id)
            found[role.value] = Reach(frozenset(units), everywhere=len(units) == len(self.paths) > 0)
        return found


def held_by(user: User, paths: Mapping[int, str] | None = None) -> Held:
    """What a person has been granted; one query, and another where the tree is not at hand."""
    return Held(user, held_grants(user), unit_paths() if paths is None else paths)


def standing_in(user: User, register: Register) -> Standing:
    """What a person may do in a register; two queries."""
    return held_by(user).standing(register)


def standings(user: User, registers: Iterable[Register]) -> dict[int, Standing]:
    """The same for several registers, by number; two queries all the same."""
    held = held_by(user)
    return {each.pk: held.standing(each) for each in registers}


def secrecy_of(register: Register, definition: Definition, each: FieldDef) -> Secrecy:
    """Secrecy of a field; a computed one is as secret as what it is reckoned from."""
    found = stricter(Secrecy(register.secrecy), each.secrecy)
    if isinstance(each.options, ComputedOptions):
        for key in names_in(each.options.formula.tree):
            source = definition.field_by_key.get(key)
            if source is not None and source is not each:
                found = stricter(found, secrecy_of(register, definition, source))
    return found
