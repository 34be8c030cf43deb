"""Users, for those who administer their units."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nianlun.apps.audit.queries import events_of
from nianlun.apps.people import actions
from nianlun.apps.people.forms.users import GrantForm, NewUserForm, UserFilter, UserForm
from nianlun.apps.people.models import Area, User
from nianlun.apps.people.queries import grants_of, may_manage, units_under, users_managed_by
from nianlun.apps.people.views.rights import units_administered
from nianlun.kernel.errors import RefusedError
from nianlun.kernel.messages import message_of

USERS_PER_PAGE = 50
EVENTS_SHOWN = 20


@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """Users of the units that the user administers."""
    form = UserFilter(request.GET, units=units_administered(request))
    found = users_managed_by(request.user)
    if form.is_valid():
        name, unit = form.cleaned_data["q"], form.cleaned_data["unit"]
        if name:
            found = found.filter(Q(username__icontains=name) | Q(display_name__icontains=name))
        if unit:
            found = found.filter(unit__in=units_under(unit))
    page = Paginator(found, USERS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/users.html", {"form": form, "page": page})


@never_cache
@require_http_methods(["GET", "POST"])
def new_user(request: HttpRequest) -> HttpResponse:
    """Make a user; his one-time password is shown once."""
    units = units_administered(request)
    form = NewUserForm(request.POST or None, units=units, initial={"unit": request.GET.get("unit")})
    if request.method == "POST" and form.is_valid():
        try:
            made, password = actions.welcome_user(
                username=form.cleaned_data["username"],
                display_name=form.cleaned_data["display_name"],
                unit=form.cleaned_data["unit"],
                role=form.cleaned_data["role"],
                area=Area.LIBRARY,
                by=request.user,
                at=timezone.now(),
            )
        except RefusedError as error:
            form.add_error(None, message_of(error, get_language() or ""))
        else:
            return render(request, "people/one_time_password.html", {"account": made, "password": password})
    return render(request, "people/user_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def user(request: HttpRequest, user_id: int) -> HttpResponse:
    """One user: who he is, what he may do, what was done to his account."""
    units = units_administered(request)
    account = get_object_or_404(users_managed_by(request.user), pk=user_id)
    about = {"display_name": account.display_name, "unit": account.unit_id}
    form = UserForm(request.POST or None, units=units, initial=about)
    if request.method == "POST" and form.is_valid():
        try:
            actions.amend_user(user=account, **form.cleaned_data, by=request.user, at=timezone.now())
        except RefusedError as error:
            form.add_error(None, message_of(error, get_language() or ""))
        else:
            messages.success(request, _("The user has been changed."))
            return redirect("people:user", user_id=account.pk)
    page = {
        "account": account,
        "form": form,
        "grants": grants_of(account).select_related("granted_by"),
        "grant_form": GrantForm(units=units, initial={"unit": account.unit_id}),
        "events": events_of(account)[:EVENTS_SHOWN],
        "manageable": may_manage(request.user, account),
    }
    return render(request, "people/user.html", page)


@require_POST
def give_right(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give a user a right."""
    account = get_object_or_404(users_managed_by(request.user), pk=user_id)
    form = GrantForm(request.POST, units=units_administered(request))
    if not form.is_valid():
        messages.error(request, _("The right was not given: choose a unit, a role and an area."))
    else:
        try:
            actions.grant(user=account, **form.cleaned_data, by=request.user, at=timezone.now())
        except RefusedError as error:
            messages.error(request, message_of(error, get_language() or ""))
        else:
            messages.success(request, _("The right has been given."))
    return redirect("people:user", user_id=account.pk)


@require_POST
def take_right(request: HttpRequest, user_id: int, grant_id: int) -> HttpResponse:
    """Take a right back."""
    account = get_object_or_404(users_managed_by(request.user), pk=user_id)
    held = get_object_or_404(grants_of(account), pk=grant_id)
    try:
        actions.revoke(grant_id=held.pk, by=request.user, at=timezone.now())
    except RefusedError as error:
        messages.error(request, message_of(error, get_language() or ""))
    else:
        messages.success(request, _("The right has been taken back."))
    return redirect("people:user", user_id=account.pk)


@never_cache
@require_POST
def new_password(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give a user a one-time password, shown once."""
    account = get_object_or_404(users_managed_by(request.user), pk=user_id)
    try:
        password = actions.reset_password(user=account, by=request.user, at=timezone.now())
    except RefusedError as error:
        messages.error(request, message_of(error, get_language() or ""))
        return redirect("people:user", user_id=account.pk)
    return render(request, "people/one_time_password.html", {"account": account, "password": password})


@require_POST
def open_or_close(request: HttpRequest, user_id: int) -> HttpResponse:
    """Close an account, or open it again."""
    account: User = get_object_or_404(users_managed_by(request.user), pk=user_id)
    act = actions.close_user if account.is_active else actions.reopen_user
    try:
        act(user=account, by=request.user, at=timezone.now())
    except RefusedError as error:
        messages.error(request, message_of(error, get_language() or ""))
    else:
        opened = _("The account has been opened again.")
        messages.success(request, opened if account.is_active else _("The account has been closed."))
    return redirect("people:user", user_id=account.pk)
