"""What the clock does for the library, again and again; each step may be repeated without harm."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from nianlun.apps.library import indexing, mailing, tasks
from nianlun.apps.library.importing.jobs import STALE_AFTER
from nianlun.apps.library.models import ImportJob
from nianlun.apps.library.watching import scan

FORGOTTEN_AFTER = timedelta(minutes=2)
"""A job that has waited so long without a worker is put into the queue once more."""


def recover_stale_imports(at: datetime | None = None) -> int:
    """Give deliveries of dead workers to new ones; gives their number."""
    at = at or timezone.now()
    running = ImportJob.objects.filter(state=ImportJob.State.RUNNING, heartbeat_at__lt=at - STALE_AFTER)
    waiting = ImportJob.objects.filter(state=ImportJob.State.WAITING, heartbeat_at__lt=at - FORGOTTEN_AFTER)
    recovered = 0
    for job in [*running, *waiting]:
        with transaction.atomic():
            mine = ImportJob.objects.filter(pk=job.pk, state=job.state, heartbeat_at=job.heartbeat_at)
            if mine.update(state=ImportJob.State.WAITING, worker="", heartbeat_at=at):
                tasks.work_import.enqueue(job.pk)
                recovered += 1
    return recovered


def keep_index() -> int:
    """Bring into the index what is due, and rebuild one that is missing or broken."""
    return indexing.ensure_index()


def scan_watched_folder(at: datetime | None = None) -> int:
    """Take what was delivered into the watched folder; gives the number of files."""
    folder = settings.WATCHED_FOLDER
    at = at or timezone.now()
    return 0 if folder is None else scan(Path(folder), unit_id=settings.WATCHED_UNIT, at=at)


def post_digests(at: datetime | None = None) -> int:
    """Have the digests of the days that are over sent by a worker; gives how many are due."""
    due = mailing.prepare(at=at or timezone.now())
    if due:
        tasks.send_digests.enqueue()
    return due
