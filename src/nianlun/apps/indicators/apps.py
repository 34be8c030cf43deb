"""The indicators as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    """Numbers an office answers for, with their targets."""

    name = "nianlun.apps.indicators"
    label = "indicators"
    verbose_name = _("Indicators")
