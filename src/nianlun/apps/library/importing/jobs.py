"""A delivery worked through by one worker, item by item; any worker may die and another goes on."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, connection
from django.db.models import Q
from django.utils import timezone

from nianlun.apps.library.importing import items
from nianlun.apps.library.importing.readers import ReaderPool, Reading, reader_pool, result_of
from nianlun.apps.library.indexing import index_due
from nianlun.apps.library.models import ImportItem, ImportJob
from nianlun.apps.library.reading import ReadFile
from nianlun.apps.library.stores import file_store
from nianlun.kernel.errors import NianlunError, UnreadableError

STALE_AFTER = timedelta(seconds=30)
"""A worker that has not shown itself for so long is dead."""
BEAT_SECONDS = 5.0
INDEX_SECONDS = 1.0
"""Least time between two runs of the indexer while a delivery is worked through."""
INDEX_SHARE = 0.1
"""Of the time of a long delivery that goes into these runs."""
AHEAD = 4
"""Files given to each reading process before their turn."""

logger = logging.getLogger(__name__)


def work(
    job_id: int,
    *,
    processes: int = 0,
    clock: Callable[[], datetime] = timezone.now,
    on_item: Callable[[ImportItem], None] = lambda _item: None,
) -> bool:
    """Work a delivery through to its end; False where another worker has it, or takes it over."""
    worker = uuid.uuid4().hex
    job = claim(job_id, worker, clock())
    if job is None:
        return False
    try:
        with _beating(job, worker, clock), reader_pool(processes) as pool:
            _Work(job, worker, pool, clock, on_item).run()
    except items.JobLostError:
        logger.info("import %d is no longer ours", job_id)
        return False
    finally:
        index_due()
    return True


def claim(job_id: int, worker: str, at: datetime) -> ImportJob | None:
    """Take a job that waits, or whose worker is dead; compare-and-swap, so that one alone gets it."""
    free = Q(state=ImportJob.State.WAITING) | Q(
        state=ImportJob.State.RUNNING, heartbeat_at__lt=at - STALE_AFTER
    )
    taken = ImportJob.objects.filter(free, pk=job_id)
    if not taken.update(state=ImportJob.State.RUNNING, worker=worker, heartbeat_at=at):
        return None
    return ImportJob.objects.select_related("unit", "created_by").get(pk=job_id)


class _Work:
    """The state of one worker at one job."""

    def __init__(
        self,
        job: ImportJob,
        worker: str,
        pool: ReaderPool,
        clock: Callable[[], datetime],
        on_item: Callable[[ImportItem], None],
    ) -> None:
        self.job, self.worker, self.pool, self.clock, self.on_item = job, worker, pool, clock, on_item
        self.files = file_store()
        self.index_next = time.monotonic() + INDEX_SECONDS

    def run(self) -> None:
        batch = max(1, self.pool.processes) * AHEAD
        while True:
            waiting = items.waiting_items(self.job, batch * 8)
            if not waiting and items.finish_job(self.job, self.worker, self.clock()):
                return
            self.work_through(waiting, batch)

    def work_through(self, waiting: list[ImportItem], ahead: int) -> None:
        """Finish the items in order, with a few always being read."""
        started: deque[tuple[ImportItem, Reading]] = deque()
        for item in waiting:
            reading = self.begin(item)
            if reading is None:
                self.done(item)
                continue
            started.append((item, reading))
            if len(started) >= ahead or not self.pool.processes:
                self.finish(*started.popleft())
        while started:
            self.finish(*started.popleft())

    def begin(self, item: ImportItem) -> Reading | None:
        """Start to read an item; None where it is finished without reading."""
        job, worker, at = self.job, self.worker, self.clock()
        state = ImportItem.State.SKIPPED
        try:
            if items.suffix_of(item.name) == items.ZIP_SUFFIX:
                state = ImportItem.State.FAILED
                items.open_zip(item, job=job, worker=worker, at=at)
                return None
            items.refuse_other_kinds(item.name)
            if items.finish_duplicate(item, job=job, worker=worker, at=at):
                return None
        except UnreadableError as error:
            items.finish_fault(item, error, state, job=job, worker=worker, at=at)
            return None
        return self.pool.start(item.name, self.files.path_of(item.sha256))

    def finish(self, item: ImportItem, reading: Reading) -> None:
        """Store what was read of an item, or why it could not be."""
        read = result_of(reading, self.pool, item.name, self.files.path_of(item.sha256))
        at = self.clock()
        if not isinstance(read, NianlunError):
            read = self.store(item, read, at)
        if isinstance(read, NianlunError):
            failed = ImportItem.State.FAILED
            items.finish_fault(item, read, failed, job=self.job, worker=self.worker, at=at)
        self.done(item)

    def store(self, item: ImportItem, read: ReadFile, at: datetime) -> NianlunError | None:
        """Store what was read; a file that cannot be stored fails alone, and does not come back for ever."""
        try:
            items.refuse_none_and_too_many(read)
            items.finish_read(item, read, job=self.job, worker=self.worker, at=at)
        except (items.JobLostError, OperationalError, InterfaceError):
            raise  # not the file's fault: the job goes on later, with another worker
        except UnreadableError as error:
            return error
        except Exception as error:
            logger.exception("item %d of import %d could not be stored", item.position, self.job.pk)
            item.refresh_from_db()
            return UnreadableError("library.import.reader_failed", kind=type(error).__name__)
        return None

    def done(self, item: ImportItem) -> None:
        self.on_item(item)
        started = time.monotonic()
        if started >= self.index_next:
            index_due()
            ended = time.monotonic()
            self.index_next = ended + max(INDEX_SECONDS, (ended - started) / INDEX_SHARE)


@contextmanager
def _beating(job: ImportJob, worker: str, clock: Callable[[], datetime]) -> Iterator[None]:
    """While the block runs, show every few seconds that the worker lives, however long one file takes."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(BEAT_SECONDS):
            try:
                ImportJob.objects.filter(pk=job.pk, worker=worker).update(heartbeat_at=clock())
            except OperationalError:  # the next beat tries again
                logger.warning("a heartbeat of import %d failed", job.pk)
                connection.close()
        connection.close()

    thread = threading.Thread(target=beat, name=f"import-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
