"""What a person has taken today and may take, on his account page."""

from __future__ import annotations

from django.utils import timezone

from nianlun.apps.library.queries.quotas import allowance, level_of
from nianlun.apps.people.models import User
from nianlun.apps.people.panels import Panel


def quota_panel(user: User) -> Panel:
    """What he has taken today, what he may take, and his level."""
    shown = {"allowance": allowance(user, timezone.now()), "level": level_of(user).label}
    return Panel("library/_quota.html", shown)
