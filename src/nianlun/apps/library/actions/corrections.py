"""What a person mends of the reader's findings; it stays mended when the document is read again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from nianlun.apps.audit.actions import record
from nianlun.apps.library.indexing import touch
from nianlun.apps.library.mending import fields as known
from nianlun.apps.library.mending.applying import (
    FINDINGS,
    NEARBY,
    Finding,
    follow_years,
    set_fields,
    values_of,
    whole,
)
from nianlun.apps.library.mending.undoing import undo
from nianlun.apps.library.models import Commitment, Correction, Document, Figure
from nianlun.apps.library.parting.settling import settle
from nianlun.apps.library.parting.spans import touches
from nianlun.apps.library.queries.corrections import corrections_of
from nianlun.apps.library.queries.documents import is_system, readable
from nianlun.apps.library.queries.open_text import open_to, runs_closed_to
from nianlun.apps.library.reading import clipped
from nianlun.apps.library.rights import document_to_change
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError

FIGURE_FIELDS = tuple(known.FIGURE)
COMMITMENT_FIELDS = tuple(known.COMMITMENT)
META_FIELDS = tuple(known.META)
LONGEST_COMMITMENT = 1000
LONGEST_FIGURE = 100


def mend_figure(
    *, figure_id: int, fields: Mapping[str, object], by: User, at: datetime, reason: str = ""
) -> Figure:
    """Set some of `FIGURE_FIELDS` of a figure; an empty string stands for nothing.

    Value or unit without a base value: the base value is worked out anew.

    Raises:
        RefusedError: `library.figure.missing`, `library.document.not_allowed`, `library.correction.field`
            (with `name`, `value`), `library.correction.nothing`.
    """
    return _mend("figure", figure_id, fields, by, at, reason)


def mend_commitment(
    *, commitment_id: int, fields: Mapping[str, object], by: User, at: datetime, reason: str = ""
) -> Commitment:
    """Set some of `COMMITMENT_FIELDS` of a commitment.

    Raises:
        RefusedError: `library.commitment.missing`, and as `mend_figure`.
    """
    return _mend("commitment", commitment_id, fields, by, at, reason)


def add_figure(
    *,
    document_id: int,
    start: int,
    end: int,
    fields: Mapping[str, object],
    by: User,
    at: datetime,
    reason: str = "",
) -> Figure:
    """Add a figure the reader overlooked; `start` and `end` count in `Document.text`.

    Raises:
        RefusedError: `library.document.missing`, `library.correction.place`, `library.correction.taken`, and as
            `mend_figure`.
    """
    return _add("figure", document_id, (start, end), fields, by, at, reason)


def add_commitment(
    *,
    document_id: int,
    start: int,
    end: int,
    fields: Mapping[str, object],
    by: User,
    at: datetime,
    reason: str = "",
) -> Commitment:
    """Add a commitment the reader overlooked.

    Raises:
        RefusedError: as `add_figure`.
    """
    return _add("commitment", document_id, (start, end), fields, by, at, reason)


def remove_figure(*, figure_id: int, by: User, at: datetime, reason: str = "") -> Correction:
    """Take out what is no figure.

    Raises:
        RefusedError: `library.figure.missing`, `library.document.not_allowed`.
    """
    return _remove("figure", figure_id, by, at, reason)


def remove_commitment(*, commitment_id: int, by: User, at: datetime, reason: str = "") -> Correction:
    """Take out what binds nobody.

    Raises:
        RefusedError: `library.commitment.missing`, `library.document.not_allowed`.
    """
    return _remove("commitment", commitment_id, by, at, reason)


@transaction.atomic
def mend_meta(
    *, document_id: int, fields: Mapping[str, object], by: User, at: datetime, reason: str = ""
) -> Document:
    """Set some of `META_FIELDS` of a document.

    Raises:
        RefusedError: `library.document.missing`, and as `mend_figure`.
    """
    document = document_to_change(document_id, by)
    new = _changed(known.checked("meta", fields), document)
    _correction(
        document, None, Correction.Act.MEND, new, values_of(document, list(new)), (by, at, reason), "meta"
    )
    set_fields(document, new)
    document.save()
    follow_years(document)
    return _touched(document)


@transaction.atomic
def withdraw_correction(*, correction_id: int, by: User, at: datetime) -> Document:
    """Take a correction back; the finding stands again as it was before.

    Raises:
        RefusedError: `library.correction.missing`, `library.document.not_allowed`.
    """
    correction = Correction.objects.filter(pk=correction_id, withdrawn_at=None).first()
    if correction is None or not _may_know(by, correction.document_id):
        raise RefusedError("library.correction.missing", id=correction_id)
    document = document_to_change(correction.document_id, by)
    if not corrections_of(by, document).filter(pk=correction_id).exists():
        raise RefusedError("library.correction.missing", id=correction_id)
    correction = Correction.objects.select_for_update().get(pk=correction_id)
    if correction.withdrawn_at is not None:
        raise RefusedError("library.correction.missing", id=correction_id)
    undo(correction, document)
    correction.withdrawn_at, correction.withdrawn_by = at, by
    correction.save()
    record("correction.withdrawn", document, by=by, at=at, unit=document.unit, correction=correction.pk)
    return _touched(document)


@transaction.atomic
def _mend(target: str, pk: int, fields: Mapping[str, object], by: User, at: datetime, reason: str) -> Finding:
    finding = _finding_to_change(target, pk, by)
    given = known.checked(target, fields)
    if target == "figure":
        given = known.completed(given, values_of(finding, ("value", "upper", "unit")))
    new = _changed(given, finding)
    before = values_of(finding, list(new))
    _correction(finding.document, finding, Correction.Act.MEND, new, before, (by, at, reason), target)
    set_fields(finding, new)
    finding.corrected = True
    finding.save()
    _touched(finding.document)
    return finding


@transaction.atomic
def _add(
    target: str,
    document_id: int,
    span: tuple[int, int],
    fields: Mapping[str, object],
    by: User,
    at: datetime,
    reason: str,
) -> Finding:
    document = document_to_change(document_id, by)
    start, end = span
    longest = LONGEST_FIGURE if target == "figure" else LONGEST_COMMITMENT
    if not 0 <= start < end <= len(document.text) or end - start > longest:
        raise RefusedError("library.correction.place", start=start, end=end, most=longest)
    if touches(runs_closed_to(by, document), start, end):
        raise RefusedError("library.part.closed", start=start, end=end)
    model = FINDINGS[target]
    if model.objects.filter(document=document, start=start, end=end).exists():
        raise RefusedError("library.correction.taken", start=start, end=end)
    new = known.checked(target, fields)
    if target == "figure":
        new = known.completed(new, {})
        section = next((kind for kind, first, last in document.sections if first <= start < last), "other")
        default: dict[str, Any] = {"kind": "count", "role": "actual", "section": section}
    else:
        default = {"kind": "quantified" if new.get("value") else "qualitative"}
    finding = model(
        document=document, start=start, end=end, text=document.text[start:end], corrected=True, **default
    )
    new = {name: value for name, value in default.items() if name != "section"} | new
    set_fields(finding, new)
    finding.save()
    _correction(document, finding, Correction.Act.ADD, new, {}, (by, at, reason), target)
    _touched(document)
    return finding


@transaction.atomic
def _remove(target: str, pk: int, by: User, at: datetime, reason: str) -> Correction:
    finding = _finding_to_change(target, pk, by)
    made = (by, at, reason)
    correction = _correction(
        finding.document, finding, Correction.Act.REMOVE, {}, whole(finding), made, target
    )
    finding.delete()
    _touched(finding.document)
    return correction


def _finding_to_change(target: str, pk: int, by: User) -> Finding:
    finding = FINDINGS[target].objects.filter(pk=pk).first()
    if finding is None or not _may_know(by, finding.document_id):
        raise RefusedError(f"library.{target}.missing", id=pk)
    document = document_to_change(finding.document_id, by)
    finding = open_to(by, FINDINGS[target].objects.select_for_update().filter(pk=pk)).first()
    if finding is None:
        raise RefusedError(f"library.{target}.missing", id=pk)
    finding.document = document
    return finding


def _may_know(by: User, document_id: int) -> bool:
    return is_system(by) or readable(by).filter(pk=document_id).exists()


def _changed(given: Mapping[str, Any], row: Finding | Document) -> dict[str, Any]:
    """Those of the fields that differ from what stands there.

    Raises:
        RefusedError: `library.correction.nothing`.
    """
    now = values_of(row, list(given))
    changed = {name: value for name, value in given.items() if now[name] != value}
    if not changed:
        raise RefusedError("library.correction.nothing")
    return changed


def _correction(
    document: Document,
    finding: Finding | None,
    act: Correction.Act,
    new: Mapping[str, Any],
    before: Mapping[str, Any],
    made: tuple[User, datetime, str],
    target: str,
) -> Correction:
    by, at, reason = made
    correction = Correction.objects.create(
        document=document,
        target=target,
        act=act,
        start=finding.start if finding else None,
        end=finding.end if finding else None,
        text=finding.text if finding else "",
        nearby=document.text[max(0, finding.start - NEARBY) : finding.start] if finding else "",
        fields=dict(new),
        before=dict(before),
        reason=clipped(reason.strip(), 500) or "",
        made_at=at,
        made_by=by,
    )
    record(
        f"{THINGS[target]}.{ACTS[act]}",
        document,
        by=by,
        at=at,
        unit=document.unit,
        correction=correction.pk,
        text=correction.text,
        before=correction.before,
        after=correction.fields,
        reason=correction.reason,
    )
    return correction


def _touched(document: Document) -> Document:
    settle(document)
    touch(document.pk)
    document.refresh_from_db(fields=["version", "index_due"])
    return document


ACTS = {Correction.Act.MEND: "mended", Correction.Act.ADD: "added", Correction.Act.REMOVE: "removed"}
"""The last word of the kind of the audit row."""
THINGS = {"figure": "figure", "commitment": "commitment", "meta": "document"}
"""The first."""
