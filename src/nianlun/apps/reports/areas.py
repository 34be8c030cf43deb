"""Reports as an area of rights."""

from __future__ import annotations

from django.utils.translation import gettext as _


def report_areas() -> list[tuple[str, str]]:
    """The one area."""
    return [("reports", _("Reports"))]
