"""Entered readings, each with the one that replaced it."""

from __future__ import annotations

from django.db.models import QuerySet

from nianlun.apps.indicators.models import Reading


def readings_of(key: str, unit: int | None) -> QuerySet[Reading]:
    """Readings of an indicator for a unit, the latest period first; replaced ones too."""
    rows = Reading.objects.filter(indicator=key, unit=unit)
    return rows.select_related("recorded_by", "replaced_by", "replaces").order_by(
        "-period", "-recorded_at", "-pk"
    )
