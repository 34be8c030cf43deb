"""The log of use: who took which document out of the library, when and in which form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from nianlun.apps.audit.models import Event
from nianlun.apps.audit.queries import events_between
from nianlun.apps.library.queries.open_text import AREA
from nianlun.apps.library.queries.quotas import DOWNLOADED
from nianlun.apps.people.models import Role, User
from nianlun.apps.people.queries import units_of


@dataclass(frozen=True, slots=True, kw_only=True)
class UseFilter:
    """Which downloads are asked for; an empty field asks for nothing."""

    person: str = ""
    """Characters of the name or the user name."""
    document: str = ""
    """Characters of the title at the time."""
    form: str = ""
    """`docx`, `txt`, `md`, `zip-docx`, `zip-txt`, `source`, `masked docx`, ..."""
    since_on: date | None = None
    until_on: date | None = None


def downloads_seen_by(user: User) -> QuerySet[Event]:
    """Downloads of documents of the units the person administers, and by those who work there; the latest first."""
    units = units_of(user, Role.ADMINISTER, AREA)
    found = Event.objects.filter(kind=DOWNLOADED).filter(Q(unit__in=units) | Q(by__unit__in=units))
    return found.select_related("by", "by__unit", "unit")


def find_downloads(user: User, asked: UseFilter) -> QuerySet[Event]:
    """Those of them that meet every condition."""
    found = events_between(downloads_seen_by(user), asked.since_on, asked.until_on)
    if asked.person:
        found = found.filter(
            Q(by__username__icontains=asked.person) | Q(by__display_name__icontains=asked.person)
        )
    if asked.document:
        found = found.filter(subject_label__icontains=asked.document)
    return found.filter(detail__form=asked.form) if asked.form else found
