"""Searches people keep under a name."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nianlun.apps.library.models import SavedSearch
from nianlun.apps.library.queries.search import SearchRequest
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError

LONGEST_NAME = 100


@transaction.atomic
def save_search(*, name: str, request: SearchRequest, by: User, at: datetime) -> SavedSearch:
    """Keep a search under a name; the same name is overwritten. Personal, so without an audit row.

    Raises:
        RefusedError: `library.saved_search.name`.
    """
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise RefusedError("library.saved_search.name", most=LONGEST_NAME)
    query = request.on_page(1).to_parameters()
    saved, _ = SavedSearch.objects.update_or_create(
        owner=by, name=name, defaults={"query": query, "saved_at": at}
    )
    return saved


@transaction.atomic
def delete_saved_search(*, saved_search_id: int, by: User, at: datetime) -> None:  # noqa: ARG001 - as every action
    """Forget a search; one that is not there, or not the person's own, is no fault."""
    SavedSearch.objects.filter(pk=saved_search_id, owner=by).delete()
