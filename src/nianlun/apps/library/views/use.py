"""Who took what out of the library, and how much one may take."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nianlun.apps.library.actions.quotas import end_quota, set_role_quota, set_user_quota
from nianlun.apps.library.forms.quotas import QuotaForm, UseForm
from nianlun.apps.library.queries.open_text import AREA
from nianlun.apps.library.queries.quotas import quotas_seen_by, used_by
from nianlun.apps.library.queries.use import UseFilter, find_downloads
from nianlun.apps.library.views.sheets import download_sheet, form_words
from nianlun.apps.people.models import Role, User
from nianlun.apps.people.queries import may
from nianlun.apps.people.views.listing import MOST_ROWS, ordered, paged, sheet_response
from nianlun.apps.people.views.refusals import attempt, go_to, missing_is_404

ORDER = {
    "at": ("at",),
    "person": ("by__display_name",),
    "document": ("subject_label",),
    "unit": ("unit__name",),
}


@require_safe
def use(request: HttpRequest) -> HttpResponse:
    """The log of downloads, for those who administer."""
    _only_administrators(request.user)
    form = UseForm(request.GET or None)
    given = form.cleaned_data if form.is_valid() else {}
    asked = UseFilter(
        person=given.get("person", ""),
        document=given.get("document", ""),
        form=given.get("form", ""),
        since_on=given.get("since"),
        until_on=given.get("until"),
    )
    rows, sort = ordered(request, find_downloads(request.user, asked), ORDER, "-at")
    if (extension := request.GET.get("format")) in {"csv", "xlsx"}:
        return sheet_response(download_sheet(rows[:MOST_ROWS].iterator(2_000)), extension)
    page = paged(request, rows)
    rows_shown = [(row, form_words(row)) for row in page.object_list]
    shown = {"form": form, "page": page, "rows": rows_shown, "sort": sort}
    return render(request, "library/use.html", shown)


@missing_is_404
def quotas(request: HttpRequest) -> HttpResponse:
    """The quotas in force, and a form to set one."""
    _only_administrators(request.user)
    form = QuotaForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        attempt(request, lambda: _set(form.cleaned_data, request.user), done=_("The quota is set."))
        return go_to(request, reverse("library:quotas"))
    known = list(quotas_seen_by(request.user))
    used = used_by([quota.user_id for quota in known if quota.user_id], timezone.now())
    rows = [(quota, used.get(quota.user_id, 0) if quota.user_id else None) for quota in known]
    return render(request, "library/quotas.html", {"form": form, "rows": rows})


def _set(given: dict[str, Any], by: User) -> object:
    amount, at = given["documents_a_day"], timezone.now()
    if given["username"]:
        return set_user_quota(user=given["username"], documents_a_day=amount, by=by, at=at)
    role = Role(given["role"] or Role.READ)
    return set_role_quota(unit=given["unit"], role=role, documents_a_day=amount, by=by, at=at)


@require_POST
@missing_is_404
def end(request: HttpRequest, quota_id: int) -> HttpResponse:
    """Let a quota hold no more."""
    _only_administrators(request.user)
    attempt(
        request,
        lambda: end_quota(quota_id=quota_id, by=request.user, at=timezone.now()),
        done=_("The quota holds no more."),
    )
    return go_to(request, reverse("library:quotas"))


def _only_administrators(user: User) -> None:
    if not may(user, Role.ADMINISTER, None, AREA):
        raise PermissionDenied
