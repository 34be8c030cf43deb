"""One act on the entries that were picked in the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nianlun.apps.people.models import Unit
from nianlun.apps.people.views.refusals import missing_is_404, words
from nianlun.apps.registers import actions
from nianlun.apps.registers.actions.bulk import BulkOutcome, BulkRefusedError, Refusal
from nianlun.apps.registers.models import Entry, Register
from nianlun.apps.registers.views.common import ledger_named
from nianlun.kernel.errors import RefusedError

SHOWN_REFUSALS = 8
Picked = dict[int, int | None]


def picked(request: HttpRequest) -> Picked:
    """Entries and the versions they were seen in: `17:3`."""
    found: Picked = {}
    for each in request.POST.getlist("entry"):
        number, _colon, version = each.partition(":")
        if number.isdecimal():
            found[int(number)] = int(version) if version.isdecimal() else None
    return found


@require_POST
@missing_is_404
def bulk(request: HttpRequest, key: str) -> HttpResponse:
    """Do it to all, or to those for which it is allowed."""
    ledger = ledger_named(request, key)
    back = f"{reverse('registers:table', args=[key])}?{request.META.get('QUERY_STRING', '')}"
    entries = picked(request)
    act = BULK.get(request.POST.get("act", ""))
    if act is None or not entries:
        messages.error(request, _("Nothing was done: pick entries, and say what to do with them."))
        return redirect(back)
    try:
        outcome = act(request, ledger.register, entries)
    except BulkRefusedError as error:
        messages.error(request, _("Nothing was done, because some entries were refused:"))
        say_refusals(request, error.refused)
    except RefusedError as error:
        messages.error(request, words(error))
    else:
        say_outcome(request, outcome)
    return redirect(back)


def say_outcome(request: HttpRequest, outcome: BulkOutcome) -> None:
    """How many were done, and which were refused."""
    done = len(outcome.done)
    messages.success(
        request, ngettext("Done for %(n)s entry.", "Done for %(n)s entries.", done) % {"n": done}
    )
    say_refusals(request, outcome.refused)


def say_refusals(request: HttpRequest, refused: tuple[Refusal, ...]) -> None:
    """Each entry that was refused, with why; at most a few."""
    for each in refused[:SHOWN_REFUSALS]:
        messages.warning(request, f"{each.code}: {refusal_words(each, request)}")
    if len(refused) > SHOWN_REFUSALS:
        messages.warning(request, _("… and %(n)s more.") % {"n": len(refused) - SHOWN_REFUSALS})


def refusal_words(refusal: Refusal, request: HttpRequest) -> str:
    """Why an entry was refused, reading by reading where readings are to blame."""
    faults = getattr(refusal.error, "faults", ())
    if faults:
        return " ".join(dict.fromkeys(each.words(request.LANGUAGE_CODE) for each in faults))
    return words(refusal.error)


def _common(request: HttpRequest, register: Register, entries: Picked) -> dict[str, Any]:
    return {
        "register": register,
        "entries": entries,
        "good_ones_only": request.POST.get("good_only") == "1",
        "by": request.user,
        "at": timezone.now(),
    }


def _move(request: HttpRequest, register: Register, entries: Picked) -> BulkOutcome:
    return actions.move_many(
        **_common(request, register, entries),
        to=request.POST.get("stage", ""),
        reason=request.POST.get("reason", ""),
    )


def _edit(request: HttpRequest, register: Register, entries: Picked) -> BulkOutcome:
    values: Mapping[str, Any] = {request.POST.get("field", ""): request.POST.get("value", "")}
    return actions.edit_many(**_common(request, register, entries), values=values)


def _hand_over(request: HttpRequest, register: Register, entries: Picked) -> BulkOutcome:
    named = request.POST.get("unit", "").strip()
    unit = Unit.objects.filter(name=named, closed_on__isnull=True).first()
    if unit is None:
        raise RefusedError("registers.entry.unit_unknown", unit=named)
    return actions.hand_over_many(
        **_common(request, register, entries), unit=unit, reason=request.POST.get("reason", "")
    )


def _one_by_one(act: Callable[..., Any]) -> Callable[[HttpRequest, Register, Picked], BulkOutcome]:
    """An act that knows single entries only; all of them in one transaction where all is asked for."""

    def carry_out(request: HttpRequest, register: Register, entries: Picked) -> BulkOutcome:
        codes = dict(Entry.objects.filter(register=register, pk__in=entries).values_list("pk", "code"))
        done, refused = [], []
        with transaction.atomic():
            for number in sorted(entries):
                try:
                    done.append(
                        act(
                            entry_id=number,
                            reason=request.POST.get("reason", ""),
                            expected_version=entries[number],
                            by=request.user,
                            at=timezone.now(),
                        )
                    )
                except RefusedError as error:
                    refused.append(Refusal(number, codes.get(number, f"#{number}"), error))
            if refused and request.POST.get("good_only") != "1":
                raise BulkRefusedError(refused)
        return BulkOutcome(tuple(done), (), tuple(refused))

    return carry_out


BULK: dict[str, Callable[[HttpRequest, Register, Picked], BulkOutcome]] = {
    "confirm": lambda request, register, entries: actions.confirm_many(**_common(request, register, entries)),
    "submit": lambda request, register, entries: actions.submit_many(**_common(request, register, entries)),
    "move": _move,
    "edit": _edit,
    "hand_over": _hand_over,
    "return": _one_by_one(actions.return_entry),
    "drop": _one_by_one(actions.drop_entry),
}
"""By what the form calls them."""
