"""One figure or commitment beside the text: what it says, and mending it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nianlun.apps.library.actions import corrections as act
from nianlun.apps.library.forms.findings import CommitmentForm, FigureForm, FindingForm, MetaForm, ReasonForm
from nianlun.apps.library.models import Commitment, Document, Figure
from nianlun.apps.library.queries.corrections import corrections_of
from nianlun.apps.library.queries.documents import may_edit, readable_document
from nianlun.apps.library.queries.findings import corrections_at, readable_commitment, readable_figure
from nianlun.apps.people.views.refusals import attempt, go_to, missing_is_404

LONGEST_SELECTION = {"figure": 100, "commitment": 1_000}
FORMS: dict[str, type[FindingForm]] = {"figure": FigureForm, "commitment": CommitmentForm}
Finding = Figure | Commitment


@missing_is_404
def figure_card(request: HttpRequest, figure_id: int) -> HttpResponse:
    """A figure in the drawer beside the text."""
    return _card(request, readable_figure(request.user, figure_id), "figure")


@missing_is_404
def commitment_card(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """A commitment in the drawer beside the text."""
    return _card(request, readable_commitment(request.user, commitment_id), "commitment")


def _card(request: HttpRequest, finding: Finding, target: str) -> HttpResponse:
    document = finding.document
    shown = {
        "finding": finding,
        "target": target,
        "document": document,
        "may_edit": may_edit(request.user, document),
        "before": document.text[max(0, finding.start - 40) : finding.start],
        "after": document.text[finding.end : finding.end + 40],
        "corrections": corrections_at(finding),
    }
    return render(request, _page(request, "library/findings/card"), shown)


def _page(request: HttpRequest, name: str) -> str:
    """The fragment for htmx; a page of its own for a browser that came without it."""
    return f"{name}.html" if request.htmx else f"{name}_page.html"


@missing_is_404
def mend_figure(request: HttpRequest, figure_id: int) -> HttpResponse:
    """Change what a figure says."""
    figure = readable_figure(request.user, figure_id)
    return _mend(
        request,
        figure,
        "figure",
        lambda **given: act.mend_figure(figure_id=figure.pk, **given),
    )


@missing_is_404
def mend_commitment(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """Change what a commitment says."""
    commitment = readable_commitment(request.user, commitment_id)
    return _mend(
        request,
        commitment,
        "commitment",
        lambda **given: act.mend_commitment(commitment_id=commitment.pk, **given),
    )


def _mend(request: HttpRequest, finding: Finding, target: str, mend: Callable[..., object]) -> HttpResponse:
    _only_editors(request, finding.document)
    kind = FORMS[target]
    initial = {name: getattr(finding, name) or "" for name in kind.names}
    form = kind(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        attempt(
            request,
            lambda: mend(
                fields=form.fields_given,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            ),
            done=_("Mended. It stays so when the document is read again."),
        )
        return go_to(request, _place_of(finding))
    return render(
        request,
        _page(request, "library/findings/form"),
        {
            "form": form,
            "finding": finding,
            "target": target,
            "document": finding.document,
            "words": finding.text,
        },
    )


def _place_of(finding: Finding) -> str:
    address = reverse("library:document", args=[finding.document_id])
    return f"{address}?mark={finding.start}-{finding.end}#found"


@missing_is_404
def add(request: HttpRequest, document_id: int) -> HttpResponse:
    """Add a figure or a commitment the reader overlooked, from the characters a person selected."""
    document = readable_document(request.user, document_id)
    _only_editors(request, document)
    given = request.POST or request.GET
    target = "commitment" if given.get("target") == "commitment" else "figure"
    start, end = _span(given, document, target)
    words = document.text[start:end]
    kind = FORMS[target]
    initial = {"kind": "count", "role": "actual"} if target == "figure" else {"kind": "qualitative"}
    form = kind(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        adding = act.add_figure if target == "figure" else act.add_commitment
        filled = {name: form.cleaned_data[name] for name in kind.names if form.cleaned_data[name] != ""}
        attempt(
            request,
            lambda: adding(
                document_id=document.pk, start=start, end=end, fields=filled,
                reason=form.cleaned_data["reason"], by=request.user, at=timezone.now(),
            ),
            done=_("Added. It stays when the document is read again."),
        )  # fmt: skip
        return go_to(request, f"{reverse('library:document', args=[document.pk])}?mark={start}-{end}#found")
    shown = {"form": form, "target": target, "document": document, "words": words, "start": start, "end": end}
    return render(request, _page(request, "library/findings/form"), shown)


def _span(given: Any, document: Document, target: str) -> tuple[int, int]:
    start, end = given.get("start", ""), given.get("end", "")
    if not (start.isdecimal() and end.isdecimal()):
        raise Http404
    first, last = int(start), int(end)
    if not 0 <= first < last <= len(document.text) or last - first > LONGEST_SELECTION[target]:
        raise Http404
    return first, last


@missing_is_404
def remove_figure(request: HttpRequest, figure_id: int) -> HttpResponse:
    """Take out what is no figure."""
    figure = readable_figure(request.user, figure_id)
    return _remove(request, figure, "figure", lambda **given: act.remove_figure(figure_id=figure.pk, **given))


@missing_is_404
def remove_commitment(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """Take out what binds nobody."""
    commitment = readable_commitment(request.user, commitment_id)
    return _remove(
        request,
        commitment,
        "commitment",
        lambda **given: act.remove_commitment(commitment_id=commitment.pk, **given),
    )


def _remove(
    request: HttpRequest, finding: Finding, target: str, remove: Callable[..., object]
) -> HttpResponse:
    _only_editors(request, finding.document)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attempt(
            request,
            lambda: remove(reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()),
            done=_("Removed. The history can bring it back."),
        )
        return go_to(request, reverse("library:document", args=[finding.document_id]))
    return render(
        request,
        _page(request, "library/findings/form"),
        {
            "form": form,
            "finding": finding,
            "target": target,
            "document": finding.document,
            "words": finding.text,
            "removes": True,
        },
    )


@missing_is_404
def mend_meta(request: HttpRequest, document_id: int) -> HttpResponse:
    """Change what the document says of itself."""
    document = readable_document(request.user, document_id)
    _only_editors(request, document)
    initial = {name: getattr(document, name) or "" for name in MetaForm.names}
    form = MetaForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        attempt(
            request,
            lambda: act.mend_meta(
                document_id=document.pk, fields=form.fields_given, reason=form.cleaned_data["reason"],
                by=request.user, at=timezone.now(),
            ),
            done=_("Mended. It stays so when the document is read again."),
        )  # fmt: skip
        return go_to(request, reverse("library:document", args=[document.pk]))
    return render(
        request,
        _page(request, "library/findings/form"),
        {"form": form, "target": "meta", "document": document},
    )


@require_POST
@missing_is_404
def withdraw(request: HttpRequest, document_id: int, correction_id: int) -> HttpResponse:
    """Take a correction back."""
    document = readable_document(request.user, document_id)
    _only_editors(request, document)
    if not corrections_of(request.user, document).filter(pk=correction_id).exists():
        raise Http404
    attempt(
        request,
        lambda: act.withdraw_correction(correction_id=correction_id, by=request.user, at=timezone.now()),
        done=_("Taken back. The finding stands as the reader found it."),
    )
    return go_to(request, reverse("library:document-history", args=[document.pk]))


def _only_editors(request: HttpRequest, document: Document) -> None:
    if not may_edit(request.user, document):
        raise PermissionDenied
