"""After parts of a document changed: what was found in it, sorted by who may see it.

The reader reads the text once more without the parts. What it finds there too, exactly the same, is open; what
stands in a part, or reads otherwise without it, asks for the rights the part asks for. What the document says of
itself, and what it is like, are those of the text that is open to all its readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from nianlun.apps.library.importing.linking import relink
from nianlun.apps.library.mending.applying import FINDINGS, Finding, follow_years, reapply_meta
from nianlun.apps.library.models import ClosedPart, Correction, Document
from nianlun.apps.library.parting.spans import (
    Run,
    bits_of,
    filled,
    is_stricter,
    lacking,
    open_to_all,
    outside,
    runs_of,
    touches,
)
from nianlun.apps.library.reading import ReadDocument, Row, likeness_of, reread_text

OF_ALL_READERS = ("kind", "issuer", "year", "plan_year", "dated", "level", "field")
"""Columns that lists and statistics tell to every reader of a document."""
FOLLOWS = frozenset({"start", "end", "year", "base_value", "base_upper", "base_unit"})
"""Fields of a finding that follow from others, or from the document."""


def parts_in_force(document: Document) -> list[ClosedPart]:
    """The parts not lifted that fewer may read than the document as it is now."""
    parts = ClosedPart.objects.filter(document=document, lifted_at__isnull=True)
    return [part for part in parts.order_by("start", "pk") if is_stricter(part.access, document.access)]


def settle(document: Document, *, signature_before: bytes | None = None) -> None:
    """Bring a document and its findings in step with its parts; call it under the lock of the document.

    `signature_before` is that to which its links belong, where a new reading has just set another.
    """
    parts = parts_in_force(document)
    if not parts and not document.closed_bits:
        return
    before = bytes(document.signature or b"") if signature_before is None else signature_before
    spans = [[part.start, part.end, str(part.access)] for part in parts]
    bits = bits_of(spans)
    readings = {some: _read_without(document, runs_of(spans, some)) for some in lacking(bits)}
    document.closed_spans, document.closed_bits = spans, bits
    document.cuts = {str(some): _outline_without(each, spans, some) for some, each in readings.items()}
    most_open = readings.get(bits) or reread_text(document.title, document.text, document.gaps)
    for name in OF_ALL_READERS:
        setattr(document, name, most_open.row[name])
    likeness = likeness_of(open_to_all(document).text)
    document.digest, document.signature = likeness.digest, likeness.signature
    document.save()
    reapply_meta(document)
    follow_years(document)
    runs = {some: runs_of(spans, some) for some in readings}
    for target in FINDINGS:
        _sort(document, target, readings, runs)
    if before != bytes(likeness.signature or b""):
        relink(document, likeness.keys)


def _read_without(document: Document, runs: Sequence[Run]) -> ReadDocument:
    return reread_text(document.title, filled(document.text, runs), list(outside(document.gaps, runs)))


def _outline_without(read: ReadDocument, spans: Sequence[Sequence[Any]], bits: int) -> dict[str, Any]:
    runs = runs_of(spans, bits)
    outline = [heading for heading in read.row["outline"] if not touches(runs, heading[4], heading[5])]
    return {"outline": outline, "sections": read.row["sections"]}


def _sort(
    document: Document,
    target: str,
    readings: Mapping[int, ReadDocument],
    runs: Mapping[int, Sequence[Run]],
) -> None:
    """Write beside each finding the rights it asks for."""
    rows = {some: _by_place(_rows(each, target)) for some, each in readings.items()}
    mended = _before_mending(document, target)
    changed = []
    for finding in FINDINGS[target].objects.filter(document=document):
        open_in = {
            some for some in readings if not touches(runs[some], finding.start, finding.end)
            and _reads_the_same(finding, mended, rows[some])
        }  # fmt: skip
        needs = _needs(open_in, readings)
        if needs != finding.needs:
            finding.needs = needs
            changed.append(finding)
    FINDINGS[target].objects.bulk_update(changed, ["needs"], batch_size=500)


def _needs(open_in: set[int], readings: Iterable[int]) -> int:
    """The fewest rights without which a finding is not seen; `readings` begins with lacking all of them."""
    every = list(readings)
    if not every:
        return 0
    most = every[0]
    return next((most & ~some for some in every if some in open_in), most)


def _rows(read: ReadDocument, target: str) -> list[Row]:
    return read.figures if target == Correction.Target.FIGURE else read.commitments


def _by_place(rows: Iterable[Row]) -> dict[tuple[int, int], list[Row]]:
    places: dict[tuple[int, int], list[Row]] = {}
    for row in rows:
        places.setdefault((row["start"], row["end"]), []).append(row)
    return places


def _before_mending(document: Document, target: str) -> dict[tuple[int, int], dict[str, Any] | None]:
    """By place what the reader had found where a person mended it; None where he added it."""
    found: dict[tuple[int, int], dict[str, Any] | None] = {}
    corrections = Correction.objects.filter(document=document, target=target, withdrawn_at__isnull=True)
    for each in corrections.exclude(act=Correction.Act.REMOVE).order_by("pk"):
        place = (each.start or 0, each.end or 0)
        known = found.get(place, {})
        if each.act == Correction.Act.ADD or known is None:
            found[place] = None
        else:
            found[place] = each.before | known
    return found


def _reads_the_same(
    finding: Finding,
    mended: Mapping[tuple[int, int], dict[str, Any] | None],
    rows: Mapping[tuple[int, int], list[Row]],
) -> bool:
    place = (finding.start, finding.end)
    before = mended.get(place, {})
    if before is None:
        return True
    return any(
        all(
            before.get(name, getattr(finding, name)) == value
            for name, value in row.items()
            if name not in FOLLOWS
        )
        for row in rows.get(place, ())
    )
