"""Settings and apps of the site, for the commands that work on its database."""

from __future__ import annotations

import os

import django


def set_up() -> None:
    """Load the settings and the apps.

    Raises:
        SettingsError: with every fault of the environment.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nianlun.web.settings")
    django.setup()
