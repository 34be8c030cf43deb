"""What every template can use: the version, and the navigation the user's rights open."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from nianlun.web.navigation import address_of, menu_for
from nianlun.web.version import VERSION


def site(request: HttpRequest) -> dict[str, object]:
    """Names for the base template."""
    user = getattr(request, "user", None)
    return {
        "nianlun_version": VERSION,
        "menu": SimpleLazyObject(lambda: menu_for(request)),  # parts of pages do not show it
        "search_address": address_of("library:list") if user and user.is_authenticated else "",
        "quick_address": address_of("library:quick"),
    }
