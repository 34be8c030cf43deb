"""Entries that somebody has told apart from one."""

from __future__ import annotations

from django.db.models import Q

from nianlun.apps.registers.models import Entry, NotDuplicate


def told_apart(entry: Entry) -> set[int]:
    """Numbers of the entries that look like it and are not the same."""
    pairs = NotDuplicate.objects.filter(Q(first=entry) | Q(second=entry)).values_list("first", "second")
    return {number for pair in pairs for number in pair} - {entry.pk}
