"""Reports, the versions of their words, their frozen facts, and the numbers they were issued under."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nianlun.apps.people.models import Unit
from nianlun.apps.people.models.rights import together

USER = settings.AUTH_USER_MODEL


class State(models.TextChoices):
    """Where a report stands."""

    DRAFT = "draft", pgettext_lazy("report", "Draft")
    IN_REVIEW = "in_review", pgettext_lazy("report", "In review")
    FROZEN = "frozen", pgettext_lazy("report", "Frozen")
    ISSUED = "issued", pgettext_lazy("report", "Issued")
    WITHDRAWN = "withdrawn", pgettext_lazy("report", "Withdrawn")


class Report(models.Model):
    """A paper of a unit for a period, counted as of a day."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports", verbose_name=_("Unit"))
    template = models.CharField(max_length=121)
    """Key of the pack and of the template: `investment/annual`."""
    template_digest = models.CharField(max_length=64)
    """Of the template it was composed from."""
    kind = models.CharField(max_length=10)
    title = models.CharField(_("Title"), max_length=200)
    """`{number}` in it is filled in when the report is issued."""
    period = models.CharField(_("Period"), max_length=21)
    as_of = models.DateField(_("As of"))
    known_at = models.DateTimeField()
    """Only what was recorded by then was counted."""
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.DRAFT)
    composed_at = models.DateTimeField()
    composed_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    """Year of its number."""
    number = models.PositiveIntegerField(null=True, blank=True)
    """Without gaps for a unit, a template and a year."""
    reference = models.CharField(_("Number"), max_length=80, blank=True)
    """As it is printed: `2023年第3期`."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(USER, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    """Why it was returned or withdrawn."""

    class Meta:
        ordering = ("-as_of", "-pk")
        constraints = (
            *(
                together(f"report_{name}_at_with_by", prefix=name)
                for name in ("composed", "submitted", "frozen", "issued", "withdrawn")
            ),
            models.UniqueConstraint("unit", "template", "year", "number", name="report_number_once"),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, number__isnull=True, year__isnull=True)
                | Q(issued_at__isnull=False, number__isnull=False, year__isnull=False),
                name="report_issued_has_a_number",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="report_state_known"),
        )

    def __str__(self) -> str:
        return self.title.replace("{number}", str(self.number or "×"))

    @property
    def dated_on(self) -> date:
        """The day under the signature: when it was issued, before that the day it was counted as of."""
        return timezone.localdate(self.issued_at) if self.issued_at else self.as_of


class ReportText(models.Model):
    """The words of a report; an edit adds another, and the newest is shown."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField()
    pieces: models.JSONField[Any, Any] = models.JSONField(default=list)
    """Blocks of words with chips, as `nianlun.compose.report.draft` writes them."""
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(USER, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("report", "number")
        constraints = (models.UniqueConstraint("report", "number", name="report_text_once"),)

    def __str__(self) -> str:
        return f"{self.report_id}/{self.number}"


class ReportFact(models.Model):
    """A number of a report with the records it was counted from; never changed."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="facts")
    name = models.CharField(max_length=200)
    order = models.PositiveIntegerField(default=0)
    content: models.JSONField[Any, Any] = models.JSONField(default=dict)
    """The fact in words, as it also travels inside the file."""
    over: models.JSONField[Any, Any] = models.JSONField(default=list)
    """Entry, version and part of each record counted, or above the line."""
    under: models.JSONField[Any, Any] = models.JSONField(default=list)
    """The same below the line."""

    class Meta:
        ordering = ("report", "order")
        constraints = (models.UniqueConstraint("report", "name", name="report_fact_once"),)

    def __str__(self) -> str:
        return f"{self.report_id}: {self.name}"


class ReportCounter(models.Model):
    """The last number a unit gave to a paper in a year; locked by whoever takes the next."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    template = models.CharField(max_length=121)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint("unit", "template", "year", name="report_counter_once"),)

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.template}/{self.year}: {self.last}"
