"""One item of a delivery: what is to be done with it, and its one transaction."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath

from django.db import IntegrityError, transaction
from django.db.models import Max

from nianlun.apps.library.forgetting import forget, forget_after_commit
from nianlun.apps.library.importing.storing import source_of, store
from nianlun.apps.library.importing.zips import DEEPEST, Member, members
from nianlun.apps.library.models import ImportItem, ImportJob
from nianlun.apps.library.reading import ReadFile, clipped
from nianlun.apps.library.stores import file_store
from nianlun.kernel.errors import NianlunError, UnreadableError

DOCUMENT_SUFFIXES = frozenset({".txt", ".text", ".md", ".docx", ".pdf", ".html", ".htm"})
ZIP_SUFFIX = ".zip"
LONGEST_NAME = 500
MOST_DOCUMENTS = 3000
"""In one file; they are stored in one transaction, and nobody else may write meanwhile on SQLite."""


class JobLostError(Exception):
    """The delivery was cancelled, or another worker has taken it over; nothing was stored."""


def suffix_of(name: str) -> str:
    """The ending of a file's name, in small letters."""
    return PurePosixPath(name).suffix.lower()


def is_document(name: str) -> bool:
    """Whether a file is of a kind the reader knows."""
    return suffix_of(name) in DOCUMENT_SUFFIXES


def refuse_other_kinds(name: str) -> None:
    """Stop what the reader does not read.

    Raises:
        UnreadableError: `library.import.kind_unknown`, `library.import.kind_missing`.
    """
    if is_document(name):
        return
    kind = suffix_of(name).lstrip(".")
    if not kind:
        raise UnreadableError("library.import.kind_missing")
    raise UnreadableError("library.import.kind_unknown", kind=kind)


def refuse_none_and_too_many(read: ReadFile) -> None:
    """Stop a file that holds nothing to keep, or more than one transaction should.

    Raises:
        UnreadableError: `library.import.no_text`, `library.import.too_many_documents`.
    """
    number = len(read.documents)
    if not number:
        raise UnreadableError("library.import.no_text")
    if number > MOST_DOCUMENTS:
        raise UnreadableError("library.import.too_many_documents", number=number, most=MOST_DOCUMENTS)


def hold(job: ImportJob, worker: str, at: datetime) -> None:
    """Show that the worker lives, inside the transaction of an item.

    Raises:
        JobLostError: the job is no longer this worker's.
    """
    held = ImportJob.objects.filter(pk=job.pk, worker=worker, state=ImportJob.State.RUNNING)
    if not held.update(heartbeat_at=at):
        raise JobLostError


@transaction.atomic
def finish_read(item: ImportItem, read: ReadFile, *, job: ImportJob, worker: str, at: datetime) -> None:
    """Store what was read of an item; a file that is there already becomes a link to it."""
    hold(job, worker, at)
    try:
        with transaction.atomic():
            item.source = store(read, item=item, job=job, at=at)
            item.state = ImportItem.State.DONE
    except IntegrityError:
        item.source = source_of(job, item.sha256)
        if item.source is None:
            raise
        item.state = ImportItem.State.DUPLICATE
        item.documents = item.figures = item.commitments = 0
    item.save()


@transaction.atomic
def finish_duplicate(item: ImportItem, *, job: ImportJob, worker: str, at: datetime) -> bool:
    """Whether the file is there already; then the item says so."""
    source = source_of(job, item.sha256)
    if source is None:
        return False
    hold(job, worker, at)
    item.state, item.source = ImportItem.State.DUPLICATE, source
    item.save()
    return True


@transaction.atomic
def finish_fault(
    item: ImportItem,
    error: NianlunError,
    state: ImportItem.State,
    *,
    job: ImportJob,
    worker: str,
    at: datetime,
) -> None:
    """Name why an item is not in the library."""
    hold(job, worker, at)
    item.state, item.fault = state, error.slug
    item.fault_values = {name: _plain(value) for name, value in error.values.items()}
    item.save()
    if state == ImportItem.State.SKIPPED:  # never tried again, so its bytes are of no use
        forget_after_commit(item.sha256)


def open_zip(item: ImportItem, *, job: ImportJob, worker: str, at: datetime) -> None:
    """Put the members of a zip behind the other items of the delivery; its own bytes are not needed any more.

    Raises:
        UnreadableError: the zip is broken, empty, nested too deeply, or hostile.
    """
    if item.depth >= DEEPEST:
        raise UnreadableError("library.zip.too_deep", most=DEEPEST)
    found = _unpacked(item)
    if not found:
        raise UnreadableError("library.zip.empty")
    with transaction.atomic():
        hold(job, worker, at)
        last = ImportItem.objects.filter(job=job).aggregate(last=Max("position"))["last"] or 0
        ImportItem.objects.bulk_create(
            [_member_item(item, member, last + number) for number, member in enumerate(found, 1)],
            batch_size=500,
        )
        item.state = ImportItem.State.DONE
        item.save()
        forget_after_commit(item.sha256)


def _unpacked(item: ImportItem) -> list[Member]:
    """All members of a zip; one that is refused leaves none of them in the file store."""
    files, found = file_store(), []
    try:
        with files.open(item.sha256) as file:
            for member in members(file, item.size_bytes, files):
                found.append(member)  # noqa: PERF402 - what came before a fault must be known
    except UnreadableError:
        for member in found:
            if member.kept is not None:
                forget(member.kept.sha256)
        raise
    return found


def _member_item(item: ImportItem, member: Member, position: int) -> ImportItem:
    new = ImportItem(
        job_id=item.job_id,
        position=position,
        name=clipped(_storable(f"{item.name}/{member.name}"), LONGEST_NAME),
        depth=item.depth + 1,
        sha256=member.kept.sha256 if member.kept else "",
        size_bytes=member.kept.size_bytes if member.kept else 0,
    )
    if member.kept is None:
        new.state, new.fault = ImportItem.State.SKIPPED, member.fault
    return new


def waiting_items(job: ImportJob, number: int) -> list[ImportItem]:
    """The next items, zips first so that the number of files is known early."""
    waiting = ImportItem.objects.filter(job=job, state=ImportItem.State.WAITING)
    zips = list(waiting.filter(name__iendswith=ZIP_SUFFIX).order_by("position")[:number])
    return zips or list(waiting.order_by("position")[:number])


@transaction.atomic
def finish_job(job: ImportJob, worker: str, at: datetime) -> bool:
    """The delivery is done, unless there is still something waiting."""
    if ImportItem.objects.filter(job=job, state=ImportItem.State.WAITING).exists():
        return False
    held = ImportJob.objects.filter(pk=job.pk, worker=worker, state=ImportJob.State.RUNNING)
    return bool(held.update(state=ImportJob.State.DONE, finished_at=at, heartbeat_at=at))


def _plain(value: object) -> object:
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)


def _storable(name: str) -> str:
    return name.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
