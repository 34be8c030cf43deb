"""One's own password and tokens."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from nianlun.apps.people import actions
from nianlun.apps.people.forms.accounts import PasswordForm, TokenForm
from nianlun.apps.people.panels import panels_for
from nianlun.apps.people.queries import grants_of, tokens_of


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Choose a new password; other sessions of the user end."""
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = request.user
        actions.change_password(
            user=user, password=form.cleaned_data["new_password1"], by=user, at=timezone.now()
        )
        update_session_auth_hash(request, user)
        messages.success(request, _("The password has been changed."))
        return redirect("home")
    return render(request, "people/password.html", {"form": form})


@never_cache
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Who one is, what one may do, and the tokens of one's programs."""
    form = TokenForm(request.POST or None)
    token = None
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        _row, token = actions.issue_token(
            user=request.user,
            name=form.cleaned_data["name"],
            expires_at=now + timedelta(days=form.cleaned_data["days"]),
            by=request.user,
            at=now,
        )
        form = TokenForm()
    page = {
        "form": form,
        "token": token,
        "tokens": tokens_of(request.user),
        "grants": grants_of(request.user),
        "panels": panels_for(request.user),
        "now": timezone.now(),
    }
    return render(request, "people/account.html", page)


@require_POST
def end_token(request: HttpRequest, token_id: int) -> HttpResponse:
    """End one of one's own tokens."""
    row = get_object_or_404(tokens_of(request.user), pk=token_id)
    actions.revoke_token(token_id=row.pk, by=request.user, at=timezone.now())
    messages.success(request, _("The token has been ended."))
    return redirect("account")
