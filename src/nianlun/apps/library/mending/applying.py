"""Corrections put onto findings, after a person made them and after every re-reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianlun.apps.library.models import Commitment, Correction, Document, Figure
from nianlun.apps.library.reading import year_in

Finding = Figure | Commitment
FINDINGS: Mapping[str, type[Figure | Commitment]] = {"figure": Figure, "commitment": Commitment}
NUMBERS = ("base_value", "base_upper")
NEARBY = 20
"""Characters before a finding that are kept to find its place again."""


def set_fields(row: Finding | Document, fields: Mapping[str, Any]) -> None:
    """Set fields of a row as a correction keeps them, and the year that follows from them."""
    for name, value in fields.items():
        setattr(row, name, Decimal(value) if name in NUMBERS and value is not None else value)
    if isinstance(row, Figure):
        document = row.document
        row.year = year_in(row.period) or (document.plan_year if row.role == "target" else document.year)
    elif isinstance(row, Commitment):
        row.year = year_in(row.due) or row.document.plan_year


def values_of(row: Finding | Document, names: Sequence[str]) -> dict[str, Any]:
    """Fields of a row as a correction keeps them."""
    found = {name: getattr(row, name) for name in names}
    return {
        name: format(value.normalize(), "f") if isinstance(value, Decimal) else value
        for name, value in found.items()
    }


def whole(row: Finding) -> dict[str, Any]:
    """All that makes a finding, to put it back."""
    skipped = {"id", "document"}
    return values_of(row, [field.name for field in row._meta.concrete_fields if field.name not in skipped])  # noqa: SLF001


def reapply(document: Document) -> int:
    """Put all corrections that stand onto what was read anew; gives the number of orphans."""
    orphans = 0
    for correction in Correction.objects.filter(document=document, withdrawn_at=None).order_by("pk"):
        orphaned = not _applied(correction, document)
        orphans += orphaned
        if orphaned != correction.orphaned:
            correction.orphaned = orphaned
            correction.save(update_fields=["orphaned"])
    return orphans


def reapply_meta(document: Document) -> None:
    """Put the corrections of what the document says of itself onto what was read anew."""
    corrections = Correction.objects.filter(document=document, withdrawn_at=None)
    for correction in corrections.filter(target=Correction.Target.META).order_by("pk"):
        _applied(correction, document)


def _applied(correction: Correction, document: Document) -> bool:
    if correction.target == Correction.Target.META:
        _remember(correction, document)
        set_fields(document, correction.fields)
        document.save()
        follow_years(document)
        return True
    finding = _placed(correction, document)
    if correction.act == Correction.Act.REMOVE:
        if finding is not None:
            finding.delete()
        return True
    if finding is None and correction.act == Correction.Act.ADD:
        finding = FINDINGS[correction.target](document=document, **_span(correction, document))
    if finding is None:
        return False
    if correction.act == Correction.Act.MEND:
        _remember(correction, finding)
    set_fields(finding, correction.fields)
    finding.document, finding.corrected = document, True
    finding.save()
    return True


def _remember(correction: Correction, row: Finding | Document) -> None:
    """What stood before is now what the new reading says."""
    correction.before = values_of(row, list(correction.fields))
    correction.save(update_fields=["before"])


def follow_years(document: Document) -> None:
    """Findings that name no year of their own take that of their document."""
    figures = Figure.objects.filter(document=document, period=None)
    figures.filter(role="target").update(year=document.plan_year)
    figures.exclude(role="target").update(year=document.year)
    Commitment.objects.filter(document=document, due=None).update(year=document.plan_year)


def _placed(correction: Correction, document: Document) -> Finding | None:
    """The finding a correction is about: at the same place, else with the most characters in common.

    Where it moved, the correction moves with it.
    """
    findings = list(FINDINGS[correction.target].objects.filter(document=document))
    start, end = correction.start or 0, correction.end or 0
    best = max(findings, key=lambda each: _overlap(each, start, end), default=None)
    if best is None or _overlap(best, start, end) <= 0:
        return None
    if (best.start, best.end) != (start, end) and correction.act == Correction.Act.MEND:
        correction.start, correction.end, correction.text = best.start, best.end, best.text
        correction.save(update_fields=["start", "end", "text"])
    best.document = document
    return best


def _overlap(finding: Finding, start: int, end: int) -> float:
    """Share of the two places that is common, 1 for the same place."""
    common = min(finding.end, end) - max(finding.start, start)
    return common / (max(finding.end, end) - min(finding.start, start)) if common > 0 else 0.0


def _span(correction: Correction, document: Document) -> dict[str, Any]:
    start, end = correction.start or 0, correction.end or 0
    fields: dict[str, Any] = {"start": start, "end": end, "text": document.text[start:end]}
    if correction.target == Correction.Target.FIGURE:
        kind = next((kind for kind, first, last in document.sections if first <= start < last), "other")
        fields |= {"section": kind, "kind": "count", "role": "actual"}
    else:
        fields["kind"] = "qualitative"
    return fields
