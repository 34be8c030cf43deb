"""Closed parts of a document: which there are, closing one, opening it again."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nianlun.apps.library.actions.parts import close_part, lift_part
from nianlun.apps.library.forms.parts import ClosePartForm, LiftPartForm
from nianlun.apps.library.models import Access, Document
from nianlun.apps.library.parting.placeholders import stretch_told
from nianlun.apps.library.parting.places import stretches_of
from nianlun.apps.library.parting.spans import STRICTNESS, is_stricter
from nianlun.apps.library.queries.documents import may_edit, readable_document, similar_to
from nianlun.apps.library.queries.parts import offered_part, part_of_document, parts_of
from nianlun.apps.library.views.document import frame
from nianlun.apps.people.models import User
from nianlun.apps.people.views.refusals import attempt, go_to, missing_is_404

SHOWN_WORDS = 400
"""Characters shown of what is to be closed."""


def levels_for(user: User, document: Document) -> list[str]:
    """To whom the person may close a part of the document."""
    stricter = [str(access) for access in STRICTNESS if is_stricter(access, document.access)]
    return [access for access in stricter if access != Access.PRIVATE or document.owner_id == user.pk]


@missing_is_404
def parts(request: HttpRequest, document_id: int) -> HttpResponse:
    """The parts that are closed or were, and a form to close one more."""
    document = readable_document(request.user, document_id)
    shown = frame(request, document, "document-parts")
    shown |= {"rows": parts_of(request.user, document), "levels": levels_for(request.user, document)}
    if shown["may_edit"]:
        shown["form"] = ClosePartForm(stretches_of(document), shown["levels"])
        shown["offered"] = offered_part(document)
    return render(request, "library/document/parts.html", shown)


@missing_is_404
def close(request: HttpRequest, document_id: int) -> HttpResponse:
    """Close a part: one selected in the text, a section, or a place in characters."""
    document = _kept_by(request.user, document_id)
    levels = levels_for(request.user, document)
    initial = {name: request.GET.get(name, "") for name in ("start", "end")}
    sections = [] if initial["start"] else stretches_of(document)
    form = ClosePartForm(sections, levels, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        attempt(
            request,
            lambda: close_part(
                document_id=document.pk, start=given["start"], end=given["end"],
                access=Access(given["access"]), reason=given["reason"], by=request.user, at=timezone.now(),
            ),
            done=_("The part is closed. It stays closed when the document is read again."),
        )  # fmt: skip
        return go_to(request, reverse("library:document-parts", args=[document.pk]))
    start, end = _number(initial["start"]), _number(initial["end"])
    words = stretch_told(document, start, min(end, start + SHOWN_WORDS)) if start < end else ""
    shown = {
        "form": form,
        "document": document,
        "words": words,
        "levels": levels,
        "number": end - start,
        "copies": len(similar_to(request.user, document)),
    }
    return render(request, _page(request, "library/parts/close"), shown)


@missing_is_404
def lift(request: HttpRequest, document_id: int, part_id: int) -> HttpResponse:
    """Open a part again."""
    document = _kept_by(request.user, document_id)
    known = part_of_document(request.user, document, part_id)
    form = LiftPartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attempt(
            request,
            lambda: lift_part(
                part_id=known.part.pk, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
            ),
            done=_("The part is open again to all who may read the document."),
        )
        return go_to(request, reverse("library:document-parts", args=[document.pk]))
    shown = {"form": form, "document": document, "known": known}
    return render(request, _page(request, "library/parts/lift"), shown)


def _kept_by(user: User, document_id: int) -> Document:
    document = readable_document(user, document_id)
    if not may_edit(user, document):
        raise PermissionDenied
    return document


def _page(request: HttpRequest, name: str) -> str:
    """The fragment for htmx; a page of its own for a browser that came without it."""
    return f"{name}.html" if request.htmx else f"{name}_page.html"


def _number(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) < 10 else 0
