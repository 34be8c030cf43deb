"""The tree of units, for those who administer it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nianlun.apps.people import actions
from nianlun.apps.people.forms.units import MergeForm, RenameForm, UnitForm
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
    if request.method == "POST" and carried_out(
        form, lambda: actions.create_unit(**form.cleaned_data, by=request.user, at=timezone.now())
    ):
        messages.success(request, _("%(unit)s has been made.") % {"unit": form.cleaned_data["name"]})
        return redirect("people:units")
    return render(request, "people/unit_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Change a unit, move it, or close it."""
    changed = unit_administered(request, unit_id)
    administered = units_administered(request)
    above = [each for each in administered if not each.path.startswith(changed.path)]
    form = form_of(changed, above, request.POST or None)
    if request.method == "POST" and carried_out(
        form, lambda: amend(request, changed, dict(form.cleaned_data))
    ):
        messages.success(request, _("%(unit)s has been changed.") % {"unit": form.cleaned_data["name"]})
        return redirect("people:units")
    return unit_page(request, changed, form=form)


def unit_page(
    request: HttpRequest,
    shown: Unit,
    *,
    form: UnitForm | None = None,
    renaming: RenameForm | None = None,
    merging: MergeForm | None = None,
) -> HttpResponse:
    """A unit with all that can become of it, and the names it once had."""
    administered = units_administered(request)
    above = [each for each in administered if not each.path.startswith(shown.path)]
    heirs = [each for each in above if each.closed_on is None]
    today = {"initial": {"since_on": timezone.localdate(), "on": timezone.localdate()}}
    context = {
        "unit": shown,
        "form": form or form_of(shown, above),
        "renaming": renaming or RenameForm(prefix="renaming", **today),
        "merging": merging or (MergeForm(prefix="merging", units=heirs, **today) if heirs else None),
        "former_names": shown.former_names.all(),
    }
    return render(request, "people/unit_form.html", context)


def form_of(shown: Unit, above: list[Unit], given: Any = None) -> UnitForm:
    """The form of a unit; it is moved only by who administers where it is."""
    form = UnitForm(given, units=above, initial=vars(shown) | {"parent": shown.parent_id})
    form.fields["name"].help_text = _(
        "To mend a slip. A new name is given below, and the old one stays known."
    )
    if shown.parent_id not in {each.pk for each in above}:
        del form.fields["parent"]
    return form


@require_POST
def rename(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Call a unit otherwise from a day on."""
    renamed = unit_administered(request, unit_id)
    form = RenameForm(request.POST, prefix="renaming")
    if carried_out(
        form,
        lambda: actions.rename_unit(unit=renamed, **form.cleaned_data, by=request.user, at=timezone.now()),
    ):
        messages.success(request, _("%(unit)s has its new name.") % {"unit": form.cleaned_data["name"]})
        return redirect("people:unit", unit_id=unit_id)
    return unit_page(request, renamed, renaming=form)


@require_POST
def merge(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Close a unit and put it below the one that takes over."""
    merged = unit_administered(request, unit_id)
    heirs = [
        each
        for each in units_administered(request)
        if each.closed_on is None and not each.path.startswith(merged.path)
    ]
    form = MergeForm(request.POST, prefix="merging", units=heirs)
    if carried_out(
        form, lambda: actions.merge_unit(unit=merged, **form.cleaned_data, by=request.user, at=timezone.now())
    ):
        messages.success(request, _("%(unit)s has been merged.") % {"unit": merged})
        return redirect("people:units")
    return unit_page(request, merged, merging=form)


def carried_out(form: Any, act: Callable[[], object]) -> bool:
    """Whether the form was filled in well and the act not refused; else the form says why."""
    if not form.is_valid():
        return False
    try:
        act()
    except RefusedError as error:
        form.add_error(None, message_of(error, get_language() or ""))
        return False
    return True


@transaction.atomic
def amend(request: HttpRequest, changed: Unit, wanted: dict) -> None:
    """Move and change in one step, or not at all."""
    now = timezone.now()
    parent = wanted.pop("parent", None)
    if parent and parent.pk != changed.parent_id:
        changed = actions.move_unit(unit=changed, parent=parent, by=request.user, at=now)
    actions.amend_unit(unit=changed, **wanted, by=request.user, at=now)
