"""Changes to whole documents: rights, tags, taking out, reading again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nianlun.apps.library.actions.access import change_access, remove_document
from nianlun.apps.library.actions.rereading import reread_document
from nianlun.apps.library.actions.tags import set_tags
from nianlun.apps.library.forms.filing import RightsForm, TagsForm
from nianlun.apps.library.forms.findings import ReasonForm
from nianlun.apps.library.models import Access
from nianlun.apps.people.views.refusals import attempt, go_to, missing_is_404


def _panel(document_id: int) -> str:
    return reverse("library:document-rights", args=[document_id])


@require_POST
@missing_is_404
def access(request: HttpRequest, document_id: int) -> HttpResponse:
    """Set who may read the document."""
    form = RightsForm(request.user, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        attempt(
            request,
            lambda: change_access(
                document_id=document_id, access=Access(given["access"]), unit=given["unit"],
                by=request.user, at=timezone.now(),
            ),
            done=_("Rights set."),
        )  # fmt: skip
    return go_to(request, _panel(document_id))


@require_POST
@missing_is_404
def tags(request: HttpRequest, document_id: int) -> HttpResponse:
    """Set all tags of the document."""
    form = TagsForm(request.POST)
    if form.is_valid():
        attempt(
            request,
            lambda: set_tags(
                document_id=document_id, names=form.cleaned_data["tags"], by=request.user, at=timezone.now()
            ),
            done=_("Tags set."),
        )
    return go_to(request, _panel(document_id))


@require_POST
@missing_is_404
def remove(request: HttpRequest, document_id: int) -> HttpResponse:
    """Take the document out of the library."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return go_to(request, _panel(document_id))
    attempt(
        request,
        lambda: remove_document(
            document_id=document_id, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"]
        ),
        done=_("The document has been taken out. The audit trail keeps what it was and why."),
    )
    return go_to(request, reverse("library:list"))


@require_POST
@missing_is_404
def reread(request: HttpRequest, document_id: int) -> HttpResponse:
    """Read the document again with the present reader."""
    attempt(
        request,
        lambda: reread_document(document_id=document_id, by=request.user, at=timezone.now()),
        done=_("Read again. What people mended has stayed mended."),
    )
    return go_to(request, reverse("library:document", args=[document_id]))
