"""Entries as plain values, for programs: the command line and the API say the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from nianlun.apps.people.models import User
from nianlun.apps.registers.exporting.rows import every_page, every_row
from nianlun.apps.registers.models import Attachment, Comment, Register, Version
from nianlun.apps.registers.queries.entries import EntryPage
from nianlun.apps.registers.queries.registers import ListedRegister
from nianlun.apps.registers.queries.table import TableRow
from nianlun.apps.registers.queries.table_request import TableRequest
from nianlun.apps.registers.queries.timeline import TimelineItem
from nianlun.define.export import plain


def register_in_short(listed: ListedRegister) -> dict[str, Any]:
    """What a list shows of a register."""
    row = listed.register
    return {
        "key": row.key,
        "label": row.label,
        "label_en": row.label_en,
        "pack": row.pack,
        "secrecy": row.secrecy,
        "source": row.source,
        "version": row.current.number if row.current else None,
        "entries": listed.entries,
        "may_keep": listed.may_keep,
    }


def row_in_short(row: TableRow) -> dict[str, Any]:
    """An entry as a table shows it; values in stored form by field key, without those hidden from the person."""
    return {
        "id": row.entry,
        "code": row.code,
        "version": row.number,
        "unit": {"id": row.unit.pk, "name": row.unit.name},
        "stage": row.stage.key if row.stage else None,
        "classes": list(row.classes),
        "state": "final" if row.is_final else "draft",
        "is_living": row.is_living,
        "is_correction": row.is_correction,
        "recorded_at": row.recorded_at,
        "updated_at": row.updated_at,
        "values": dict(row.values),
        "hidden": sorted(row.hidden),
    }


def entry_in_full(page: EntryPage) -> dict[str, Any]:
    """An entry with all that belongs to it."""
    version = page.version
    return {
        "id": page.entry.pk,
        "register_key": page.entry.register.key,
        "code": page.entry.code,
        "unit": {"id": version.unit_id, "name": version.unit.name},
        "stage": page.stage.key if page.stage else None,
        "classes": sorted(page.classes),
        "values": dict(page.values),
        "hidden": sorted(page.hidden),
        "is_newest": page.is_newest,
        "definition": version.definition.number,
        "moves": [move.to for move in page.moves],
        **version_in_short(version),
        "merged_into": page.entry.merged_into.code if page.entry.merged_into else None,
        "attachments": [attachment_in_short(each) for each in page.attachments],
        "comments": [comment_in_short(each) for each in page.comments],
    }


def version_in_short(version: Version) -> dict[str, Any]:
    """Who recorded what kind of version, when, why, and its digest."""
    return {
        "version": version.number,
        "state": version.state,
        "is_living": version.is_living,
        "act": version.act,
        "reason": version.reason,
        "corrects": version.corrects.number if version.corrects else None,
        "recorded_at": version.recorded_at,
        "recorded_by": str(version.recorded_by),
        "digest": version.digest,
        "previous_digest": version.previous_digest,
    }


def timeline_item(item: TimelineItem) -> dict[str, Any]:
    """A version with the fields that changed."""
    changes = [
        {"field": each.field.key, "before": each.before, "after": each.after}
        for each in item.difference.fields
    ]
    stage = item.difference.stage
    moved = None if stage is None else [each.key if each else None for each in stage]
    return {
        **version_in_short(item.version),
        "changes": changes,
        "stage": moved,
        "unit": item.difference.unit,
    }


def attachment_in_short(each: Attachment) -> dict[str, Any]:
    """A file without its bytes."""
    return {
        "id": each.pk,
        "name": each.name,
        "sha256": each.sha256,
        "size_bytes": each.size_bytes,
        "media_type": each.media_type,
        "attached_at": each.attached_at,
        "attached_by": str(each.attached_by),
    }


def comment_in_short(each: Comment) -> dict[str, Any]:
    """A remark."""
    return {
        "id": each.pk,
        "words": each.words,
        "written_at": each.written_at,
        "written_by": str(each.written_by),
    }


def export_plain(
    user: User, register: Register, request: TableRequest, *, today: date | None = None
) -> Iterator[dict[str, Any]]:
    """Every row of a request.

    Raises:
        RefusedError: `registers.export.too_large`, `registers.register.missing`, `registers.table.*`
    """
    for row in every_row(every_page(user, register, request, today=today)):
        yield row_in_short(row)


def definition_in_plain(page: EntryPage) -> dict[str, Any]:
    """The definition an entry is pinned to."""
    found: dict[str, Any] = plain(page.definition)
    return found
