"""Files of entries: taken by what they are and not by what they are called, kept once under their digest."""

from __future__ import annotations

from datetime import datetime
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction

from nianlun.adapters.files import TooLargeError
from nianlun.adapters.media_types import HARMLESS, media_type_of
from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import Role, User
from nianlun.apps.registers.actions.office import work_on
from nianlun.apps.registers.actions.requirements import require, require_living, require_reason
from nianlun.apps.registers.models import Attachment
from nianlun.apps.registers.stores import file_store
from nianlun.kernel.errors import RefusedError

LONGEST_NAME = 300
MEGABYTE = 1024 * 1024


def attach_file(*, entry_id: int, name: str, content: BinaryIO, by: User, at: datetime) -> Attachment:
    """Attach a file to an entry; the same file twice is one.

    The bytes are kept before the transaction: what a crash leaves of them is found again by digest.

    Raises:
        RefusedError: `registers.entry.*`, `registers.file.too_large`, `registers.file.empty`,
            `registers.file.type`.
    """
    sha256, size, kind = _kept(name, content, settings.UPLOAD_MAX_BYTES)
    return _attach(entry_id, _plain_name(name), sha256, size, kind, by=by, at=at)


def _kept(name: str, content: BinaryIO, most: int) -> tuple[str, int, str]:
    store = file_store()
    try:
        kept = store.keep(content, most_bytes=most)
    except TooLargeError as error:
        raise RefusedError("registers.file.too_large", name=name, most=most // MEGABYTE) from error
    if not kept.size_bytes:
        raise RefusedError("registers.file.empty", name=name)
    kind = media_type_of(store.read(kept.sha256))
    if kind not in HARMLESS:
        raise RefusedError("registers.file.type", name=name, type=kind)
    return kept.sha256, kept.size_bytes, kind


def keep_file(*, name: str, content: BinaryIO, most_mb: int, endings: tuple[str, ...] = ()) -> dict[str, Any]:
    """Keep a file that becomes the value of a field; gives it in stored form, for `create_entry` or `edit_entry`.

    Raises:
        RefusedError: `registers.file.*`
    """
    sha256, size, kind = _kept(name, content, min(most_mb * MEGABYTE, settings.UPLOAD_MAX_BYTES))
    if endings and name.rpartition(".")[2].lower() not in endings:
        raise RefusedError("registers.file.type", name=name, type=name.rpartition(".")[2] or "?")
    return {"digest": sha256, "name": _plain_name(name), "size": size, "type": kind}


@transaction.atomic
def _attach(
    entry_id: int, name: str, sha256: str, size: int, kind: str, *, by: User, at: datetime
) -> Attachment:
    work = work_on(entry_id, by=by, at=at, expected_version=None)
    require_living(work)
    require(work.office, work.content.unit, Role.KEEP)
    there = Attachment.objects.filter(entry=work.entry, sha256=sha256, detached_at__isnull=True).first()
    if there is not None:
        return there
    row = Attachment.objects.create(
        entry=work.entry,
        name=name,
        sha256=sha256,
        size_bytes=size,
        media_type=kind,
        attached_at=at,
        attached_by=by,
    )
    record("entry.file_attached", work.entry, by=by, at=at, unit=work.entry.unit, name=name, sha256=sha256)
    return row


def _plain_name(name: str) -> str:
    """The last part of a path, without marks that do not print."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(mark for mark in last if mark.isprintable())[-LONGEST_NAME:] or "?"


@transaction.atomic
def detach_file(*, attachment_id: int, reason: str, by: User, at: datetime) -> Attachment:
    """Take a file off an entry; its bytes stay, for the versions before. A second time changes nothing.

    Raises:
        RefusedError: `registers.file.missing`, `registers.entry.*`.
    """
    reason = require_reason(reason)
    row = Attachment.objects.select_for_update(of=("self",)).filter(pk=attachment_id).first()
    if row is None:
        raise RefusedError("registers.file.missing", id=attachment_id)
    work = work_on(row.entry_id, by=by, at=at, expected_version=None)
    require(work.office, work.content.unit, Role.KEEP)
    if row.detached_at is None:
        row.detached_at, row.detached_by, row.reason = at, by, reason
        row.save(update_fields=["detached_at", "detached_by", "reason"])
        record(
            "entry.file_detached",
            work.entry,
            by=by,
            at=at,
            unit=work.entry.unit,
            name=row.name,
            reason=reason,
        )
    return row
