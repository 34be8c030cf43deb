"""The app's place in Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """The trail of acts."""

    name = "nianlun.apps.audit"
    label = "audit"
    verbose_name = _("Audit trail")
