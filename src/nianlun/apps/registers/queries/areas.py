"""Registers as areas of rights: a grant can be for one register alone."""

from __future__ import annotations

from nianlun.apps.registers.models import Register


def register_areas() -> list[tuple[str, str]]:
    """Key and name of each register that is in force."""
    rows = Register.objects.filter(current__isnull=False, closed_at__isnull=True)
    return [(row.key, str(row)) for row in rows]
