"""Documents of the library that belong to an entry: the ruling a case is about, the paper an answer rests on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from nianlun.apps.library.models import Document
from nianlun.apps.people.models.rights import together
from nianlun.apps.registers.models.entries import Entry


class EntryDocument(models.Model):
    """An entry and a document belong together; who may not read the document is not told of it."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="documents")
    document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    """A document that is removed from the library takes the link along; the audit trail keeps it."""
    words = models.CharField(max_length=200, blank=True)
    """What they have to do with each other."""
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unlinked_at = models.DateTimeField(null=True, blank=True)
    unlinked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("entry_id", "linked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                "entry", "document", condition=Q(unlinked_at__isnull=True), name="entry_document_once"
            ),
            together("entry_document_unlinked_at_with_by", prefix="unlinked"),
        )

    def __str__(self) -> str:
        return f"{self.entry_id} - {self.document_id}"
