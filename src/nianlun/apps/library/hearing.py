"""What the library does when something below it changes."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from nianlun.apps.library.models import Document
from nianlun.apps.people.models import Unit


def unit_was_renamed(*, unit: Unit, **_more: Any) -> None:
    """The index holds the name of the unit beside each of its documents."""
    Document.objects.filter(unit=unit).update(version=F("version") + 1, index_due=True)
