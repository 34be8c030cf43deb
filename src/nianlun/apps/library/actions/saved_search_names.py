"""Renaming searches people keep."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nianlun.apps.library.actions.saved_searches import LONGEST_NAME
from nianlun.apps.library.models import SavedSearch
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError


@transaction.atomic
def rename_saved_search(*, saved_search_id: int, name: str, by: User, at: datetime) -> SavedSearch:  # noqa: ARG001
    """Give a search another name. Personal, so without an audit row.

    Raises:
        RefusedError: `library.saved_search.missing`, `library.saved_search.name`,
            `library.saved_search.name_taken`.
    """
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise RefusedError("library.saved_search.name", most=LONGEST_NAME)
    own = SavedSearch.objects.select_for_update().filter(owner=by)
    saved = own.filter(pk=saved_search_id).first()
    if saved is None:
        raise RefusedError("library.saved_search.missing", id=saved_search_id)
    if own.filter(name=name).exclude(pk=saved.pk).exists():
        raise RefusedError("library.saved_search.name_taken", name=name)
    saved.name = name
    saved.save(update_fields=["name"])
    return saved
