"""What is like an entry, as a part of its page or as a page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nianlun.apps.library.queries.alike import AlikeDocument
from nianlun.apps.library.views.browse import address_of
from nianlun.apps.people.views.refusals import missing_is_404, words
from nianlun.apps.registers.queries.alike import AlikeDocuments, alike_entries, alike_in_library
from nianlun.apps.registers.queries.entries import entry_page
from nianlun.apps.registers.views.common import today


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
