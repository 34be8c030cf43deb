"""How many documents somebody may take out of the library in a day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nianlun.apps.people.models import Role, Unit
from nianlun.apps.people.models.rights import together


class DownloadQuota(models.Model):
    """A quota for one person, or for a role among those who work in a unit or below it. None: no limit."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="download_quotas"
    )
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("Role"), max_length=20, choices=Role.choices, blank=True)
    documents_a_day = models.PositiveIntegerField(_("Documents a day"))
    """0 closes downloads altogether."""
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(user__isnull=False, unit__isnull=True, role="")
                | Q(user__isnull=True, unit__isnull=False, role__in=Role.values),
                name="quota_of_a_person_or_a_role",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ended_at__isnull=True, user__isnull=False),
                name="quota_once_for_a_person",
            ),
            models.UniqueConstraint(
                fields=["unit", "role"],
                condition=Q(ended_at__isnull=True, unit__isnull=False),
                name="quota_once_for_a_role",
            ),
            together("quota_set_at_with_by", prefix="set"),
            together("quota_ended_at_with_by", prefix="ended"),
        )

    def __str__(self) -> str:
        return str(self.user) if self.user_id else f"{self.get_role_display()} · {self.unit}"
