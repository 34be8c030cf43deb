"""The library as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    """Documents remembered, structured, found again."""

    name = "nianlun.apps.library"
    label = "library"
    verbose_name = _("Library")
