"""What happens to every request: its address, its language, who may go on."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from nianlun.apps.audit.clients import acting_from
from nianlun.apps.people.held import asked_once
from nianlun.web.health import healthz, readyz

Next = Callable[[HttpRequest], HttpResponse]
API_PREFIX = "/api/"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""
OPEN_WITH_OLD_PASSWORD = frozenset({"password", "sign-out", "language"})


def address_in(words: str) -> str | None:
    """An IP address, or nothing: behind a Unix socket there is none, and headers may hold anything."""
    try:
        return str(ip_address(words))
    except ValueError:
        return None


def client_address(get_response: Next) -> Next:
    """Believe the trusted proxies about where a request comes from, and nobody else; tell the trail."""

    def middleware(request: HttpRequest) -> HttpResponse:
        hops = settings.PROXY_HOPS
        forwarded = [
            part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
        ]
        if hops and len(forwarded) >= hops:
            request.META["REMOTE_ADDR"] = address_in(forwarded[-hops]) or request.META["REMOTE_ADDR"]
        with acting_from(address_in(request.META.get("REMOTE_ADDR", ""))):
            return get_response(request)

    return middleware


def probes(get_response: Next) -> Next:
    """Answer load balancers before anything else is asked: they know no host name and have no session."""
    answers = {"/healthz": healthz, "/readyz": readyz}

    def middleware(request: HttpRequest) -> HttpResponse:
        return answers.get(request.path_info, get_response)(request)

    return middleware


def language(get_response: Next) -> Next:
    """Chinese, unless a cookie says that somebody switched; what the browser prefers does not count."""
    known = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        return response

    return middleware


def rights_once(get_response: Next) -> Next:
    """Ask for rights once where a page is only looked at."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with asked_once() if request.method in SAFE else nullcontext():
            return get_response(request)

    return middleware


class SignInFirst(LoginRequiredMiddleware):
    """Every page wants a signed-in user unless it says otherwise; the API asks for its token itself."""

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Send strangers to the sign-in page."""
        if request.path_info.startswith(API_PREFIX):
            return None
        return super().process_view(request, view, args, kwargs)


class NewPasswordFirst:
    """Whoever came with a one-time password goes nowhere before he has chosen his own."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable, _args: tuple, _kwargs: dict
    ) -> HttpResponse | None:
        """Send him to the password page."""
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return None
        if request.resolver_match and request.resolver_match.url_name in OPEN_WITH_OLD_PASSWORD:
            return None
        return redirect("password")
