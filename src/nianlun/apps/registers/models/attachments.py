"""What hangs on an entry: files, remarks, links to other entries, and pairs that are known to be two."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from nianlun.apps.people.models.rights import together
from nianlun.apps.registers.models.entries import Entry


class Attachment(models.Model):
    """A file of an entry; its bytes lie in the file store under their digest."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64, db_index=True)
    size_bytes = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    """As its bytes say, not as its name does."""
    attached_at = models.DateTimeField()
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    detached_at = models.DateTimeField(null=True, blank=True)
    detached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)
    """Why it was taken off."""

    class Meta:
        ordering = ("entry_id", "attached_at", "pk")
        constraints = (together("attachment_detached_at_with_by", prefix="detached"),)

    def __str__(self) -> str:
        return self.name


class Comment(models.Model):
    """A remark on an entry; it can be withdrawn, not changed."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="comments")
    words = models.TextField(max_length=2000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("entry_id", "written_at", "pk")
        constraints = (together("comment_withdrawn_at_with_by", prefix="withdrawn"),)

    def __str__(self) -> str:
        return self.words[:40]


class EntryLink(models.Model):
    """Two entries belong together, beyond what the fields of their registers say."""

    source = models.ForeignKey(Entry, models.PROTECT, related_name="links")
    target = models.ForeignKey(Entry, models.PROTECT, related_name="links_here")
    words = models.CharField(max_length=200, blank=True)
    """What they have to do with each other."""
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unlinked_at = models.DateTimeField(null=True, blank=True)
    unlinked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("source_id", "linked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                "source", "target", condition=Q(unlinked_at__isnull=True), name="entry_link_once"
            ),
            models.CheckConstraint(condition=~Q(source=F("target")), name="entry_link_not_to_itself"),
            together("link_unlinked_at_with_by", prefix="unlinked"),
        )

    def __str__(self) -> str:
        return f"{self.source_id} - {self.target_id}"


class NotDuplicate(models.Model):
    """Somebody has looked: these two entries are alike and are not the same."""

    first = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    second = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint("first", "second", name="not_duplicate_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="not_duplicate_in_order"),
        )

    def __str__(self) -> str:
        return f"{self.first_id} - {self.second_id}"
