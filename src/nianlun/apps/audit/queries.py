"""Reading the trail."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from nianlun.apps.audit.models import Event


def events_of(subject: models.Model) -> QuerySet[Event]:
    """What was done to a thing, the latest first."""
    label = subject._meta.label_lower  # noqa: SLF001
    return Event.objects.filter(subject_type=label, subject_id=str(subject.pk)).select_related("by")


def events_seen_in(unit_ids: Collection[int]) -> QuerySet[Event]:
    """What was done in these units, or by users who work in them."""
    return Event.objects.filter(Q(unit__in=unit_ids) | Q(unit__isnull=True, by__unit__in=unit_ids))


def events_between(events: QuerySet[Event], since_on: date | None, until_on: date | None) -> QuerySet[Event]:
    """Those of the days from the first to the last, both included."""
    if since_on:
        events = events.filter(at__gte=start_of(since_on))
    if until_on:
        events = events.filter(at__lt=start_of(until_on + timedelta(days=1)))
    return events


def start_of(day: date) -> datetime:
    """The first instant of a day, in the time zone of the site."""
    return timezone.make_aware(datetime.combine(day, time.min))


def kinds_in(events: QuerySet[Event]) -> list[str]:
    """The kinds of act that occur, in alphabetical order."""
    return list(events.order_by("kind").values_list("kind", flat=True).distinct())
