"""Documents as plain values, for programs: the command line and the API say the same."""

from __future__ import annotations

from typing import Any

from nianlun.apps.library.models import Commitment, Document, Figure
from nianlun.apps.library.queries.commitments import commitments_of
from nianlun.apps.library.queries.figures import figures_of
from nianlun.apps.library.queries.open_text import as_read
from nianlun.apps.library.queries.panels import may_read_source
from nianlun.apps.people.models import User

FIGURE_NAMES = (
    "id", "text", "start", "end", "value", "upper", "unit", "kind", "base_value", "base_upper", "base_unit",
    "indicator", "period", "as_of", "role", "setter", "qualifier", "basis", "section", "year", "corrected",
)  # fmt: skip
COMMITMENT_NAMES = (
    "id", "text", "start", "end", "kind", "indicator", "comparator", "value", "upper", "unit", "due", "section",
    "unit_named", "year", "corrected",
)  # fmt: skip


def document_in_short(document: Document) -> dict[str, Any]:
    """What a list shows of a document; `unit` and `source` at hand."""
    return {
        "id": document.pk,
        "title": document.title,
        "kind": document.kind,
        "issuer": document.issuer,
        "year": document.year,
        "plan_year": document.plan_year,
        "dated": document.dated,
        "level": document.level,
        "field": document.field,
        "characters": document.characters,
        "access": document.access,
        "unit": {"id": document.unit_id, "name": document.unit.name},
        "source": {"id": document.source_id, "name": document.source.name, "position": document.position},
        "added_at": document.added_at,
    }


def document_in_full(user: User, document: Document) -> dict[str, Any]:
    """A document with its text and all that was found in it, as the person may read it; offsets count in `text`.

    The digest of a file that holds more than the person may read is withheld: by it, what is short could be guessed.
    """
    document = as_read(user, document)
    return document_in_short(document) | {
        "sha256": document.source.sha256 if may_read_source(user, document) else None,
        "closed": closed_of(document),
        "text": document.text,
        "gaps": document.gaps,
        "tags": [tag.name for tag in document.tags.all()],
        "outline": outline_of(document),
        "sections": [{"kind": kind, "start": start, "end": end} for kind, start, end in document.sections],
        "figures": [figure_in_short(figure) for figure in figures_of(user, document)],
        "commitments": [commitment_in_short(commitment) for commitment in commitments_of(user, document)],
    }


def closed_of(document: Document) -> list[dict[str, Any]]:
    """The stretches that are closed to the reader the document was loaded for."""
    return [
        {"start": start, "end": end, "access": access} for start, end, access in document.closed_to_reader
    ]


def outline_of(document: Document) -> list[dict[str, Any]]:
    """The headings with names to their values."""
    names = ("level", "depth", "marker", "text", "start", "end", "fault")
    return [dict(zip(names, heading, strict=True)) for heading in document.outline]


def figure_in_short(figure: Figure) -> dict[str, Any]:
    """A figure, without its document."""
    return {name: getattr(figure, name) for name in FIGURE_NAMES}


def commitment_in_short(commitment: Commitment) -> dict[str, Any]:
    """A commitment, with what became of it."""
    outcome = getattr(commitment, "outcome", None)
    return {name: getattr(commitment, name) for name in COMMITMENT_NAMES} | {
        "outcome": None
        if outcome is None
        else {
            "verdict": outcome.verdict,
            "ratio": outcome.ratio,
            "score": outcome.score,
            "figure": outcome.figure_id,
            "report": outcome.report_id,
            "confirmed_at": outcome.confirmed_at,
        }
    }
