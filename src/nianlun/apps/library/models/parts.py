"""Parts of a text that fewer may read than the rest."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nianlun.apps.library.models.documents import Access, Document
from nianlun.apps.people.models.rights import together


class ClosedPart(models.Model):
    """A stretch of a document closed to some of its readers, until somebody lifts it; rows stay as history."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="parts")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    """Offsets in `Document.text`, which never changes, so that a part stays where it was put."""
    access = models.CharField(max_length=8, choices=Access)
    """Who may still read it: the unit, or only the owner."""
    reason = models.CharField(max_length=500)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    lift_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("document", "start", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="part_has_characters"),
            models.CheckConstraint(condition=~Q(access=Access.PUBLIC), name="part_is_stricter_than_public"),
            together("part_closed_at_with_by", prefix="closed"),
            together("part_lifted_at_with_by", prefix="lifted"),
        )

    def __str__(self) -> str:
        return f"{self.document_id} {self.start}-{self.end} {self.access}"
