"""The tree of units, for those who administer it."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nianlun.apps.people import actions
from nianlun.apps.people.forms.units import UnitForm
from nianlun.apps.people.models import Unit
from nianlun.apps.people.queries import with_levels
from nianlun.apps.people.views.rights import unit_administered, units_administered
from nianlun.kernel.errors import RefusedError
from nianlun.kernel.messages import message_of


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The units the user administers, with the number of their users."""
    administered = units_administered(request)
    counted = Unit.objects.annotate(active=Count("users", filter=Q(users__is_active=True)))
    users = dict(counted.values_list("pk", "active"))
    return render(request, "people/units.html", {"rows": with_levels(administered), "users": users})


@require_http_methods(["GET", "POST"])
def new_unit(request: HttpRequest) -> HttpResponse:
    """Make a unit below one that the user administers."""
    administered = units_administered(request)
    first = {"parent": request.GET.get("parent") or administered[0].pk}
    form = UnitForm(request.POST or None, units=administered, initial=first)
    del form.fields["closed_on"]
    if request.method == "POST" and form.is_valid():
        try:
            unit = actions.create_unit(**form.cleaned_data, by=request.user, at=timezone.now())
        except RefusedError as error:
            form.add_error(None, message_of(error, get_language() or ""))
        else:
            messages.success(request, _("%(unit)s has been made.") % {"unit": unit})
            return redirect("people:units")
    return render(request, "people/unit_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Change a unit, move it, or close it."""
    changed = unit_administered(request, unit_id)
    administered = units_administered(request)
    possible = [each for each in administered if not each.path.startswith(changed.path)]
    movable = changed.parent_id in {each.pk for each in possible}
    form = UnitForm(
        request.POST or None, units=possible, initial=vars(changed) | {"parent": changed.parent_id}
    )
    if not movable:
        del form.fields["parent"]
    if request.method == "POST" and form.is_valid():
        try:
            amend(request, changed, form.cleaned_data)
        except RefusedError as error:
            form.add_error(None, message_of(error, get_language() or ""))
        else:
            messages.success(request, _("%(unit)s has been changed.") % {"unit": form.cleaned_data["name"]})
            return redirect("people:units")
    return render(request, "people/unit_form.html", {"form": form, "unit": changed})


@transaction.atomic
def amend(request: HttpRequest, changed: Unit, wanted: dict) -> None:
    """Move and change in one step, or not at all."""
    now = timezone.now()
    parent = wanted.pop("parent", None)
    if parent and parent.pk != changed.parent_id:
        changed = actions.move_unit(unit=changed, parent=parent, by=request.user, at=now)
    actions.amend_unit(unit=changed, **wanted, by=request.user, at=now)
