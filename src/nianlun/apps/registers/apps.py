"""The ledgers as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistersConfig(AppConfig):
    """Entries kept by units, every change a new version."""

    name = "nianlun.apps.registers"
    label = "registers"
    verbose_name = _("Registers")
