"""Targets that people have confirmed."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from nianlun.apps.indicators.models import Target


def confirmed_targets(known_at: datetime | None = None) -> QuerySet[Target]:
    """Targets that were in force at an instant; without one, those in force."""
    rows = Target.objects.select_related("unit", "document", "commitment")
    if known_at is None:
        return rows.filter(confirmed_at__isnull=False, withdrawn_at__isnull=True)
    return rows.filter(confirmed_at__lte=known_at).filter(
        Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=known_at)
    )
