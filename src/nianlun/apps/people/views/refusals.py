"""What a page does when an action or a query refuses."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language

from nianlun.kernel.errors import NianlunError, RefusedError
from nianlun.kernel.messages import message_of

View = Callable[..., HttpResponse]
Result = TypeVar("Result")
UNPROCESSABLE = 422


def missing_is_404(view: View) -> View:
    """What a person may not know of does not exist for him; what he may not do is forbidden; the rest is told."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except RefusedError as error:
            if error.slug.endswith(".missing"):
                raise Http404 from error
            if error.slug.endswith(".not_allowed"):
                raise PermissionDenied from error
            return render(request, "refused.html", {"text": words(error)}, status=UNPROCESSABLE)

    return answer


def words(error: NianlunError) -> str:
    """What went wrong, in the language of the person."""
    return message_of(error, get_language() or "zh-hans")


def attempt(request: HttpRequest, act: Callable[[], Result], *, done: str = "") -> Result | None:
    """Carry out an act and say on the next page that it was done, or why it was not."""
    try:
        result = act()
    except RefusedError as error:
        if error.slug.endswith((".missing", ".not_allowed")):
            raise
        messages.error(request, words(error))
        return None
    if done:
        messages.success(request, done)
    return result


def go_to(request: HttpRequest, address: str) -> HttpResponse:
    """Send the browser to an address, also when htmx asked."""
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
