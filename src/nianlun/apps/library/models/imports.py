"""A delivery of files: what came, what became of each, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nianlun.apps.library.models.documents import Access, Source
from nianlun.apps.people.models import Unit


class ImportJob(models.Model):
    """One delivery, worked through in the background; a worker that dies leaves it to the next."""

    class Origin(models.TextChoices):
        PAGE = "page", _("Page")
        COMMAND = "command", _("Command line")
        API = "api", _("API")
        FOLDER = "folder", _("Watched folder")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")

    origin = models.CharField(max_length=8, choices=Origin)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    access = models.CharField(max_length=8, choices=Access)
    tags = models.JSONField(default=list)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="import_jobs"
    )
    heartbeat_at = models.DateTimeField(null=True)
    """When a worker last showed that it is alive; older than the limit, another takes over."""
    worker = models.CharField(max_length=36, blank=True)
    """The worker that holds it; a worker that finds another name here stops."""
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class ImportItem(models.Model):
    """One file of a delivery; all of it is taken, or nothing."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Imported")
        DUPLICATE = "duplicate", _("Already there")
        SKIPPED = "skipped", _("Skipped")
        FAILED = "failed", _("Could not be read")

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=500)
    """Path as delivered, inside its folder or zip."""
    sha256 = models.CharField(max_length=64)
    """Digest under which the staged bytes lie in the file store."""
    size_bytes = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    fault = models.CharField(max_length=100, blank=True)
    """Slug of `nianlun.kernel.messages`."""
    fault_values = models.JSONField(default=dict)
    depth = models.PositiveSmallIntegerField(default=0)
    """Number of zips it was packed in."""
    source = models.ForeignKey(Source, null=True, on_delete=models.SET_NULL, related_name="+")
    documents = models.PositiveIntegerField(default=0)
    figures = models.PositiveIntegerField(default=0)
    commitments = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "position"], name="import_item_once")]
        indexes = [models.Index(fields=["job", "state", "position"], name="import_item_next")]

    def __str__(self) -> str:
        return self.name
