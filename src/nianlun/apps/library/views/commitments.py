"""Commitments across the library, and what became of them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nianlun.apps.library.actions.outcomes import confirm_outcome, propose_outcomes, reopen_outcome
from nianlun.apps.library.forms.filing import OutcomeForm
from nianlun.apps.library.labels import choices
from nianlun.apps.library.models import Outcome
from nianlun.apps.library.queries.commitments import CommitmentFilter, find_commitments
from nianlun.apps.library.queries.documents import may_edit, readable_document
from nianlun.apps.library.queries.findings import answers_for, readable_commitment
from nianlun.apps.library.views.sheets import commitment_sheet
from nianlun.apps.people.views.listing import MOST_ROWS, ordered, paged, parameters, sheet_response
from nianlun.apps.people.views.refusals import attempt, go_to, missing_is_404

ORDER = {
    "place": ("document", "start"),
    "text": ("text",),
    "indicator": ("indicator",),
    "kind": ("kind",),
    "year": ("year", "due"),
    "verdict": ("verdict",),
    "document": ("document__title",),
    "owner": ("document__unit__name",),
}


@require_safe
def commitments(request: HttpRequest) -> HttpResponse:
    """Search over all commitments a person may read."""
    asked = CommitmentFilter.from_parameters(parameters(request))
    rows, sort = ordered(request, find_commitments(request.user, asked), ORDER, "place")
    if (extension := request.GET.get("format")) in {"csv", "xlsx"}:
        return sheet_response(commitment_sheet(_("Library"), rows[:MOST_ROWS].iterator(2_000)), extension)
    shown = {
        "asked": asked,
        "page": paged(request, rows),
        "sort": sort,
        "kinds": choices("commitment_kind"),
        "verdicts": choices("verdict"),
    }
    return render(request, "library/commitments.html", shown)


@missing_is_404
def outcome(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """Show what became of a commitment; who may edit says it, with the figure that shows it."""
    commitment = readable_commitment(request.user, commitment_id)
    editable = may_edit(request.user, commitment.document)
    if request.method == "POST" and not editable:
        raise PermissionDenied
    present = getattr(commitment, "outcome", None)
    initial = {
        "verdict": present.verdict if present else Outcome.Verdict.UNCLEAR,
        "figure": present.figure_id if present else None,
    }
    form = OutcomeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        attempt(
            request,
            lambda: confirm_outcome(
                commitment_id=commitment.pk,
                verdict=Outcome.Verdict(given["verdict"]),
                figure_id=given["figure"],
                by=request.user,
                at=timezone.now(),
            ),
            done=_("Confirmed."),
        )  # fmt: skip
        return go_to(request, reverse("library:document-commitments", args=[commitment.document_id]))
    answers = answers_for(request.user, commitment)
    if present and present.figure and present.figure not in answers:
        answers = [present.figure, *answers]
    name = "library/findings/outcome.html" if request.htmx else "library/findings/outcome_page.html"
    return render(
        request,
        name,
        {
            "finding": commitment,
            "document": commitment.document,
            "editable": editable,
            "form": form,
            "present": present,
            "answers": answers,
            "verdicts": Outcome.Verdict.choices,
        },
    )


@require_POST
@missing_is_404
def reopen(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """Take a confirmation back."""
    commitment = readable_commitment(request.user, commitment_id)
    attempt(
        request,
        lambda: reopen_outcome(commitment_id=commitment_id, by=request.user, at=timezone.now()),
        done=_("Taken back. The outcome is a proposal again."),
    )
    return go_to(request, reverse("library:document-commitments", args=[commitment.document_id]))


@require_POST
@missing_is_404
def propose(request: HttpRequest, document_id: int) -> HttpResponse:
    """Look for answers to the commitments of a document in later reports."""
    document = readable_document(request.user, document_id)
    if not may_edit(request.user, document):
        raise PermissionDenied
    made = attempt(request, lambda: propose_outcomes(document=document, by=request.user, at=timezone.now()))
    if made is not None:
        attempt(request, lambda: None, done=_("Proposals made: %(number)s.") % {"number": made})
    return go_to(request, reverse("library:document-commitments", args=[document_id]))
