"""Reports of originality: what a text had in common with the library on a day."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nianlun.apps.people.models import Unit
from nianlun.apps.registers.models import Entry
from nianlun.apps.reports.models import Report


class Origin(models.TextChoices):
    """Where the text came from."""

    PASTED = "pasted", _("Pasted text")
    FILE = "file", _("Uploaded file")
    ENTRY = "entry", _("File of an entry")
    PAPER = "paper", _("Report")


class OriginalityReport(models.Model):
    """What was found; written once and never changed."""

    origin = models.CharField(max_length=10, choices=Origin)
    title = models.CharField(pgettext_lazy("document", "Title"), max_length=300)
    """What the person called the text, the name of the file, or the title of the report."""
    entry = models.ForeignKey(
        Entry, models.PROTECT, null=True, blank=True, related_name="originality_reports"
    )
    sha256 = models.CharField(max_length=64, blank=True)
    """Of the file of the entry."""
    paper = models.ForeignKey(
        Report, models.PROTECT, null=True, blank=True, related_name="originality_reports"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    """Of the entry or the report; else of the person."""
    text = models.TextField()
    """As it was read; offsets count in it."""
    characters = models.PositiveIntegerField()
    """Without white space."""
    copied = models.PositiveIntegerField()
    """Of these in passages of other texts, stock phrases not counted."""
    stock = models.PositiveIntegerField()
    """Of these in stock phrases."""
    passages: models.JSONField[Any, Any] = models.JSONField(default=list)
    """As `nianlun.apps.originality.passages` writes them."""
    left_out: models.JSONField[Any, Any] = models.JSONField(default=list)
    """Numbers of documents the person did not want to be compared with."""
    library: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """Its state as the person could read it: `documents`, `characters`, `newest`, `waiting`, `common_from`."""
    digest = models.CharField(max_length=64)
    """SHA-256 of all of the above; the audit trail holds it too."""
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-asked_at", "-pk")
        indexes = (models.Index(fields=("asked_by", "-asked_at"), name="originality_of_person"),)
        constraints = (
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="originality_origin_known"),
            models.CheckConstraint(
                condition=Q(copied__lte=F("characters")) & Q(stock__lte=F("characters")),
                name="originality_parts_of_whole",
            ),
            models.CheckConstraint(
                condition=Q(origin="entry", entry__isnull=False, paper__isnull=True)
                | Q(origin="paper", entry__isnull=True, paper__isnull=False)
                | Q(origin__in=("pasted", "file"), entry__isnull=True, paper__isnull=True),
                name="originality_thing_of_origin",
            ),
        )

    def __str__(self) -> str:
        return self.title
