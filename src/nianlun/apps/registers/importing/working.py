"""A large import in the hands of a worker: looked at, or carried out; any worker may die and another begins again.

Carrying out is one transaction, which also says that it is over: a worker that dies leaves nothing behind, and one
that comes second finds it done.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db import InterfaceError, OperationalError
from django.db.models import Q
from django.utils import timezone

from nianlun.apps.registers.actions.carrying import RefusedImportError, carry_out_import, preview
from nianlun.apps.registers.importing.outcomes import outcome_of
from nianlun.apps.registers.importing.planning import unheard
from nianlun.apps.registers.models import ImportBatch
from nianlun.kernel.errors import RefusedError

STALE_AFTER = timedelta(minutes=2)
"""A worker that has had an import for so long without an end is taken for dead."""
EVERY_ROWS = 100
"""Rows between two tellings of how far it is."""
REMEMBERED_SECONDS = 600

logger = logging.getLogger(__name__)


def work(
    batch_id: int,
    *,
    clock: Callable[[], datetime] = timezone.now,
    on_row: Callable[[int], None] = unheard,
) -> bool:
    """Do what is asked for; False where nothing is, or another worker has it."""
    worker = uuid.uuid4().hex
    batch = claim(batch_id, worker, clock())
    if batch is None:
        return False

    def heard(rows: int) -> None:
        if rows % EVERY_ROWS == 0:
            cache.set(_name(batch_id), rows, REMEMBERED_SECONDS)
        on_row(rows)

    try:
        _do(batch, worker, clock, heard)
    except RefusedImportError as error:
        _end(batch, worker, outcome=outcome_of(error.plan), **_fault(error))
    except RefusedError as error:
        _end(batch, worker, **_fault(error))
    except (OperationalError, InterfaceError):
        raise  # not the sheet's fault: it goes on later, with another worker
    except Exception as error:
        logger.exception("import %d of a register could not be worked on", batch_id)
        kind = type(error).__name__
        _end(batch, worker, fault="registers.import.failed", fault_values={"kind": kind})
    cache.delete(_name(batch_id))
    return True


def claim(batch_id: int, worker: str, at: datetime) -> ImportBatch | None:
    """Take what is asked for and nobody has, or whose worker is dead; compare-and-swap, so that one alone gets it."""
    free = Q(worker="") | Q(heartbeat_at__lt=at - STALE_AFTER)
    waiting = ImportBatch.objects.filter(free, pk=batch_id).exclude(asked="")
    if not waiting.update(worker=worker, heartbeat_at=at):
        return None
    return ImportBatch.objects.select_related("register__current", "unit", "brought_by").get(pk=batch_id)


def rows_done(batch: ImportBatch) -> int:
    """How many rows the worker has gone through."""
    return int(cache.get(_name(batch.pk), 0))


def _name(batch_id: int) -> str:
    return f"register-import-{batch_id}"


def _do(
    batch: ImportBatch, worker: str, clock: Callable[[], datetime], on_row: Callable[[int], None]
) -> None:
    if batch.asked == ImportBatch.Asked.LOOK:
        plan = preview(batch=batch, by=batch.brought_by, at=clock(), final=batch.final, on_row=on_row)
        _end(batch, worker, outcome=outcome_of(plan))
        return
    carry_out_import(
        batch_id=batch.pk,
        good_rows_only=batch.good_rows_only,
        final=batch.final,
        by=batch.brought_by,
        at=clock(),
        on_row=on_row,
    )


def _end(batch: ImportBatch, worker: str, **found: Any) -> None:
    """Say what was found, unless another worker has it by now, or it was asked for anew."""
    ImportBatch.objects.filter(pk=batch.pk, worker=worker).update(asked="", worker="", **found)


def _fault(error: RefusedError) -> dict[str, Any]:
    return {"fault": error.slug, "fault_values": {key: str(value) for key, value in error.values.items()}}
