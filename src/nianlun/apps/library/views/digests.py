"""The additions of a day on one page, and the switch of the mails."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nianlun.apps.library.actions.digests import ask_for_digest, end_digest
from nianlun.apps.library.models import Document
from nianlun.apps.library.queries.digests import additions, digest_of
from nianlun.apps.library.queries.parameters import integer
from nianlun.apps.library.views.sheets import document_sheet
from nianlun.apps.people.views.listing import MOST_ROWS, ordered, paged, parameters, sheet_response
from nianlun.apps.people.views.refusals import attempt

FIRST_YEAR, LAST_YEAR = 1970, 9000
"""Years outside of them have days before or after which there is none."""
ORDER = {
    "added": ("added_at",),
    "title": ("title",),
    "kind": ("kind",),
    "unit": ("unit__order", "unit__name"),
    "characters": ("characters",),
}


@require_safe
def digest(request: HttpRequest, day: str = "") -> HttpResponse:
    """What came in on a day, today where none is named, as far as the person may read it."""
    on = day_from(day) if day else timezone.localdate()
    found = digest_of(request.user, on)
    rows = additions(request.user, on)
    unit, kind = integer(parameters(request), "unit"), request.GET.get("kind", "")
    if unit is not None:
        rows = rows.filter(unit=unit)
    if kind in {each for each, _number in found.kinds if each}:
        rows = rows.filter(kind=kind)
    rows, sort = ordered(request, rows, ORDER, "-added")
    if (extension := request.GET.get("format")) in {"csv", "xlsx"}:
        listed: list[Document] = list(rows.prefetch_related("tags")[:MOST_ROWS])
        return sheet_response(document_sheet(listed), extension)
    shown = {
        "digest": found,
        "page": paged(request, rows),
        "sort": sort,
        "unit": unit,
        "kind": kind,
        "is_today": on == timezone.localdate(),
    }
    return render(request, "library/digest.html", shown)


def day_from(text: str) -> date:
    """The day an address names.

    Raises:
        Http404: it names none.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Http404
    return day


@require_POST
def mail(request: HttpRequest) -> HttpResponse:
    """Switch the mails on, for an address, or off."""
    if request.POST.get("off"):
        attempt(
            request,
            lambda: end_digest(by=request.user, at=timezone.now()),
            done=_("No more mails of the digest are sent to you."),
        )
    else:
        address = request.POST.get("address", "")
        attempt(
            request,
            lambda: ask_for_digest(address=address, by=request.user, at=timezone.now()),
            done=_("From tomorrow on you get each day's additions by e-mail."),
        )
    return redirect("account")
