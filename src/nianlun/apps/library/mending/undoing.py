"""A correction taken back: the finding as it was before, with what later corrections say of it."""

from __future__ import annotations

from typing import Any

from nianlun.apps.library.mending.applying import FINDINGS, NUMBERS, Finding, follow_years, set_fields
from nianlun.apps.library.models import Correction, Document


def undo(correction: Correction, document: Document) -> None:
    """Put back what a correction changed; fields a later correction has set stay as that one says."""
    if correction.target == Correction.Target.META:
        set_fields(document, _not_set_later(correction))
        document.save()
        follow_years(document)
        return
    model = FINDINGS[correction.target]
    finding = model.objects.filter(document=document, start=correction.start, end=correction.end).first()
    if correction.act == Correction.Act.REMOVE:
        if finding is None:
            _put_back(correction, document)
    elif finding is not None:
        _undo_on(finding, correction, document)


def _undo_on(finding: Finding, correction: Correction, document: Document) -> None:
    finding.document = document
    if correction.act == Correction.Act.ADD:
        finding.delete()
        return
    set_fields(finding, _not_set_later(correction))
    finding.corrected = _others(correction).exists()
    finding.save()


def _put_back(correction: Correction, document: Document) -> None:
    fields: dict[str, Any] = dict(correction.before)
    numbers = {name: fields.pop(name) for name in NUMBERS if name in fields}
    finding = FINDINGS[correction.target](document=document, **fields)
    set_fields(finding, numbers)
    finding.year = fields.get("year")
    finding.save()


def _not_set_later(correction: Correction) -> dict[str, Any]:
    """What stood before, without what later corrections set; those now stand on what stood before."""
    before = dict(correction.before)
    for later in _others(correction).filter(pk__gt=correction.pk).order_by("pk"):
        taken_over = {name: before.pop(name) for name in list(before) if name in later.fields}
        if taken_over:
            later.before = later.before | taken_over
            later.save(update_fields=["before"])
    return before


def _others(correction: Correction) -> Any:
    same = Correction.objects.filter(
        document=correction.document_id,
        target=correction.target,
        start=correction.start,
        end=correction.end,
        withdrawn_at=None,
    )
    return same.exclude(pk=correction.pk)
