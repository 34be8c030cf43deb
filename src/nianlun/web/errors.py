"""Pages for what went wrong, in the look of all others."""

from __future__ import annotations

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseServerError,
    JsonResponse,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext

API = "/api/"


def bad_request(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400: not understood, too large, or asked of a host that is not ours, so nothing is known of the user."""
    return HttpResponseBadRequest(render_to_string("400.html"))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403: the user has no right to it."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404: there is nothing, or nothing this user may see; to a program, in its own form."""
    if request.path.startswith(API):
        words = gettext("There is no such call. /api/openapi.json describes those there are.")
        return JsonResponse({"slug": "api.no_such_call", "message": words}, status=404)
    return render(request, "404.html", status=404)


def server_error(_request: HttpRequest) -> HttpResponse:
    """500: our fault. The page asks neither the database nor the session."""
    return HttpResponseServerError(render_to_string("500.html"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403: the form was too old, or came from another site."""
    return render(request, "403_csrf.html", status=403)


def locked_out(request: HttpRequest, *_details: object, **_more: object) -> HttpResponse:
    """429: too many failed attempts to sign in."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "429.html", {"minutes": minutes}, status=settings.AXES_HTTP_RESPONSE_CODE)
