"""Documents as the index is told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from nianlun.adapters.search_index.entries import Entry
from nianlun.apps.library.indexing.names import names_of
from nianlun.apps.library.models import Access, Commitment, Document, Figure
from nianlun.apps.library.texts import body_of, part_of

COLUMNS = (
    "id", "title", "text", "gaps", "outline", "sections", "year", "plan_year", "level", "field", "kind", "issuer",
    "unit", "unit__name", "access", "owner", "added_at", "characters", "version",
)  # fmt: skip
MARKED_SECTIONS = ("achievement", "problem", "plan")


def rights_of(access: str, unit: int, owner: int | None) -> str:
    """The token a person must have to find the document; the same rule as `queries.documents.readable`."""
    if access == Access.PUBLIC:
        return "public"
    return f"unit:{unit}" if access == Access.UNIT else f"user:{owner}"


def entries_of(documents: Sequence[Document]) -> Iterator[Entry]:
    """The entries of a batch of documents, loaded with `unit`."""
    keys = [document.pk for document in documents]
    indicators = _grouped(
        Figure.objects.filter(document__in=keys, indicator__isnull=False)
        .values_list("document", "indicator")
        .distinct()
    )
    commitments = _grouped(Commitment.objects.filter(document__in=keys).values_list("document", "text"))
    tags = _grouped(
        Document.tags.through.objects.filter(document__in=keys)
        .order_by("tag")
        .values_list("document", "tag__name")
    )
    for document in documents:
        yield _entry(document, indicators[document.pk], commitments[document.pk], tags[document.pk])


def _entry(document: Document, indicators: list[str], commitments: list[str], tags: list[str]) -> Entry:
    sections = tuple(
        (kind, part_of(document.text, document.gaps, start, end).text)
        for kind, start, end in document.sections
        if kind in MARKED_SECTIONS
    )
    return Entry(
        id=document.pk,
        body=body_of(document.text, document.gaps).text,
        title=document.title,
        headings=tuple(heading[3] for heading in document.outline),
        indicators=tuple(indicators),
        commitments=tuple(commitments),
        sections=sections,
        year=document.year,
        plan_year=document.plan_year,
        level=document.level,
        field=document.field,
        kind=document.kind,
        issuer=document.issuer,
        unit=document.unit_id,
        unit_name=document.unit.name,
        tags=tuple(tags),
        access=document.access,
        rights=(rights_of(document.access, document.unit_id, document.owner_id),),
        added_at=document.added_at,
        characters=document.characters,
        names=tuple(
            (name, " ‖ ".join(names_of(name, value)))
            for name, value in (("kind", document.kind), ("level", document.level), ("field", document.field))
            if value
        ),
    )


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    grouped: dict[int, list[str]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return grouped
