"""The page of the audit trail, for those who supervise or administer."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from nianlun.apps.audit.models import Event
from nianlun.apps.audit.queries import events_between, events_seen_in, kinds_in
from nianlun.apps.people.models import Role
from nianlun.apps.people.queries import units_of
from nianlun.web.acts import act_in_words
from nianlun.web.views.verify import may_verify

EVENTS_PER_PAGE = 50


class AuditFilter(forms.Form):
    """Whose acts, which, and of which days."""

    person = forms.CharField(label=_("Person"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("Act"), required=False)
    since = forms.DateField(label=_("From day"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("To day"), required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: object, kinds: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All")), *((kind, act_in_words(kind)) for kind in kinds)]
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-select" if name == "kind" else "form-control"


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Acts in the units the user supervises, the latest first."""
    units = units_of(request.user, Role.SUPERVISE, "audit")
    if not units:
        raise PermissionDenied
    events = events_seen_in(units)
    form = AuditFilter(request.GET, kinds=kinds_in(events))
    if form.is_valid():
        events = narrowed(events, form.cleaned_data)
    page = Paginator(events.select_related("by"), EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "audit.html", {"form": form, "page": page, "may_verify": may_verify(request.user)})


def narrowed(events: QuerySet[Event], wanted: dict) -> QuerySet[Event]:
    """The events that the filter asks for."""
    if wanted["person"]:
        name = wanted["person"]
        events = events.filter(Q(by__username__icontains=name) | Q(by__display_name__icontains=name))
    if wanted["kind"]:
        events = events.filter(kind=wanted["kind"])
    return events_between(events, wanted["since"], wanted["until"])
