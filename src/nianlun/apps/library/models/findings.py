"""What the reader found in a document, what people mended of it, and what became of promises."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nianlun.apps.library.models.documents import Document


class Figure(models.Model):
    """A quantitative claim; fields as in `nianlun.text.model.Figure`."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="figures")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=100)
    value = models.CharField(max_length=40, null=True)
    upper = models.CharField(max_length=40, null=True)
    unit = models.CharField(max_length=40, null=True)
    kind = models.CharField(max_length=10)
    base_value = models.DecimalField(max_digits=38, decimal_places=8, null=True)
    base_upper = models.DecimalField(max_digits=38, decimal_places=8, null=True)
    base_unit = models.CharField(max_length=40, null=True)
    indicator = models.CharField(max_length=100, null=True)
    role = models.CharField(max_length=8)
    period = models.CharField(max_length=21, null=True)
    as_of = models.CharField(max_length=10, null=True)
    setter = models.CharField(max_length=10, null=True)
    qualifier = models.CharField(max_length=20, null=True)
    basis = models.CharField(max_length=20, null=True)
    section = models.CharField(max_length=12)
    """Kind of the section it stands in."""
    year = models.PositiveSmallIntegerField(null=True)
    """Year of `period`; else the year reported (actual) or planned (target) by the document."""
    corrected = models.BooleanField(default=False)
    """A person mended or added it."""
    needs = models.PositiveSmallIntegerField(default=0)
    """The rights one must have to see it, as `parting.spans.BITS`: it stands in a closed part, or hangs on one."""

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="figure_closed", condition=models.Q(needs__gt=0)),
            models.Index(fields=["base_unit", "base_value"], name="figure_value"),
            models.Index(fields=["year", "role"], name="figure_year"),
            models.Index(fields=["indicator", "base_unit", "unit"], name="figure_indicator"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator or ''} {self.text}".strip()


class Commitment(models.Model):
    """What a document binds its writer to; fields as in `nianlun.text.model.Commitment`."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="commitments")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=1000)
    kind = models.CharField(max_length=12)
    indicator = models.CharField(max_length=100, null=True)
    comparator = models.CharField(max_length=5, null=True)
    value = models.CharField(max_length=40, null=True)
    upper = models.CharField(max_length=40, null=True)
    unit = models.CharField(max_length=40, null=True)
    due = models.CharField(max_length=21, null=True)
    section = models.CharField(max_length=200, null=True)
    unit_named = models.CharField(max_length=200, null=True)
    year = models.PositiveSmallIntegerField(null=True, db_index=True)
    """Year it is due in."""
    corrected = models.BooleanField(default=False)
    needs = models.PositiveSmallIntegerField(default=0)
    """The rights one must have to see it, as `parting.spans.BITS`: it stands in a closed part, or hangs on one."""

    class Meta:
        indexes = [models.Index(fields=["id"], name="commitment_closed", condition=models.Q(needs__gt=0))]

    def __str__(self) -> str:
        return self.text


class Correction(models.Model):
    """What a person says the reader should have found; applied again after every re-reading."""

    class Target(models.TextChoices):
        FIGURE = "figure", _("Figure")
        COMMITMENT = "commitment", _("Commitment")
        META = "meta", _("Document")

    class Act(models.TextChoices):
        MEND = "mend", _("Mended")
        ADD = "add", _("Added")
        REMOVE = "remove", _("Removed")

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="corrections")
    target = models.CharField(max_length=10, choices=Target)
    act = models.CharField(max_length=6, choices=Act)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    """Where the finding stands; None for the document itself."""
    text = models.TextField(blank=True)
    """Characters of the finding, to find its place again when the text moved."""
    nearby = models.CharField(max_length=80, blank=True)
    """Characters just before it, to tell two places with the same text apart."""
    orphaned = models.BooleanField(default=False)
    """Its place was not found again at the last reading; a person must decide."""
    fields = models.JSONField(default=dict)
    """Names and values a person gave."""
    before = models.JSONField(default=dict)
    """The same fields as they stood."""
    reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="correction_withdrawn_at_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} {self.act} {self.fields}"


class Outcome(models.Model):
    """What became of a commitment, found in the report of its year; a proposal until a person confirms it."""

    class Verdict(models.TextChoices):
        KEPT = "kept", _("Kept")
        MISSED = "missed", _("Missed")
        DROPPED = "dropped", _("Not spoken of again")
        UNCLEAR = "unclear", _("Unclear")

    commitment = models.OneToOneField(Commitment, on_delete=models.CASCADE, related_name="outcome")
    figure = models.ForeignKey(Figure, null=True, on_delete=models.SET_NULL, related_name="+")
    """The figure that answers it; None where the later report is silent."""
    report = models.ForeignKey(Document, null=True, on_delete=models.SET_NULL, related_name="+")
    score = models.FloatField(default=0)
    """How alike promise and answer are, 0 to 1."""
    ratio = models.FloatField(null=True)
    """What was done, of what was promised; never clamped: 1.2 is 120 %."""
    verdict = models.CharField(max_length=8, choices=Verdict)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | models.Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="outcome_confirmed_at_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.verdict}"
