"""The app's place in Django: base templates, static files."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import import_string

from nianlun.apps.library.signals import bytes_wanted


class WebConfig(AppConfig):
    """What all pages share."""

    name = "nianlun.web"
    label = "web"

    def ready(self) -> None:
        """Let apps that do not know each other answer each other."""
        bytes_wanted.connect(import_string("nianlun.apps.registers.hearing.bytes_are_kept"))
