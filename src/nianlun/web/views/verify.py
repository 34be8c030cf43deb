"""Walking the chains of digests from the browser, for those who supervise; and the roots of a day, to be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.people.queries import may
from nianlun.apps.registers.models import DailyRoot, Entry, Register
from nianlun.apps.registers.queries.roots import Root, root_of
from nianlun.apps.registers.queries.verification import Finding
from nianlun.apps.registers.queries.verification import verify as walk

MOST_SHOWN = 200
WHAT_IT_IS = {
    "version": pgettext_lazy("finding", "Version"),
    "entry": pgettext_lazy("finding", "Entry"),
    "definition": pgettext_lazy("finding", "Definition"),
    "day": pgettext_lazy("finding", "Root of a day"),
    "index": pgettext_lazy("finding", "Row of the index"),
}
WHAT_BECAME_OF_IT = {
    "changed": pgettext_lazy("finding", "changed"),
    "removed": pgettext_lazy("finding", "removed"),
    "inserted": pgettext_lazy("finding", "inserted"),
}


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
        "findings": list(in_words(found.findings[:MOST_SHOWN])) if found else [],
        "day": day,
        "is_open": day >= timezone.localdate(),
        "roots": roots_of(day),
    }
    return render(request, "verify.html", shown)


def in_words(findings: Iterable[Finding]) -> Iterator[dict[str, object]]:
    """Findings with the names of registers and the numbers of entries."""
    found = list(findings)
    registers = {each.key: each for each in Register.objects.all()}
    entries = Entry.objects.in_bulk({each.entry for each in found if each.entry})
    for each in found:
        entry = entries.get(each.entry or 0)
        yield {
            "register": registers.get(each.register, each.register),
            "what": WHAT_IT_IS[each.what],
            "kind": WHAT_BECAME_OF_IT[each.kind],
            "subject": entry.code if entry else each.subject,
            "entry": entry,
            "version": each.version,
        }


def day_asked(request: HttpRequest) -> date:
    """The day whose roots are shown; unasked the last one that is closed."""
    try:
        asked = parse_date(request.GET.get("day", ""))
    except ValueError:
        asked = None
    last: date | None = DailyRoot.objects.aggregate(last=Max("day"))["last"] if asked is None else None
    return asked or last or timezone.localdate()


def roots_of(day: date) -> list[tuple[Register, Root]]:
    """The root of each register in which anything was recorded on a day."""
    found = [
        (register, root_of(register, day)) for register in Register.objects.filter(current__isnull=False)
    ]
    return [(register, root) for register, root in found if root is not None]
