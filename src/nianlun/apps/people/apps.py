"""The app's place in Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Units, persons, users and rights."""

    name = "nianlun.apps.people"
    label = "people"
    verbose_name = _("People")
