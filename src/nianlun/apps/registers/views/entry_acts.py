"""What is done to an entry with one button: submit, confirm, return, hand over, drop, undo, and what hangs on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from nianlun.apps.people.models import Unit
from nianlun.apps.people.views.listing import file_response
from nianlun.apps.people.views.refusals import attempt, missing_is_404
from nianlun.apps.registers import actions
from nianlun.apps.registers.queries.entries import EntryPage, entry_page
from nianlun.apps.registers.queries.files import file_of
from nianlun.apps.registers.stores import file_store
from nianlun.apps.registers.views.common import today
from nianlun.apps.registers.views.entry_forms import whole
from nianlun.kernel.errors import RefusedError

Act = Callable[[HttpRequest, int], Any]


def _common(request: HttpRequest, entry_id: int) -> dict[str, Any]:
    return {
        "entry_id": entry_id,
        "expected_version": whole(request.POST.get("expected")),
        "by": request.user,
        "at": timezone.now(),
    }


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "")


def _unit(request: HttpRequest) -> Unit:
    number = whole(request.POST.get("unit")) or 0
    found = Unit.objects.filter(pk=number).first()
    if found is None:
        raise RefusedError("registers.entry.unit_unknown", unit=request.POST.get("unit", ""))
    return found


ACTS: dict[str, tuple[Act, str | Promise]] = {
    "submit": (lambda request, number: actions.submit_entry(**_common(request, number)), _("Submitted.")),
    "confirm": (
        lambda request, number: actions.confirm_entry(**_common(request, number)),
        _("Confirmed: it stands as it is."),
    ),
    "return": (
        lambda request, number: actions.return_entry(**_common(request, number), reason=_reason(request)),
        _("Returned to its keeper."),
    ),
    "drop": (
        lambda request, number: actions.drop_entry(**_common(request, number), reason=_reason(request)),
        _("Dropped. It no longer counts; what it was stays."),
    ),
    "restore": (
        lambda request, number: actions.restore_entry(**_common(request, number), reason=_reason(request)),
        _("Taken back."),
    ),
    "upgrade": (
        lambda request, number: actions.upgrade_entry(**_common(request, number)),
        _("Upgraded to the new definition."),
    ),
    "undo": (
        lambda request, number: actions.undo(
            **_common(request, number), to=whole(request.POST.get("to")) or 0, reason=_reason(request)
        ),
        _("It says again what it said before."),
    ),
    "hand-over": (
        lambda request, number: actions.hand_over(
            **_common(request, number), unit=_unit(request), reason=_reason(request)
        ),
        _("Handed over."),
    ),
}
"""By the last part of the address: what is done, and what is said when it was done."""


@require_POST
@missing_is_404
def act(request: HttpRequest, entry_id: int, name: str) -> HttpResponse:
    """Carry out one of the acts."""
    if name not in ACTS:
        raise Http404
    carry_out, done = ACTS[name]
    attempt(request, lambda: carry_out(request, entry_id), done=str(done))
    return redirect("registers:entry", entry_id=entry_id)


def _on_page(
    request: HttpRequest, entry_id: int, carry_out: Callable[[EntryPage], Any], done: str | Promise = ""
) -> HttpResponse:
    """Carry out what hangs something on an entry that the person sees, or takes it off, and go back to its page."""
    page = entry_page(request.user, entry_id, today=today())
    attempt(request, lambda: carry_out(page), done=str(done))
    return redirect("registers:entry", entry_id=entry_id)


@require_POST
@missing_is_404
def comment(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Say something about an entry."""
    words = request.POST.get("words", "")
    return _on_page(
        request,
        entry_id,
        lambda _page: actions.comment(entry_id=entry_id, words=words, by=request.user, at=timezone.now()),
        _("Your remark stands below the entry."),
    )


@require_POST
@missing_is_404
def withdraw_comment(request: HttpRequest, entry_id: int, comment_id: int) -> HttpResponse:
    """Take a remark back."""
    return _on_page(
        request,
        entry_id,
        lambda _page: actions.withdraw_comment(comment_id=comment_id, by=request.user, at=timezone.now()),
    )


@require_POST
@missing_is_404
def attach(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Attach files."""
    entry_page(request.user, entry_id, today=today())
    for given in request.FILES.getlist("files"):
        attempt(
            request,
            lambda given=given: actions.attach_file(
                entry_id=entry_id, name=given.name or "", content=given, by=request.user, at=timezone.now()
            ),
            done=str(_("The file has been attached.")),
        )
    return redirect("registers:entry", entry_id=entry_id)


@require_POST
@missing_is_404
def detach(request: HttpRequest, entry_id: int, file_id: int) -> HttpResponse:
    """Take a file off an entry."""
    return _on_page(
        request,
        entry_id,
        lambda _page: actions.detach_file(
            attachment_id=file_id, reason=_reason(request), by=request.user, at=timezone.now()
        ),
        _("The file has been taken off."),
    )


@require_safe
@missing_is_404
def file(request: HttpRequest, entry_id: int, sha256: str) -> HttpResponse:
    """A file of an entry, to keep: one that was attached, or one of its fields."""
    found = file_of(request.user, entry_id, sha256)
    return file_response(file_store().read(found.sha256), found.name, "application/octet-stream")


@require_POST
@missing_is_404
def link(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Say that another entry belongs to this one."""
    named = request.POST.get("target", "").strip()

    def linked(page: EntryPage) -> Any:
        found = page.ledger.names.find(request.POST.get("register", ""), named)
        if found.id is None:
            raise RefusedError("registers.link.unknown", raw=named, known="、".join(found.candidates))
        return actions.link_entries(source=entry_id, target=found.id, **_with_words(request))

    return _on_page(request, entry_id, linked, _("Linked."))


@require_POST
@missing_is_404
def link_document(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Say that a document of the library belongs to an entry."""
    document = whole(request.POST.get("document")) or 0
    return _on_page(
        request,
        entry_id,
        lambda _page: actions.link_document(entry_id=entry_id, document_id=document, **_with_words(request)),
        _("Linked."),
    )


def _with_words(request: HttpRequest) -> dict[str, Any]:
    return {"words": request.POST.get("words", ""), "by": request.user, "at": timezone.now()}


@require_POST
@missing_is_404
def unlink(request: HttpRequest, entry_id: int, link_id: int) -> HttpResponse:
    """Take a link to an entry back."""
    taken = {"link_id": link_id, "by": request.user, "at": timezone.now()}
    return _on_page(request, entry_id, lambda _page: actions.unlink_entries(**taken))


@require_POST
@missing_is_404
def unlink_document(request: HttpRequest, entry_id: int, document_link_id: int) -> HttpResponse:
    """Take a link to a document back."""
    taken = {"link_id": document_link_id, "by": request.user, "at": timezone.now()}
    return _on_page(request, entry_id, lambda _page: actions.unlink_document(**taken))


@require_POST
@missing_is_404
def merge(request: HttpRequest, entry_id: int, other_id: int) -> HttpResponse:
    """Keep this entry and let the other go into it."""
    return _on_page(
        request,
        entry_id,
        lambda _page: actions.merge_entries(
            keep=entry_id, merge=other_id, reason=_reason(request), by=request.user, at=timezone.now()
        ),
        _("The other entry went into this one."),
    )


@require_POST
@missing_is_404
def not_duplicate(request: HttpRequest, entry_id: int, other_id: int) -> HttpResponse:
    """Say that two entries that look alike are two."""
    attempt(
        request,
        lambda: actions.say_not_duplicates(
            first=entry_id, second=other_id, by=request.user, at=timezone.now()
        ),
        done=str(_("They are two; they are not shown as the same again.")),
    )
    return redirect("registers:entry", entry_id=entry_id)
