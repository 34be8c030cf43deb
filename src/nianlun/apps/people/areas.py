"""Fields of work in which rights are given: those known to all, and those that apps above name one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from nianlun.apps.people.models import Area

Choices = list[tuple[str, "str | Promise"]]


def area_choices() -> Choices:
    """Every area and its words; `AREA_SOURCES` of the settings lists who knows more."""
    found: Choices = [(value, label) for value, label in Area.choices]
    for source in settings.AREA_SOURCES:
        more: Callable[[], Iterable[tuple[str, str]]] = import_string(source)
        found += more()
    return found
