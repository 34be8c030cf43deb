"""Searches people keep."""

from __future__ import annotations

from django.db.models import QuerySet

from nianlun.apps.library.models import SavedSearch
from nianlun.apps.people.models import User


def saved_searches_of(user: User) -> QuerySet[SavedSearch]:
    """The person's own searches by name."""
    return SavedSearch.objects.filter(owner=user).order_by("name")
