"""What every page of indicators begins with, and numbers in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from nianlun.apps.indicators.asking import Asked, asked_for, language, read_day
from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.people.models import User
from nianlun.define.model import IndicatorDef
from nianlun.define.words import label_of
from nianlun.kernel.errors import RefusedError
from nianlun.reckon.amounts import shown
from nianlun.reckon.results import Result, words_of


def asked_by(request: HttpRequest, desk: Desk | None = None) -> Asked:
    """What the address asks; else the usual year as of today, for the whole.

    Raises:
        RefusedError: `indicators.period.unreadable`, `indicators.day.unreadable`, `indicators.unit.missing`.
    """
    return asked_for(desk or Desk(acting(request)), request.GET)


def acting(request: HttpRequest) -> User:
    """Whoever is signed in."""
    user = request.user
    if not isinstance(user, User):
        raise RefusedError("indicators.indicator.missing", key="")
    return user


@dataclass(frozen=True, slots=True)
class Told:
    """A number as a page shows it."""

    number: str
    measure: str
    why: str
    """Why there is none."""
    provisional: bool


def told(result: Result | None, indicator: IndicatorDef) -> Told | None:
    """An answer in words."""
    if result is None:
        return None
    why = words_of(result.missing, language()) if result.missing is not None else ""
    number = shown(result.value, indicator) if result.value is not None else ""
    return Told(number, indicator.measure, why, result.provisional)


def name_of(indicator: IndicatorDef) -> str:
    """Its name in the language of the page."""
    return label_of(indicator, language())


__all__ = ["Asked", "Told", "acting", "asked_by", "language", "name_of", "read_day", "told"]
