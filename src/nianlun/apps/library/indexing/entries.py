"""Documents as the index is told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nianlun.adapters.search_index.entries import Entry
from nianlun.apps.library.indexing.names import names_of
from nianlun.apps.library.indexing.readers import barred_to, rights_of
from nianlun.apps.library.models import Commitment, Document, Figure
from nianlun.apps.library.parting.spans import Cut, cut_out, lacking
from nianlun.apps.library.texts import body_of, part_of

MARKED_SECTIONS = ("achievement", "problem", "plan")

Findings = Mapping[int, Sequence[tuple[str, int]]]
"""By document: words, and the rights one must have to see them."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands in other tables about the documents of a batch."""

    indicators: Findings
    commitments: Findings
    tags: Mapping[int, list[str]] = field(default_factory=dict)


def entries_of(documents: Sequence[Document]) -> Iterator[Entry]:
    """The entries of a batch of documents, loaded with `unit`; more than one for a document with closed parts."""
    keys = [document.pk for document in documents]
    figures = Figure.objects.filter(document__in=keys, indicator__isnull=False)
    commitments = Commitment.objects.filter(document__in=keys)
    tags = Document.tags.through.objects.filter(document__in=keys).order_by("tag")
    names: dict[int, list[str]] = defaultdict(list)
    for key, name in tags.values_list("document", "tag__name"):
        names[key].append(name)
    beside = _Beside(
        _grouped(figures.values_list("document", "indicator", "needs").distinct()),
        _grouped(commitments.values_list("document", "text", "needs")),
        names,
    )
    for document in documents:
        yield _entry(document, 0, _whole(document), beside)
        for bits in lacking(document.closed_bits):
            yield _entry(document, bits, cut_out(document, bits), beside)


def _whole(document: Document) -> Cut:
    return Cut(document.text, document.gaps, document.outline, document.sections, ())


def _entry(document: Document, bits: int, read: Cut, beside: _Beside) -> Entry:
    """What those find who lack the rights `bits`."""
    sections = tuple(
        (kind, part_of(read.text, read.gaps, start, end).text)
        for kind, start, end in read.sections
        if kind in MARKED_SECTIONS
    )
    return Entry(
        id=document.pk,
        body=body_of(read.text, read.gaps).text,
        title=document.title,
        headings=tuple(heading[3] for heading in read.outline),
        indicators=_open(beside.indicators, document.pk, bits),
        commitments=_open(beside.commitments, document.pk, bits),
        sections=sections,
        year=document.year,
        plan_year=document.plan_year,
        level=document.level,
        field=document.field,
        kind=document.kind,
        issuer=document.issuer,
        unit=document.unit_id,
        unit_name=document.unit.name,
        tags=tuple(beside.tags.get(document.pk, ())),
        access=document.access,
        rights=(rights_of(document, bits),),
        barred=barred_to(document, bits),
        added_at=document.added_at,
        characters=document.characters,
        names=tuple(
            (name, " ‖ ".join(names_of(name, value)))
            for name, value in (("kind", document.kind), ("level", document.level), ("field", document.field))
            if value
        ),
    )


def _open(findings: Findings, document_id: int, bits: int) -> tuple[str, ...]:
    """The words open to those who lack the rights `bits`, each once where it stands more than once."""
    rows = findings.get(document_id, ())
    return tuple(dict.fromkeys(words for words, needs in rows if not needs & bits))


def _grouped(rows: Iterable[tuple[int, str, int]]) -> dict[int, list[tuple[str, int]]]:
    grouped: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for key, words, needs in rows:
        grouped[key].append((words, needs))
    return grouped
