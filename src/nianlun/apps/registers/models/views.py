"""Ways to look at a register that people have kept, for themselves or for all."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nianlun.apps.registers.models.definitions import Register
from nianlun.define.model.views import ViewKind


class SavedView(models.Model):
    """Filters, columns, order under a name; a shared one is seen by whoever may read the register."""

    register = models.ForeignKey(Register, models.CASCADE, related_name="saved_views")
    name = models.CharField(_("Name"), max_length=80)
    kind = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in ViewKind], default="table"
    )
    request = models.JSONField(default=dict)
    """As `TableRequest.as_query` writes it."""
    is_shared = models.BooleanField(_("Shared"), default=False)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="register_views")

    class Meta:
        ordering = ("register_id", "name", "pk")
        constraints = (models.UniqueConstraint("register", "saved_by", "name", name="saved_view_name_once"),)

    def __str__(self) -> str:
        return self.name
