"""Having a text checked; the report is kept. What belongs to an entry is also written into the entry."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from nianlun.apps.audit.actions import record
from nianlun.apps.originality.checking import check
from nianlun.apps.originality.models import Origin, OriginalityReport
from nianlun.apps.originality.passages import as_plain
from nianlun.apps.originality.texts import text_of_file, text_of_paper
from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.registers.actions.entries import edit_entry
from nianlun.apps.registers.queries.entries import EntryPage, entry_page
from nianlun.apps.registers.queries.files import file_of
from nianlun.apps.registers.stores import file_store
from nianlun.apps.reports.queries import report_for
from nianlun.kernel.errors import RefusedError
from nianlun.text.similarity.originality import own_percent

SHARE_FIELD, DAY_FIELD = "original_share", "checked_on"
"""Keys of the fields of a register that a check fills in; a register without them is left alone."""
LONGEST_TITLE = 300


def check_text(
    *, title: str, text: str, by: User, at: datetime, left_out: Collection[int] = ()
) -> OriginalityReport:
    """Check a text somebody pasted.

    Raises:
        RefusedError: `originality.text.*`, `library.index.rebuilding`.
    """
    return _checked(Origin.PASTED, title.strip(), text, by.unit, by=by, at=at, left_out=left_out)


def check_file(
    *, name: str, content: bytes, by: User, at: datetime, left_out: Collection[int] = ()
) -> OriginalityReport:
    """Check a file somebody brought.

    Raises:
        UnreadableError: `text.*`.
        RefusedError: as `check_text`.
    """
    text = text_of_file(name, content)
    return _checked(Origin.FILE, name, text, by.unit, by=by, at=at, left_out=left_out)


def check_entry_file(
    *, entry_id: int, sha256: str, by: User, at: datetime, left_out: Collection[int] = ()
) -> OriginalityReport:
    """Check a file of an entry; where the register has fields for it, the share and the day go into the entry.

    Raises:
        UnreadableError: `text.*`.
        RefusedError: `registers.entry.missing`, `registers.file.missing`, as `check_text`.
    """
    file = file_of(by, entry_id, sha256)
    page = entry_page(by, entry_id)
    text = text_of_file(file.name, file_store().read(sha256))
    return _checked(
        Origin.ENTRY,
        file.name,
        text,
        page.entry.unit,
        by=by,
        at=at,
        left_out=left_out,
        page=page,
        sha256=sha256,
    )


def check_paper(
    *, report_id: int, by: User, at: datetime, left_out: Collection[int] = ()
) -> OriginalityReport:
    """Check the words of a report as they stand.

    Raises:
        RefusedError: `reports.report.missing`, as `check_text`.
    """
    paper = report_for(by, report_id)
    text = text_of_paper(paper)
    return _checked(Origin.PAPER, str(paper), text, paper.unit, by=by, at=at, left_out=left_out, paper=paper)


def check_again(
    *, row: OriginalityReport, by: User, at: datetime, left_out: Collection[int]
) -> OriginalityReport:
    """Check the text of a report once more, without some documents; the first report stays as it is.

    Raises:
        RefusedError: as the check it repeats.
    """
    if row.entry_id is not None:
        return check_entry_file(entry_id=row.entry_id, sha256=row.sha256, by=by, at=at, left_out=left_out)
    if row.paper_id is not None:
        return check_paper(report_id=row.paper_id, by=by, at=at, left_out=left_out)
    origin = Origin(row.origin)
    return _checked(origin, row.title, row.text, by.unit, by=by, at=at, left_out=left_out)


def _checked(
    origin: Origin,
    title: str,
    text: str,
    unit: Unit | None,
    *,
    by: User,
    at: datetime,
    left_out: Collection[int],
    page: EntryPage | None = None,
    **more: Any,
) -> OriginalityReport:
    """Ask first, for it takes a while; then write the report, the trail and the entry together."""
    answer = check(by, text, left_out=left_out)
    row = OriginalityReport(
        origin=origin,
        title=title[:LONGEST_TITLE] or f"{timezone.localtime(at):%Y-%m-%d %H:%M}",
        unit=unit,
        text=text,
        characters=answer.found.characters,
        copied=answer.found.copied,
        stock=answer.found.stock,
        passages=[as_plain(each) for each in answer.passages],
        left_out=sorted(set(left_out)),
        library=answer.library.as_plain(),
        asked_at=at,
        asked_by=by,
        entry=page.entry if page else None,
        **more,
    )
    row.digest = digest_of(row)
    return _kept(row, page)


@transaction.atomic
def _kept(row: OriginalityReport, page: EntryPage | None) -> OriginalityReport:
    row.save(force_insert=True)
    record(
        "originality.checked",
        row,
        by=row.asked_by,
        at=row.asked_at,
        unit=row.unit,
        origin=row.origin,
        characters=row.characters,
        copied=row.copied,
        digest=row.digest,
    )
    if page is not None:
        _write_into(page, row)
    return row


def _write_into(page: EntryPage, row: OriginalityReport) -> None:
    """Share and day, where the register has a place for them and the person may keep the entry."""
    places = {SHARE_FIELD, DAY_FIELD}
    stands = page.ledger.register.closed_at is None and page.version.is_living
    if not (
        places <= page.definition.field_by_key.keys()
        and stands
        and page.ledger.standing.may(Role.KEEP, page.entry.unit_id)
        and is_current(page, row.sha256)
    ):
        return
    values = {
        SHARE_FIELD: f"{own_percent(row.characters, row.copied)}%",
        DAY_FIELD: timezone.localdate(row.asked_at).isoformat(),
    }
    edit_entry(entry_id=page.entry.pk, values=values, by=row.asked_by, at=row.asked_at)


def is_current(page: EntryPage, sha256: str) -> bool:
    """Whether a file stands in the entry now, and not only in an earlier version."""
    digests = {
        file["digest"]
        for field in page.definition.fields
        if field.kind == "file"
        for file in page.values.get(field.key) or ()
    }
    return sha256 in digests | {each.sha256 for each in page.attachments}


def digest_of(row: OriginalityReport) -> str:
    """SHA-256 of everything a report says."""
    said = {
        "origin": str(row.origin),
        "title": row.title,
        "entry": row.entry_id,
        "sha256": row.sha256,
        "paper": row.paper_id,
        "text": hashlib.sha256(row.text.encode()).hexdigest(),
        "numbers": [row.characters, row.copied, row.stock],
        "passages": row.passages,
        "left_out": row.left_out,
        "library": row.library,
        "asked_at": row.asked_at.timestamp(),
        "asked_by": row.asked_by_id,
    }
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def forget_report(*, report_id: int, by: User, at: datetime) -> None:
    """Take out a report of a text one pasted or uploaded oneself; one of an entry or a report stays.

    Raises:
        RefusedError: `originality.report.missing`, `originality.report.kept`.
    """
    row = OriginalityReport.objects.select_for_update(of=("self",)).filter(pk=report_id, asked_by=by).first()
    if row is None:
        raise RefusedError("originality.report.missing", id=report_id)
    if row.entry_id is not None or row.paper_id is not None:
        raise RefusedError("originality.report.kept")
    record("originality.forgotten", row, by=by, at=at, unit=row.unit, digest=row.digest)
    row.delete()


@transaction.atomic
def record_download(*, row: OriginalityReport, form: str, by: User, at: datetime) -> None:
    """Write into the trail that a report left as a file."""
    record("originality.downloaded", row, by=by, at=at, unit=row.unit, form=form)
