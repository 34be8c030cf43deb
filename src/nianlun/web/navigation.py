"""The navigation bar: a visible list, of which each user sees what his rights open."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from nianlun.apps.people.models import Role
from nianlun.apps.people.queries import may_somewhere


@dataclass(frozen=True)
class Entry:
    """A place one can go to."""

    label: str
    route: str
    role: str
    area: str


ENTRIES = (
    Entry(_("Indicators"), "indicators:home", Role.READ, "indicators"),
    Entry(_("Registers"), "registers:home", Role.READ, "registers"),
    Entry(_("Reports"), "reports:list", Role.READ, "reports"),
    Entry(_("Library"), "library:list", Role.READ, "library"),
    Entry(_("Import"), "library:imports", Role.KEEP, "library"),
    Entry(_("Figures"), "library:figures", Role.READ, "library"),
    Entry(_("Commitments"), "library:commitments", Role.READ, "library"),
    Entry(_("Statistics"), "library:statistics", Role.READ, "library"),
    Entry(_("Units"), "people:units", Role.ADMINISTER, "people"),
    Entry(_("Users"), "people:users", Role.ADMINISTER, "people"),
    Entry(_("Use of the library"), "library:use", Role.ADMINISTER, "library"),
    Entry(_("Audit trail"), "audit", Role.SUPERVISE, "audit"),
)
ADMINISTRATION = frozenset({"people:units", "people:users", "library:use", "audit"})
"""Gathered under one word on the bar."""


def address_of(route: str) -> str:
    """Where a route leads; empty when no app offers it."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def place_of(path: str) -> str:
    """The place a page belongs to: the one whose address begins the page's address for longest."""
    addresses = (address_of(entry.route) for entry in ENTRIES)
    return max(
        (address for address in addresses if address and path.startswith(address)), key=len, default=""
    )


def menu_for(request: HttpRequest) -> dict[str, list[dict[str, object]]]:
    """Places of the bar and of the administration, for this user on this page."""
    user = getattr(request, "user", None)
    menu: dict[str, list[dict[str, object]]] = {"places": [], "administration": []}
    if user is None or not user.is_authenticated or user.must_change_password:
        return menu
    here = place_of(request.path)
    is_open = may_somewhere(user, ((entry.role, entry.area) for entry in ENTRIES))
    for entry in ENTRIES:
        address = address_of(entry.route)
        if address and (entry.role, entry.area) in is_open:
            part = "administration" if entry.route in ADMINISTRATION else "places"
            menu[part].append({"label": entry.label, "address": address, "here": address == here})
    return menu
