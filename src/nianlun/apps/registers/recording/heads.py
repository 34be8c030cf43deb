"""Entries under lock, each with its newest version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import F

from nianlun.apps.registers.models import Entry, Version
from nianlun.apps.registers.recording.writing import in_parts


def locked(ids: Iterable[int]) -> list[Entry]:
    """The entries under a row lock, always in the same order, so that two bulk acts cannot block each other."""
    found: list[Entry] = []
    for part in in_parts(sorted(set(ids))):
        found += Entry.objects.select_for_update(of=("self",)).filter(pk__in=part).order_by("pk")
    return found


def heads_of(entries: Sequence[Entry]) -> dict[int, Version]:
    """The newest version of each entry, with its definition, by the entry's number."""
    found: dict[int, Version] = {}
    for part in in_parts([entry.pk for entry in entries]):
        newest = Version.objects.filter(entry__in=part, number=F("entry__newest"))
        for version in newest.select_related("definition", "entry__register").defer("definition__definition"):
            found[version.entry_id] = version
    return found
