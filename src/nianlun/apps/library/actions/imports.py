"""Taking in deliveries: files, folders, zips."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from nianlun.adapters.files import TooLargeError
from nianlun.apps.audit.actions import record
from nianlun.apps.library import tasks
from nianlun.apps.library.actions.tags import cleaned
from nianlun.apps.library.importing.items import LONGEST_NAME, ZIP_SUFFIX, refuse_other_kinds, suffix_of
from nianlun.apps.library.importing.zips import MOST_MEMBER_BYTES, is_clutter
from nianlun.apps.library.models import Access, ImportItem, ImportJob
from nianlun.apps.library.queries.documents import AREA, is_system
from nianlun.apps.library.queries.imports import readable_job
from nianlun.apps.library.reading import clipped
from nianlun.apps.library.stores import file_store
from nianlun.apps.people.models import Unit, User
from nianlun.apps.people.queries import may
from nianlun.kernel.errors import RefusedError, UnreadableError

_UNDECODED = re.compile("[\ud800-\udfff]")
"""What stands in a name for bytes that are no UTF-8."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """One file as it was handed over."""

    name: str
    """Path inside its folder, or the name the browser gave."""
    open: Callable[[], BinaryIO]
    """Opens the bytes; called once."""


def files_in(path: Path) -> Iterator[Delivered]:
    """A file, or every file of a folder and of the folders in it, in order of name."""
    if path.is_file():
        yield Delivered(path.name, lambda: path.open("rb"))
        return
    for each in sorted(path.rglob("*")):
        name = each.relative_to(path).as_posix()
        if each.is_file() and not is_clutter(name):
            yield Delivered(name, lambda each=each: each.open("rb"))


def start_import(
    *,
    files: Iterable[Delivered],
    unit: Unit,
    access: Access,
    by: User,
    at: datetime,
    origin: ImportJob.Origin = ImportJob.Origin.PAGE,
    tags: Sequence[str] = (),
    in_background: bool = True,
) -> ImportJob:
    """Stage the files, make a job of them and hand it to the worker, which also opens zips.

    Files of a kind that cannot be read are listed and not staged. Staging comes before the transaction: what
    a crash leaves of it is found again by digest.

    Raises:
        RefusedError: `library.import.empty`, `library.import.not_allowed`, `library.tag.too_long`,
            `library.tag.too_many`.
    """
    tags = cleaned(tags)
    if not is_system(by) and not may(by, "keep", unit, AREA):
        raise RefusedError("library.import.not_allowed", unit=unit.name)
    staged = [_staged(each) for each in files]
    if not staged:
        raise RefusedError("library.import.empty")
    with transaction.atomic():
        job = ImportJob.objects.create(
            origin=origin,
            unit=unit,
            access=access,
            tags=tags,
            created_at=at,
            created_by=by,
            heartbeat_at=at,
        )
        for position, item in enumerate(staged, 1):
            item.job, item.position = job, position
        ImportItem.objects.bulk_create(staged, batch_size=500)
        record("import.started", job, by=by, at=at, unit=unit, files=len(staged), origin=str(origin))
        if in_background:
            tasks.work_import.enqueue(job.pk)
    return job


def _staged(delivered: Delivered) -> ImportItem:
    item = ImportItem(name=stored_name(delivered.name), sha256="", size_bytes=0)
    if suffix_of(item.name) != ZIP_SUFFIX:
        try:
            refuse_other_kinds(item.name)
        except UnreadableError as error:
            item.state, item.fault, item.fault_values = ImportItem.State.SKIPPED, error.slug, error.values
            return item
    try:
        content = delivered.open()
    except OSError:
        item.state, item.fault = ImportItem.State.SKIPPED, "library.import.not_opened"
        return item
    try:
        with content:
            kept = file_store().keep(content, most_bytes=MOST_MEMBER_BYTES)
    except TooLargeError:
        item.state, item.fault = ImportItem.State.SKIPPED, "library.import.too_large"
        return item
    item.sha256, item.size_bytes = kept.sha256, kept.size_bytes
    return item


def stored_name(name: str) -> str:
    """A name as a delivery lists it; what an older Windows program wrote in GBK is read as that."""
    try:
        name = os.fsencode(name).decode("gb18030") if _UNDECODED.search(name) else name
    except UnicodeError:
        name = name.encode("utf-8", "replace").decode()
    return clipped(name.replace("\x00", "\ufffd") or "?", LONGEST_NAME)


@transaction.atomic
def cancel_import(*, job_id: int, by: User, at: datetime) -> ImportJob:
    """Stop a delivery; what is already in the library stays.

    Raises:
        RefusedError: `library.import.missing`, `library.import.over`.
    """
    job = readable_job(by, job_id)
    going_on = (ImportJob.State.WAITING, ImportJob.State.RUNNING)
    stopped = ImportJob.objects.filter(pk=job.pk, state__in=going_on)
    if not stopped.update(state=ImportJob.State.CANCELLED, finished_at=at, worker=""):
        raise RefusedError("library.import.over", id=job_id)
    record("import.cancelled", job, by=by, at=at, unit=job.unit)
    job.refresh_from_db()
    return job


@transaction.atomic
def retry_import(*, job_id: int, by: User, at: datetime) -> ImportJob:
    """Put the failed files of a finished delivery, or the rest of a cancelled one, to work again.

    Raises:
        RefusedError: `library.import.missing`, `library.import.nothing_failed`.
    """
    job = readable_job(by, job_id)
    over = ImportJob.objects.filter(pk=job.pk, state__in=(ImportJob.State.DONE, ImportJob.State.CANCELLED))
    failed = ImportItem.objects.filter(job=job, state=ImportItem.State.FAILED)
    failed.update(state=ImportItem.State.WAITING, fault="", fault_values={})
    waiting = ImportItem.objects.filter(job=job, state=ImportItem.State.WAITING).count()
    again = (
        over.update(state=ImportJob.State.WAITING, finished_at=None, heartbeat_at=at, worker="")
        if waiting
        else 0
    )
    if not again:
        raise RefusedError("library.import.nothing_failed", id=job_id)
    tasks.work_import.enqueue(job.pk)
    record("import.retried", job, by=by, at=at, unit=job.unit, files=waiting)
    job.refresh_from_db()
    return job
