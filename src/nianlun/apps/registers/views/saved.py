"""Keeping a way to look at a register, for oneself or for all, and forgetting it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nianlun.apps.people.views.refusals import attempt, missing_is_404
from nianlun.apps.registers.actions import forget_view, save_view
from nianlun.apps.registers.views.asking import request_of_address
from nianlun.apps.registers.views.common import ledger_named


@require_POST
@missing_is_404
def save(request: HttpRequest, key: str) -> HttpResponse:
    """Keep what the address asks for under a name."""
    ledger = ledger_named(request, key)
    attempt(
        request,
        lambda: save_view(
            register=ledger.register,
            name=request.POST.get("name", "").strip(),
            request=request_of_address(request.GET),
            shared=request.POST.get("is_shared") == "1",
            by=request.user,
            at=timezone.now(),
        ),
        done=_("The view has been kept."),
    )
    return redirect(f"{reverse('registers:table', args=[key])}?{request.META.get('QUERY_STRING', '')}")


@require_POST
@missing_is_404
def forget(request: HttpRequest, key: str, view_id: int) -> HttpResponse:
    """Forget a view of one's own."""
    ledger_named(request, key)
    attempt(
        request,
        lambda: forget_view(view_id=view_id, by=request.user, at=timezone.now()),
        done=_("The view has been forgotten."),
    )
    return redirect(f"{reverse('registers:table', args=[key])}?{request.META.get('QUERY_STRING', '')}")
