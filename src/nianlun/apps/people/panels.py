"""What apps above have to say on a person's account page; `ACCOUNT_PANELS` of the settings lists them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from nianlun.apps.people.models import User


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the account page."""

    template: str
    shown: Mapping[str, Any]
    """What its template needs, as `shown`."""


def panels_for(user: User) -> list[Panel]:
    """All parts, in the order of the settings."""
    sources: list[Callable[[User], Panel]] = [import_string(each) for each in settings.ACCOUNT_PANELS]
    return [source(user) for source in sources]
