"""The API of the site: one OpenAPI description, tokens, a rate for each token, errors of one shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from ninja.security import HttpBearer

from nianlun.apps.indicators.api import ROUTERS as INDICATORS
from nianlun.apps.library.api import ROUTERS as LIBRARY
from nianlun.apps.originality.api import ROUTERS as ORIGINALITY
from nianlun.apps.people.actions import note_use
from nianlun.apps.people.models import User
from nianlun.apps.people.queries import user_of_token
from nianlun.apps.registers.api import ROUTERS as REGISTERS
from nianlun.apps.registers.recording.faults import RefusedValuesError
from nianlun.apps.reports.api import ROUTERS as REPORTS
from nianlun.kernel.errors import NianlunError, RefusedError
from nianlun.kernel.messages import message_of
from nianlun.web.version import VERSION

SECONDS = {"s": 1, "m": 60, "h": 3600}
STATUS = {
    "missing": 404,
    "not_allowed": 403,
    "not_owner": 403,
    "changed_meanwhile": 409,
    "rebuilding": 503,
    "quota": 429,
}
"""By the last part of a slug; any other refusal is 422."""
REFUSED = 422
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, and halves of surrogate pairs."""


class Token(HttpBearer):
    """`Authorization: Bearer …` with a token of the account's page; counts against the rate of that token."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:  # noqa: ARG002
        """The user the token acts for.

        Raises:
            RefusedError: `library.token.rate`.
        """
        found = user_of_token(token)
        if found is None:
            return None
        user, row = found
        count_request(row.pk)
        note_use(token_id=row.pk, at=timezone.now())
        return user


def count_request(token_id: int) -> None:
    """Count a request of a token in the running window.

    Raises:
        RefusedError: `library.token.rate` with `seconds` until the next window.
    """
    most, seconds = parsed_rate(settings.API_RATE)
    now = int(timezone.now().timestamp())
    key = f"api-rate-{token_id}-{now // seconds}"
    cache.add(key, 0, timeout=seconds + 1)
    try:
        number = cache.incr(key)
    except ValueError:  # the window ended between the two steps
        return
    if number > most:
        raise RefusedError("library.token.rate", rate=settings.API_RATE, seconds=seconds - now % seconds)


def parsed_rate(words: str) -> tuple[int, int]:
    """`120/m` as requests and seconds."""
    found = re.fullmatch(r"(\d+)/([smh])", words)
    if not found:
        message = f"NIANLUN_API_RATE is {words!r}; write a number per s, m or h, as 120/m"
        raise ValueError(message)
    return int(found[1]), SECONDS[found[2]]


class StorableParser(Parser):
    """Reads what is sent; no database keeps NUL or half of a surrogate pair."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """JSON that can be stored; what is raised here is answered with 400."""
        body = super().parse_body(request)
        if any(UNSTORABLE.search(words) for words in strings_in(body)):
            raise RefusedError("library.request.invalid", where="body", reason="U+0000, U+D800–U+DFFF")
        return body

    def parse_querydict(
        self, data: MultiValueDict, list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """Parameters, form fields without what cannot be stored, and files."""
        kept = MultiValueDict({name: [storable(value) for value in values] for name, values in data.lists()})
        return super().parse_querydict(kept, list_fields, request)


def storable(value: object) -> object:
    """A string without what cannot be stored; anything else as it is."""
    return UNSTORABLE.sub("", value) if isinstance(value, str) else value


def strings_in(value: object) -> Iterator[str]:
    """Every string of a JSON value, names too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from strings_in(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from strings_in(each)


parsed_rate(settings.API_RATE)  # a wrong setting stops the start, not the first request
api = NinjaAPI(
    title="Nianlun 年轮",
    version=VERSION,
    description=(
        "Nianlun for programs. Every request sends `Authorization: Bearer TOKEN`; rights are those of "
        "the user who made the token. Errors are `{slug, message, where, hint}`. Offsets are code points, "
        "end exclusive."
    ),
    auth=Token(),
    parser=StorableParser(),
    docs_url=None,
    urls_namespace="api",
)
for prefix, router in (*LIBRARY, *REGISTERS, *INDICATORS, *REPORTS, *ORIGINALITY):
    api.add_router(f"/{prefix}", router, tags=[prefix])


def problem(request: HttpRequest, error: NianlunError, status: int) -> HttpResponse:
    """A failure as the API says it."""
    values: dict[str, Any] = {
        name: value if isinstance(value, int | float) else str(value) for name, value in error.values.items()
    }
    if isinstance(error, RefusedValuesError):
        language = get_language() or settings.LANGUAGE_CODE
        faults = [
            {"field": each.field, "slug": each.slug, "message": each.words(language)} for each in error.faults
        ]
        values["faults"] = faults
    body: dict[str, Any] = {
        "slug": error.slug,
        "message": message_of(error, get_language() or settings.LANGUAGE_CODE),
        "where": values,
        "hint": "/api/openapi.json",
    }
    return api.create_response(request, body, status=status)


@api.exception_handler(NianlunError)
def refused(request: HttpRequest, error: NianlunError) -> HttpResponse:
    """What the rules forbid; too many requests say when to come again."""
    if error.slug == "library.token.rate":
        response = problem(request, error, 429)
        response["Retry-After"] = str(error.values["seconds"])
        return response
    return problem(request, error, STATUS.get(error.slug.rsplit(".", 1)[-1], REFUSED))


@api.exception_handler(AuthenticationError)
def without_token(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    """No token, or one that is not valid any more."""
    response = problem(request, RefusedError("library.token.missing"), 401)
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter of the wrong kind; the first is named, all are listed."""
    first = error.errors[0]
    where = ".".join(str(part) for part in first["loc"])
    return problem(
        request, RefusedError("library.request.invalid", where=where, reason=first["msg"]), REFUSED
    )


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is no JSON, and the like."""
    refusal = RefusedError("library.request.invalid", where="body", reason=error.message)
    return problem(request, refusal, error.status_code)


@api.exception_handler(BadRequest)
@api.exception_handler(MultiPartParserError)
@api.exception_handler(SuspiciousOperation)
def not_understood(request: HttpRequest, error: Exception) -> HttpResponse:
    """A form or its headers that cannot be taken apart."""
    return problem(request, RefusedError("library.request.invalid", where="body", reason=str(error)), 400)


@api.exception_handler(RequestDataTooBig)
@api.exception_handler(TooManyFilesSent)
def too_large(request: HttpRequest, _error: Exception) -> HttpResponse:
    """More bytes or files than one upload may have."""
    return problem(request, RefusedError("library.import.too_large"), 413)
