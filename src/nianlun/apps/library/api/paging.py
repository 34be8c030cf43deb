"""Pages of lists, and parameters of requests as the queries want them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict

from django.db.models import QuerySet
from django.http import HttpRequest

MOST_PER_PAGE = 200
LAST_PAGE = 10**12
"""Beyond it a database cannot count."""


class Page(TypedDict):
    """One page of a list, as `shapes.Paged`."""

    items: list[Any]
    total: int
    page: int
    per_page: int


def paged(rows: QuerySet[Any], page: int, per_page: int, shape: Callable[[Any], dict[str, Any]]) -> Page:
    """The rows of one page."""
    page, per_page = min(LAST_PAGE, max(1, page)), min(MOST_PER_PAGE, max(1, per_page))
    first = (page - 1) * per_page
    items = [shape(row) for row in rows[first : first + per_page]]
    return {"items": items, "total": rows.count(), "page": page, "per_page": per_page}


def parameters(request: HttpRequest) -> dict[str, list[str]]:
    """The query string, name to values."""
    return {name: [str(value) for value in values] for name, values in request.GET.lists()}
