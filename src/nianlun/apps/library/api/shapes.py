"""Shapes of answers and requests; their descriptions stand in OpenAPI."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from ninja import Field, Schema

Item = TypeVar("Item")


class Problem(Schema):
    """Why a request was refused."""

    slug: str = Field(description="Stable name of the fault, `area.thing.fault`.")
    message: str = Field(description="What is wrong and what to do, in the language asked for.")
    where: dict[str, Any] = Field(
        default_factory=dict, description="Values and places the message speaks of."
    )
    hint: str = Field("", description="Where to read on.")


class Paged(Schema, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    total: int = Field(description="Number of items on all pages.")
    page: int
    per_page: int


class UnitShape(Schema):
    """A unit."""

    id: int
    name: str


class SourcePlace(Schema):
    """The file a document came in."""

    id: int
    name: str
    position: int = Field(description="Index of the document in the file, from 1.")


class DocumentShort(Schema):
    """A document in a list."""

    id: int
    title: str
    kind: str | None = Field(description="Slug of the document kind: `summary`, `plan`, `notice`, ...")
    issuer: str | None
    year: int | None = Field(description="Year reported on.")
    plan_year: int | None = Field(description="Year planned.")
    dated: str | None
    level: str | None
    field: str | None = Field(description="Slug of the field of work.")
    characters: int
    access: str = Field(description="`public`, `unit` or `private`.")
    unit: UnitShape
    source: SourcePlace
    added_at: datetime


class Heading(Schema):
    """One heading of the outline; offsets count in the document's text, end exclusive."""

    level: int
    depth: int
    marker: str
    text: str
    start: int
    end: int
    fault: str | None


class Section(Schema):
    """A stretch that speaks of one thing: `achievement`, `problem`, `plan`, `other`."""

    kind: str
    start: int
    end: int


class FigureShape(Schema):
    """A quantitative claim."""

    id: int
    text: str
    start: int
    end: int
    value: str | None = Field(description="As printed; None for a placeholder.")
    upper: str | None
    unit: str | None
    kind: str
    base_value: Decimal | None = Field(description="Value in `base_unit`.")
    base_upper: Decimal | None
    base_unit: str | None
    indicator: str | None
    period: str | None
    as_of: str | None
    role: str
    setter: str | None
    qualifier: str | None
    basis: str | None
    section: str
    year: int | None
    corrected: bool


class FigureInDocument(FigureShape):
    """A figure with the document it stands in."""

    document: DocumentShort


class OutcomeShape(Schema):
    """What became of a commitment."""

    verdict: str = Field(description="`kept`, `missed`, `dropped` or `unclear`.")
    ratio: float | None = Field(description="Done of what was promised; never clamped.")
    score: float
    figure: int | None
    report: int | None
    confirmed_at: datetime | None = Field(description="None: a proposal nobody has confirmed.")


class CommitmentShape(Schema):
    """What a document binds its writer to."""

    id: int
    text: str
    start: int
    end: int
    kind: str
    indicator: str | None
    comparator: str | None
    value: str | None
    upper: str | None
    unit: str | None
    due: str | None
    section: str | None
    unit_named: str | None
    year: int | None
    corrected: bool
    outcome: OutcomeShape | None


class CommitmentInDocument(CommitmentShape):
    """A commitment with the document it stands in."""

    document: DocumentShort


class ClosedRun(Schema):
    """A stretch of a text that the reader may not read."""

    start: int
    end: int
    access: str = Field(description="Who may: `unit` or `private`.")


class PartShape(Schema):
    """A part of a document closed to some of its readers."""

    id: int
    start: int
    end: int
    access: str = Field(description="Who may still read it: `unit` or `private`.")
    in_force: bool = Field(description="Neither lifted nor overtaken by the access of the document.")
    is_open: bool = Field(description="Whether you may read it.")
    words: str = Field(description="Its first characters, where you may read it.")
    reason: str = Field(description="Why it was closed, where you may read it.")
    closed_at: datetime
    closed_by: str
    lifted_at: datetime | None


class DocumentFull(DocumentShort):
    """A document with its text and all that was found in it."""

    sha256: str | None = Field(
        description="Digest of the source file; None where you may not read all of it."
    )
    text: str = Field(description="█ for each character of a part that is closed to you.")
    closed: list[ClosedRun] = Field(description="Stretches of `text` that are closed to you.")
    gaps: list[list[int]] = Field(description="Spans of `text` that are residue, not part of the document.")
    tags: list[str]
    outline: list[Heading]
    sections: list[Section]
    figures: list[FigureShape]
    commitments: list[CommitmentShape]


class SimilarShape(Schema):
    """A near-duplicate."""

    document: DocumentShort
    similarity: float = Field(description="Share of characters both have in the same order, 0 to 1.")
    containment: float
    leaks: int = Field(description="Places where one tells what the other masks.")


class DifferenceShape(Schema):
    """A place where two documents differ; offsets in the text of each."""

    start: int
    end: int
    text: str
    other_start: int
    other_end: int
    other_text: str
    leak: bool


class CorrectionShape(Schema):
    """What a person mended."""

    id: int
    document: int
    target: str
    act: str
    start: int | None
    end: int | None
    text: str
    fields: dict[str, Any]
    before: dict[str, Any]
    reason: str
    made_at: datetime
    made_by: str
    withdrawn_at: datetime | None
    orphaned: bool


class PassageShape(Schema):
    """A stretch around what was found; offsets count in the document's text."""

    start: int
    end: int
    text: str
    highlights: list[tuple[int, int]]
    heading: list[str]


class HitShape(Schema):
    """A document found."""

    document: DocumentShort
    found: int = Field(description="Number of places found in its text.")
    passages: list[PassageShape]


class FacetShape(Schema):
    """One value of a facet within the result."""

    value: str
    label: str
    number: int
    chosen: bool


class SearchAnswer(Schema):
    """One page of what a search found."""

    hits: list[HitShape]
    total: int
    page: int
    per_page: int
    facets: dict[str, list[FacetShape]]
    took_ms: float


class ItemShape(Schema):
    """One file of a delivery."""

    name: str
    state: str = Field(description="`waiting`, `done`, `duplicate`, `skipped` or `failed`.")
    fault: str
    message: str
    source: int | None = Field(description="The source it became, or already was.")
    documents: int
    figures: int
    commitments: int


class JobShape(Schema):
    """A delivery."""

    id: int
    state: str = Field(description="`waiting`, `running`, `done` or `cancelled`.")
    share: float = Field(description="Share worked through, 0 to 1.")
    total: int
    by_state: dict[str, int]
    documents: int
    figures: int
    commitments: int
    created_at: datetime
    finished_at: datetime | None


class JobWithItems(JobShape):
    """A delivery with its files."""

    items: list[ItemShape]


class MendRequest(Schema):
    """A correction of a finding or of the document."""

    act: str = Field("mend", description="`mend`, `add` or `remove`.")
    target: str = Field(description="`figure`, `commitment` or `meta`.")
    id: int | None = Field(None, description="The finding to mend or remove; not for `add` and `meta`.")
    document: int | None = Field(None, description="The document, for `add` and `meta`.")
    start: int | None = Field(None, description="For `add`: where it begins in the document's text.")
    end: int | None = None
    fields: dict[str, Any] = Field(
        default_factory=dict, description="Names and new values; empty for nothing."
    )
    reason: str = ""


class TagsRequest(Schema):
    """The tags a document is to have."""

    names: list[str]


class PartRequest(Schema):
    """A part that is to be closed."""

    start: int
    end: int
    access: str = Field(description="`unit` or `private`.")
    reason: str


class AccessRequest(Schema):
    """Who is to read a document."""

    access: str = Field(description="`public`, `unit` or `private`.")
    unit: int | None = Field(None, description="The unit it is to belong to; None: as it is.")


class VerdictRequest(Schema):
    """What became of a commitment, as a person says."""

    verdict: str = Field(description="`kept`, `missed`, `dropped` or `unclear`.")
    figure: int | None = Field(None, description="The figure that shows it.")
