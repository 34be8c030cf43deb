"""Originality as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OriginalityConfig(AppConfig):
    """Checks of texts against the library."""

    name = "nianlun.apps.originality"
    label = "originality"
    verbose_name = _("Originality")
