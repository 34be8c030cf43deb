"""The reports as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    """Papers whose every number is a fact."""

    name = "nianlun.apps.reports"
    label = "reports"
    verbose_name = _("Reports")
