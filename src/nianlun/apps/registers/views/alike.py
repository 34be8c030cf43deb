"""What is like an entry, as a part of its page or as a page; and the documents linked to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from nianlun.apps.library.queries.alike import AlikeDocument
from nianlun.apps.library.views.browse import address_of
from nianlun.apps.people.views.refusals import attempt, missing_is_404, words
from nianlun.apps.registers import actions
from nianlun.apps.registers.queries.alike import AlikeDocuments, alike_entries, alike_in_library
from nianlun.apps.registers.queries.entries import entry_page
from nianlun.apps.registers.views.common import today
from nianlun.apps.registers.views.entry_forms import whole


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document with the address that marks what was found in it."""

    found: AlikeDocument
    address: str
    reason: str
    is_linked: bool


@require_safe
@missing_is_404
def alike(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Alike entries and documents, with what they have in common; a part of the entry's page where htmx asks."""
    page = entry_page(request.user, entry_id, today=today())
    found = alike_in_library(page)
    shown = {
        "page": page,
        "ledgers": list(alike_entries(page, today=today())),
        "library": found,
        "documents": shown_documents(found),
        "problem": words(found.problem) if found and found.problem else "",
        "keeps": page.may_keep and page.ledger.register.closed_at is None,
    }
    return render(request, f"registers/{'_alike' if request.htmx else 'alike'}.html", shown)


def shown_documents(found: AlikeDocuments | None) -> list[ShownDocument]:
    """The documents with their addresses."""
    return [
        ShownDocument(
            each,
            address_of(each.hit, each.hit.passages[0] if each.hit.passages else None),
            "、".join(each.passages),
            each.hit.document.pk in found.linked,
        )
        for each in (found.documents if found else ())
    ]


@require_POST
@missing_is_404
def link(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Say that a document of the library belongs to an entry."""
    entry_page(request.user, entry_id, today=today())

    def linked() -> Any:
        return actions.link_document(
            entry_id=entry_id,
            document_id=whole(request.POST.get("document")) or 0,
            words=request.POST.get("words", ""),
            by=request.user,
            at=timezone.now(),
        )

    attempt(request, linked, done=str(_("Linked.")))
    return redirect("registers:entry", entry_id=entry_id)


@require_POST
@missing_is_404
def unlink(request: HttpRequest, entry_id: int, document_link_id: int) -> HttpResponse:
    """Take the link to a document back."""
    entry_page(request.user, entry_id, today=today())
    attempt(
        request,
        lambda: actions.unlink_document(link_id=document_link_id, by=request.user, at=timezone.now()),
    )
    return redirect("registers:entry", entry_id=entry_id)
