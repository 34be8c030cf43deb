"""What the clock does for the ledgers; each step may be repeated without harm."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from nianlun.apps.registers import actions, tasks
from nianlun.apps.registers.importing.working import STALE_AFTER
from nianlun.apps.registers.models import ImportBatch


def close_days() -> int:
    """Take the digests of the days that are over; gives how many roots were written."""
    return actions.close_days(at=timezone.now())


def recover_imports(at: datetime | None = None) -> int:
    """Give imports that no worker took, or whose worker is dead, to new ones; gives their number."""
    at = at or timezone.now()
    recovered = 0
    for batch in (
        ImportBatch.objects.filter(heartbeat_at__lt=at - STALE_AFTER).exclude(asked="").defer("outcome")
    ):
        with transaction.atomic():
            mine = ImportBatch.objects.filter(pk=batch.pk, heartbeat_at=batch.heartbeat_at).exclude(asked="")
            if mine.update(worker="", heartbeat_at=at):
                tasks.work_import.enqueue(batch.pk)
                recovered += 1
    return recovered
