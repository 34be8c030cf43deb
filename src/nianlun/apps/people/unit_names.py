"""What units are called, and what they were called before."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from nianlun.apps.people.models import FormerName, Unit


def units_called(name: str) -> list[Unit]:
    """The units that are called so: by their names, else their short names, else names they once had."""
    for condition in (Q(name=name), Q(short_name=name), Q(former_names__name=name)):
        found = list(Unit.objects.filter(condition).distinct())
        if found:
            return found
    return []


def names_on(day: date) -> dict[int, FormerName]:
    """For each unit that was called otherwise on a day, what it was called."""
    later = FormerName.objects.filter(until_on__gte=day).order_by("-until_on")
    return {each.unit_id: each for each in later}
