"""What is done to many documents at once, and searches people keep."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nianlun.apps.library.actions.access import change_access
from nianlun.apps.library.actions.saved_search_names import rename_saved_search
from nianlun.apps.library.actions.saved_searches import delete_saved_search, save_search
from nianlun.apps.library.actions.tags import tag_documents
from nianlun.apps.library.forms.filing import BulkForm, SearchNameForm
from nianlun.apps.library.models import Access
from nianlun.apps.library.queries.documents import editable
from nianlun.apps.library.queries.search import SearchRequest
from nianlun.apps.library.views.downloads import MOST_DOCUMENTS, chosen_ids
from nianlun.apps.people.views.listing import parameters
from nianlun.apps.people.views.refusals import attempt, go_to, missing_is_404


def _list(request: HttpRequest) -> str:
    return f"{reverse('library:list')}?{request.GET.urlencode()}"


@require_POST
@missing_is_404
def change(request: HttpRequest) -> HttpResponse:
    """Tag the selected documents, or set who may read them; those one may not change are left alone."""
    form = BulkForm(request.POST)
    ids = chosen_ids(request, most=MOST_DOCUMENTS + 1)
    if not form.is_valid() or not ids or len(ids) > MOST_DOCUMENTS:
        messages.error(
            request,
            _("Nothing was changed: select documents, at most %(most)s at once.") % {"most": MOST_DOCUMENTS},
        )
        return go_to(request, _list(request))
    documents = list(editable(request.user).filter(pk__in=ids).defer("text"))
    now, given = timezone.now(), form.cleaned_data
    if given["tag"]:
        attempt(
            request, lambda: tag_documents(documents=documents, name=given["tag"], by=request.user, at=now)
        )
    if given["access"]:
        for document in documents:
            change_access(document_id=document.pk, access=Access(given["access"]), by=request.user, at=now)
    if given["tag"] or given["access"]:
        messages.success(
            request,
            ngettext("%(number)s document changed.", "%(number)s documents changed.", len(documents))
            % {"number": len(documents)},
        )
    if len(documents) < len(ids):
        messages.warning(
            request,
            _("%(number)s of them you may read but not change; they stay as they were.")
            % {"number": len(ids) - len(documents)},
        )
    return go_to(request, _list(request))


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the present search under a name."""
    form = SearchNameForm(request.POST)
    if form.is_valid():
        asked = SearchRequest.from_parameters(parameters(request))
        attempt(
            request,
            lambda: save_search(
                name=form.cleaned_data["name"], request=asked, by=request.user, at=timezone.now()
            ),
            done=_("The search is kept."),
        )
    return go_to(request, _list(request))


@require_POST
@missing_is_404
def rename(request: HttpRequest, saved_id: int) -> HttpResponse:
    """Give a kept search another name."""
    form = SearchNameForm(request.POST)
    if form.is_valid():
        attempt(
            request,
            lambda: rename_saved_search(
                saved_search_id=saved_id, name=form.cleaned_data["name"], by=request.user, at=timezone.now()
            ),
            done=_("The search has its new name."),
        )
    return go_to(request, _list(request))


@require_POST
def forget(request: HttpRequest, saved_id: int) -> HttpResponse:
    """Forget a kept search."""
    attempt(
        request,
        lambda: delete_saved_search(saved_search_id=saved_id, by=request.user, at=timezone.now()),
        done=_("The search is forgotten."),
    )
    return go_to(request, _list(request))
