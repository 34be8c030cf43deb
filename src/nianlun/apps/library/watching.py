"""The watched folder: files that have stopped growing are taken; each ends in `done` or in `failed` with why.

A file lies in exactly one place at any moment: in the folder, in `taken/<job>/` while it is worked at, then in
`done` or `failed`. It is in the file store and in a job before it is moved, so that a crash loses none.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from nianlun.apps.library.actions.imports import Delivered, start_import, stored_name
from nianlun.apps.library.importing.items import ZIP_SUFFIX, suffix_of
from nianlun.apps.library.importing.zips import is_clutter
from nianlun.apps.library.models import Access, ImportItem, ImportJob
from nianlun.apps.people.actions import system_user
from nianlun.apps.people.models import Unit
from nianlun.kernel.errors import UnreadableError
from nianlun.kernel.messages import message_of

QUIET = timedelta(seconds=3)
"""A file nobody has written to for so long has stopped growing."""
TAKEN, DONE, FAILED = "taken", "done", "failed"
MOST_AT_ONCE = 200
LONGEST_FILE_NAME_BYTES = 255


def scan(folder: Path, *, unit_id: int | None, at: datetime) -> int:
    """Take new files and settle those that were worked through; gives the number taken."""
    if not folder.is_dir():
        return 0
    settle(folder)
    unit = (
        Unit.objects.filter(pk=unit_id).first()
        if unit_id
        else Unit.objects.filter(parent=None).order_by("pk").first()
    )
    if unit is None:
        return 0
    return take(folder, unit, at)


def take(folder: Path, unit: Unit, at: datetime) -> int:
    """Make a delivery of the files that have stopped growing."""
    ready = [path for path in sorted(folder.iterdir()) if _is_ready(path, at)][:MOST_AT_ONCE]
    if not ready:
        return 0
    job = start_import(
        files=[Delivered(path.name, lambda path=path: path.open("rb")) for path in ready],
        unit=unit,
        access=Access.UNIT,
        by=system_user(),
        at=at,
        origin=ImportJob.Origin.FOLDER,
    )
    place = folder / TAKEN / str(job.pk)
    place.mkdir(parents=True, exist_ok=True)
    for path in ready:
        path.replace(place / path.name)
    return len(ready)


def settle(folder: Path) -> int:
    """Move the files of finished deliveries to where they stay; gives their number."""
    settled = 0
    for place in sorted((folder / TAKEN).glob("*")):
        job = ImportJob.objects.filter(pk=int(place.name)).first() if place.name.isdecimal() else None
        if job is None or job.state not in (ImportJob.State.DONE, ImportJob.State.CANCELLED):
            continue
        items = {item.name: item for item in ImportItem.objects.filter(job=job, depth=0)}
        for path in sorted(place.iterdir()):
            _settle_one(folder, path, items.get(stored_name(path.name)), job)
            settled += 1
        place.rmdir()
    return settled


def _settle_one(folder: Path, path: Path, item: ImportItem | None, job: ImportJob) -> None:
    good = item is not None and item.state in (ImportItem.State.DONE, ImportItem.State.DUPLICATE)
    target = _free(folder / (DONE if good else FAILED) / path.name)
    target.parent.mkdir(exist_ok=True)
    words = _missing_members(item) if good else _reason(item, job)
    if words:
        _free(target.with_name(_fitting(target.name, ".txt"))).write_text(words, "utf-8")
    path.replace(target)


def _missing_members(item: ImportItem | None) -> str:
    """The files of a zip that are not in the library, each with the reason; empty where all are."""
    if item is None or suffix_of(item.name) != ZIP_SUFFIX:
        return ""
    troubled = (ImportItem.State.FAILED, ImportItem.State.SKIPPED)
    rows = ImportItem.objects.filter(
        job=item.job_id, depth__gt=item.depth, name__startswith=f"{item.name}/", state__in=troubled
    )
    lines = []
    for row in rows.order_by("position"):
        error = UnreadableError(row.fault, **row.fault_values)
        lines.append(f"{row.name}\n  {message_of(error)}\n  {message_of(error, 'en')}\n")
    return "".join(lines)


def _fitting(stem: str, ending: str) -> str:
    """A name of at most as many bytes as a file system takes; the stem is cut, the ending never."""
    while len(os.fsencode(stem + ending)) > LONGEST_FILE_NAME_BYTES:
        stem = stem[:-1]
    return stem + ending


def _reason(item: ImportItem | None, job: ImportJob) -> str:
    if item is None or not item.fault:
        return f"import {job.pk}: {job.state}\n"
    error = UnreadableError(item.fault, **item.fault_values)
    return f"{message_of(error)}\n{message_of(error, 'en')}\n{item.fault} (import {job.pk})\n"


def _free(path: Path) -> Path:
    """The path, or the next one beside it that no file has."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(_fitting(path.stem, f"-{number}{path.suffix}"))
    return free


def _is_ready(path: Path, at: datetime) -> bool:
    if path.name.startswith(".") or is_clutter(path.name) or path.suffix in {".part", ".tmp", ".crdownload"}:
        return False
    if not path.is_file() or path.is_symlink() or not os.access(path, os.R_OK):
        return False
    return path.stat().st_mtime <= (at - QUIET).timestamp()
