"""Handing a text over, and what one has had checked so far."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from nianlun.apps.originality.actions import check_file, check_text
from nianlun.apps.originality.checking import library_state
from nianlun.apps.originality.forms import TextForm
from nianlun.apps.originality.models import Origin, OriginalityReport
from nianlun.apps.originality.queries import own_reports
from nianlun.apps.people.views.listing import ordered, paged, sheet_response
from nianlun.apps.people.views.refusals import words
from nianlun.compose.sheet import Sheet
from nianlun.kernel.errors import NianlunError
from nianlun.text.similarity.originality import own_percent

ORDER = {
    "title": ("title",),
    "origin": ("origin",),
    "asked": ("asked_at",),
    "characters": ("characters",),
    "copied": ("copied",),
}
PER_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def checks(request: HttpRequest) -> HttpResponse:
    """The form, and one's own reports; a refused text stays in the form."""
    is_given = request.method == "POST"
    form = TextForm(request.POST, request.FILES) if is_given else TextForm()
    if is_given and form.is_valid():
        try:
            found = _checked(request, form.cleaned_data)
        except NianlunError as error:
            form.add_error(None, words(error))
        else:
            return redirect("originality:report", check_id=found.pk)
    rows, sort = ordered(request, own_reports(request.user), ORDER, "-asked")
    if request.GET.get("origin") in Origin.values:
        rows = rows.filter(origin=request.GET["origin"])
    if (extension := request.GET.get("format")) in {"csv", "xlsx"}:
        return sheet_response(_sheet(list(rows)), extension)
    page = paged(request, rows, per_page=PER_PAGE)
    return render(
        request,
        "originality/list.html",
        {
            "form": form,
            "page": page,
            "rows": [(row, own_percent(row.characters, row.copied)) for row in page.object_list],
            "sort": sort,
            "origin": request.GET.get("origin", ""),
            "origins": Origin.choices,
            "library": library_state(request.user),
        },
    )


def _checked(request: HttpRequest, given: dict[str, Any]) -> OriginalityReport:
    by, at = request.user, timezone.now()
    if file := given["file"]:
        return check_file(name=given["title"].strip() or file.name, content=file.read(), by=by, at=at)
    return check_text(title=given["title"], text=given["text"], by=by, at=at)


def _sheet(rows: list[OriginalityReport]) -> Sheet:
    columns = (
        pgettext("document", "Title"),
        _("Origin"),
        _("Checked at"),
        _("Characters"),
        _("Characters copied"),
        _("Stock phrases (characters)"),
        _("Originality (%)"),
        _("Number"),
    )
    return Sheet(
        _("Originality checks"),
        columns,
        tuple(
            (
                row.title,
                row.get_origin_display(),
                f"{timezone.localtime(row.asked_at):%Y-%m-%d %H:%M}",
                row.characters,
                row.copied,
                row.stock,
                own_percent(row.characters, row.copied),
                row.pk,
            )
            for row in rows
        ),
    )
