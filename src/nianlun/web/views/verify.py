"""Walking the chains of digests from the browser, for those who supervise; and the roots of a day, to be printed."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.people.queries import may
from nianlun.apps.registers.models import Register
from nianlun.apps.registers.queries.roots import Root, root_of
from nianlun.apps.registers.queries.verification import verify as walk

MOST_SHOWN = 200


def may_verify(user: User) -> bool:
    """Whether somebody supervises the whole county: the walk sees every entry."""
    roots = Unit.objects.filter(parent__isnull=True)
    return any(may(user, Role.SUPERVISE, root, "audit") for root in roots)


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Say whether every version is as it was written, and which is not."""
    if not may_verify(request.user):
        raise PermissionDenied
    found = walk() if request.method == "POST" else None
    day = day_asked(request)
    shown = {
        "found": found,
        "findings": found.findings[:MOST_SHOWN] if found else [],
        "day": day,
        "roots": roots_of(day),
    }
    return render(request, "verify.html", shown)


def day_asked(request: HttpRequest) -> date:
    """The day whose roots are shown."""
    try:
        asked = parse_date(request.GET.get("day", ""))
    except ValueError:
        asked = None
    return asked or timezone.localdate()


def roots_of(day: date) -> list[tuple[Register, Root]]:
    """The root of each register in which anything was recorded on a day."""
    found = [
        (register, root_of(register, day)) for register in Register.objects.filter(current__isnull=False)
    ]
    return [(register, root) for register, root in found if root is not None]
