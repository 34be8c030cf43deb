"""The library as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from nianlun.apps.people.signals import unit_renamed


class LibraryConfig(AppConfig):
    """Documents remembered, structured, found again."""

    name = "nianlun.apps.library"
    label = "library"
    verbose_name = _("Library")

    def ready(self) -> None:
        """Listen to what changes below the library."""
        unit_renamed.connect(import_string(f"{self.name}.hearing.unit_was_renamed"))
