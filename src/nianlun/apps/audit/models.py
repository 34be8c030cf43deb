"""The trail: one row for every act."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """Somebody did something to something. Rows are added and never changed."""

    at = models.DateTimeField(_("When"), db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    """Empty: the system itself."""
    kind = models.CharField(_("Act"), max_length=60, db_index=True)
    """Slug `thing.act`, such as `unit.created`."""
    subject_type = models.CharField(max_length=60)
    """App and model of the thing, as `people.unit`."""
    subject_id = models.CharField(max_length=40)
    subject_label = models.CharField(_("Subject"), max_length=200)
    """What the thing was called at the time."""
    unit = models.ForeignKey("people.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    """The unit whose supervisors may see the row."""
    detail = models.JSONField(_("Details"), default=dict, encoder=DjangoJSONEncoder)
    client_address = models.GenericIPAddressField(_("From"), null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index("subject_type", "subject_id", name="event_subject"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type} {self.subject_id}"
