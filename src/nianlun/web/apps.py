"""The app's place in Django: base templates, static files."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """What all pages share."""

    name = "nianlun.web"
    label = "web"
