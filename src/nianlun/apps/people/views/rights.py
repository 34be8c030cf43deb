"""What the person on a page of administration administers."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from nianlun.apps.people.models import Area, Role, Unit
from nianlun.apps.people.queries import units_in_order, units_of


def units_administered(request: HttpRequest) -> list[Unit]:
    """The units, as a tree is read.

    Raises:
        PermissionDenied: when there are none.
    """
    units = units_of(request.user, Role.ADMINISTER, Area.PEOPLE)
    if not units:
        raise PermissionDenied
    return units_in_order(units)


def unit_administered(request: HttpRequest, unit_id: int) -> Unit:
    """One of them.

    Raises:
        PermissionDenied: when it is not among them; whether it exists is not told.
    """
    for unit in units_administered(request):
        if unit.pk == unit_id:
            return unit
    raise PermissionDenied
