"""Commitments without a number that an office has taken on; a person says what became of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nianlun.apps.library.models import Commitment, Document
from nianlun.apps.people.models import Unit
from nianlun.apps.people.models.rights import together


class Pledge(models.Model):
    """Words of a document by which an office is held in a year: 出台一项政策, 建立联席会议制度."""

    class Verdict(models.TextChoices):
        """What became of it."""

        KEPT = "kept", pgettext_lazy("target", "Kept")
        MISSED = "missed", pgettext_lazy("target", "Missed")
        DROPPED = "dropped", pgettext_lazy("target", "Dropped")

    pack = models.CharField(max_length=60)
    """Field of work: key of the pack whose reports speak of it."""
    year = models.PositiveSmallIntegerField(_("Year"))
    """In which it is due."""
    due = models.CharField(max_length=21, blank=True)
    """As the document says: `2024-06`; empty means the year."""
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    """None for the whole."""
    commitment = models.ForeignKey(Commitment, models.SET_NULL, null=True, blank=True, related_name="pledges")
    """A new reading of the document may take it away, the passage stays."""
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="pledges")
    start = models.PositiveIntegerField(null=True, blank=True)
    """Where the passage begins in the document."""
    source = models.CharField(_("Document"), max_length=300)
    """Title of the document, in words."""
    passage = models.CharField(_("Passage"), max_length=1000)
    """Its words, kept as they stood."""
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)
    """Empty until somebody has said what became of it."""
    note = models.CharField(_("Note"), max_length=500, blank=True)
    """What shows it; why it was dropped."""
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    """Since when it is no longer taken on: it was taken over by mistake."""
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("year", "document", "start", "pk")
        constraints = (
            models.UniqueConstraint(
                "document", "start", "year", condition=Q(undone_at__isnull=True), name="pledge_once"
            ),
            together("pledge_judged_at_with_by", prefix="judged"),
            together("pledge_undone_at_with_by", prefix="undone"),
            models.CheckConstraint(
                condition=Q(verdict="", judged_at__isnull=True) | ~Q(verdict="") & Q(judged_at__isnull=False),
                name="pledge_verdict_is_somebodys",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="dropped") | ~Q(note=""), name="pledge_dropped_with_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.passage[:40]}"
