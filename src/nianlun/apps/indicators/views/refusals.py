"""What pages of indicators do with an address that cannot be understood."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nianlun.apps.people.views.refusals import missing_is_404, words
from nianlun.kernel.errors import RefusedError

View = Callable[..., HttpResponse]


def said(view: View) -> View:
    """A missing thing is not found, a forbidden one forbidden, anything else is said on a page."""

    @missing_is_404
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except RefusedError as error:
            if error.slug.endswith((".missing", ".not_allowed")):
                raise
            return render(request, "indicators/refused.html", {"words": words(error)}, status=422)

    return answer
