"""Files as they came in, and the documents read from them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nianlun.apps.people.models import Unit


class Access(models.TextChoices):
    """Who may read a document."""

    PUBLIC = "public", _("Public: everybody signed in")
    UNIT = "unit", _("Unit: the unit and the units above it")
    PRIVATE = "private", _("Private: only the owner")


class Source(models.Model):
    """A file as it came in, kept untouched under its digest."""

    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=500)
    format = models.CharField(max_length=8)
    encoding = models.CharField(max_length=32, null=True)
    size_bytes = models.BigIntegerField()
    characters = models.PositiveIntegerField()
    notes = models.JSONField(default=list)
    residue = models.JSONField(default=list)
    """What belongs to no piece: lists [kind, start, end, text], offsets in the source text."""
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shelf = models.CharField(max_length=30)
    """`unit:5`, or `user:3` for a private file: a file is taken once by each unit, and once by each person."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sha256", "shelf"], name="source_once_per_shelf")]

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    """A word people file documents under."""

    name = models.CharField(max_length=50, unique=True)

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """One piece of a source: a work report, a plan, a notice."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="documents")
    position = models.PositiveIntegerField()
    """Index of the piece in its source, from 1."""
    start = models.PositiveIntegerField()
    """Where `text` begins in the source text."""
    title = models.CharField(max_length=500)
    series = models.CharField(max_length=500, blank=True)
    """The title without its years: what next year's report of the same kind is called too."""
    text = models.TextField()
    """Exact characters of the source."""
    gaps = models.JSONField(default=list)
    """Spans [start, end] of `text` that are residue (platform marks, page furniture)."""
    characters = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, db_index=True)
    """SHA-256 of `text` without its gaps: the same text in two files."""
    signature = models.BinaryField(null=True)
    """MinHash of 5-shingles, to find near-duplicates."""

    kind = models.CharField(max_length=32, null=True)
    issuer = models.CharField(max_length=200, null=True)
    year = models.PositiveSmallIntegerField(null=True)
    plan_year = models.PositiveSmallIntegerField(null=True)
    dated = models.CharField(max_length=10, null=True)
    level = models.CharField(max_length=16, null=True)
    field = models.CharField(max_length=32, null=True)
    outline = models.JSONField(default=list)
    """Lists [level, depth, marker, text, start, end, fault]."""
    sections = models.JSONField(default=list)
    """Lists [kind, start, end]."""

    access = models.CharField(max_length=8, choices=Access, default=Access.UNIT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="documents")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="documents")
    tags = models.ManyToManyField(Tag, related_name="documents", blank=True)

    added_at = models.DateTimeField(db_index=True)
    read_at = models.DateTimeField()
    reader_version = models.CharField(max_length=16)
    closed_spans = models.JSONField(default=list)
    """Lists [start, end, access] of the parts closed to some of its readers, in order; follows `ClosedPart`."""
    closed_bits = models.PositiveSmallIntegerField(default=0)
    """The rights those parts ask for, as `parting.spans.BITS`; 0 where every reader may read all of it."""
    cuts = models.JSONField(default=dict)
    """`outline` and `sections` as read without the parts, by the bits of the rights a reader has not."""
    version = models.PositiveIntegerField(default=1)
    """Grows with every change the index must know; lets the indexer clear `index_due` without a race."""
    index_due = models.BooleanField(default=True)
    """The full-text index does not yet know this state; set in the same transaction as the change."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "position"], name="document_once_per_source"),
        ]
        indexes = [
            models.Index(fields=["id"], name="document_index_due", condition=models.Q(index_due=True)),
            models.Index(
                fields=["id"],
                name="document_parts_index_due",
                condition=models.Q(index_due=True, closed_bits__gt=0),
            ),
            models.Index(fields=["unit", "access"], name="document_rights"),
            models.Index(fields=["year", "kind"], name="document_year_kind"),
            # the writer first, so that plans and reports of one writer are found without reading all documents
            models.Index(fields=["issuer", "year"], name="document_issuer_year"),
            models.Index(fields=["unit", "series", "year"], name="document_series_year"),
        ]

    closed_to_reader: tuple[tuple[int, int, str], ...] = ()
    """Stretches cut out of `text` for the person it was loaded for; see `queries.open_text`."""

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep it; never a copy from which parts were cut out for a reader."""
        if self.closed_to_reader:
            message = f"document {self.pk} was cut for a reader and cannot be saved"
            raise RuntimeError(message)
        super().save(*args, **kwargs)


class IndexRemoval(models.Model):
    """A document that is gone and must leave the index."""

    document = models.BigIntegerField(unique=True)
    """Primary key it had."""

    def __str__(self) -> str:
        return str(self.document)


class LinkBand(models.Model):
    """One band of a signature; documents that share a band are compared."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="+")
    key = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.document_id} {self.key}"


class Link(models.Model):
    """Two documents that hold much of the same text; `first` has the lower id."""

    first = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="links_on")
    second = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="links_back")
    similarity = models.FloatField()
    containment = models.FloatField()
    """Share of the shorter one's shingles found in the longer one, 0 to 1."""
    leaks = models.PositiveIntegerField(default=0)
    """Number of differences where one document tells what the other masks."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="link_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="link_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}"
