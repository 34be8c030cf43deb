"""What the reader finds in a document; every finding points at exact characters of the source.

Offsets are code points, end exclusive. While a piece is being read they count in its body (see
`Mapped`); in a finished `Reading` they count in the untouched source text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Format = Literal["txt", "docx", "pdf", "html"]
ResidueKind = Literal["toc", "advert", "furniture", "mark", "heading"]
SectionKind = Literal["achievement", "problem", "plan", "other"]
Role = Literal["actual", "target", "forecast"]
FigureKind = Literal[
    "count", "people", "money", "rate", "points", "rank", "multiple", "fraction",
    "area", "length", "mass", "volume", "energy", "power", "duration", "measure",
]  # fmt: skip
Comparator = Literal[">=", "<=", "=", "range"]
CommitmentKind = Literal["quantified", "dated", "qualitative"]
Level = Literal["nation", "province", "city", "county", "bureau", "town", "street", "village"]


_FAR = 1 << 62
"""Beyond every offset: places a bisection behind all runs that begin at an offset."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """Text made for reading, and where each of its characters stands in the source."""

    text: str
    """Normalised characters, without residue and zero-width characters."""
    runs: tuple[tuple[int, int], ...] = ((0, 0),)
    """Pairs (offset here, offset in the source), one for each place where the distance changes."""

    def at(self, offset: int) -> int:
        """Offset in the source of the character at `offset`."""
        here, there = self.runs[bisect_right(self.runs, (offset, _FAR)) - 1]
        return there + offset - here

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source span of `text[start:end]`; of an empty span, the place where it stands."""
        if end <= start:
            place = self.at(start)
            return place, place
        return self.at(start), self.at(end - 1) + 1

    def cut(self, start: int, end: int, without: Iterable[tuple[int, int]] = ()) -> Mapped:
        """The part from `start` to `end`, leaving out the spans `without` (in order, offsets here)."""
        pieces: list[str] = []
        runs: list[tuple[int, int]] = []
        length = 0
        place = start
        for gap_start, gap_end in (*without, (end, end)):
            upto = min(max(gap_start, place), end)
            if upto > place:
                runs.append((length, self.at(place)))
                first = bisect_right(self.runs, (place, _FAR))
                last = bisect_left(self.runs, (upto, -1))
                runs.extend((length + here - place, there) for here, there in self.runs[first:last])
                pieces.append(self.text[place:upto])
                length += upto - place
            place = max(place, gap_end)
        return Mapped("".join(pieces), tuple(runs) or ((0, self.at(start)),))


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file as its reader gives it, before anything is made of it."""

    text: str
    """Decoded source text; for docx, pdf and html the text extracted from them."""
    format: Format
    encoding: str | None
    """Python name of the encoding of a txt or html file; None for docx and pdf."""
    notes: tuple[str, ...] = ()
    """Slugs of what a person should know: `ocr`, `undecodable`, `tracked_changes`, ..."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What a piece says of itself; None where it does not say it."""

    kind: str | None = None
    """Slug of the document kind, a key of `nianlun.text.kinds.KINDS`: `summary`, `plan`, `notice`, ..."""
    issuer: str | None = None
    """Name of the issuing unit as printed in title or signature."""
    year: int | None = None
    """Year reported on."""
    plan_year: int | None = None
    """Year planned."""
    dated: str | None = None
    """Date of the document, ISO 8601, to the precision printed."""
    level: Level | None = None
    """Level of the issuing unit."""
    field: str | None = None
    """Slug of the field of work, a key of `nianlun.text.kinds.FIELDS`: `agriculture`, ..."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One place in the outline of a piece."""

    level: int
    """1 for 一、, 2 for （一）, 3 for 1. and 1、, 4 for run-in 一是, 0 for unnumbered titles."""
    marker: str
    """The mark as printed, empty at level 0."""
    text: str
    start: int
    """Where the mark begins (the text, at level 0)."""
    end: int
    """Where the text ends."""
    fault: str | None = None
    """`sequence` where the number does not follow the one before it."""
    depth: int = 0
    """Depth in the tree, 0 at the top, decided by the document's own nesting."""


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a piece that speaks of one thing: what was done, what is wrong, what is planned."""

    kind: SectionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantitative claim."""

    text: str
    """Number and unit as printed, without the qualifying words around it."""
    start: int
    end: int
    value: str | None
    """Number as printed, in ASCII digits (`1/3` for 三分之一); None for a placeholder (XX亿元)."""
    unit: str | None
    """Unit as printed; 万 and 亿 stay in it. None for a bare rank or fraction."""
    kind: FigureKind
    upper: str | None = None
    """Upper end of a range, as `value`."""
    base_value: Decimal | None = None
    """Value in `base_unit`: 5000000000 for 50亿元; percent stays percent."""
    base_upper: Decimal | None = None
    base_unit: str | None = None
    """Unit without 万 and 亿, of one size in its class: 元, 平方米, 吨, 个, %."""
    indicator: str | None = None
    """What is measured, a short noun phrase of the sentence."""
    role: Role = "actual"
    period: str | None = None
    """`2023`, `2023-10`, or `2023-01/2023-10`."""
    as_of: str | None = None
    """`2023-10-20`, or `2023-10`."""
    setter: str | None = None
    """县定, 市定, 省定, 国定: whose target the figure is, or is measured against."""
    qualifier: str | None = None
    """近, 余, 以上, 左右, 不少于, 区间, ... as printed."""
    basis: str | None = None
    """同比, 比去年, ... as printed."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the writer binds himself to for the coming year."""

    text: str
    start: int
    end: int
    kind: CommitmentKind
    indicator: str | None = None
    comparator: Comparator | None = None
    value: str | None = None
    upper: str | None = None
    unit: str | None = None
    due: str | None = None
    """`2024`, `2024-06`, `2024-12-31`, or a range with `/`."""
    section: str | None = None
    """Text of the heading it stands under."""
    unit_named: str | None = None
    """Responsible unit, where the text names one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two similar pieces differ; offsets in the source of each piece."""

    start: int
    end: int
    text: str
    other_start: int
    other_end: int
    other_text: str
    leak: bool = False
    """One side masks (XX) what the other tells."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A near-duplicate, or a piece that holds most of this one."""

    piece: int
    """Index of the other piece, counted from 1."""
    similarity: float
    """Share of characters both have in the same order (ratio of matching, 0 to 1)."""
    containment: float
    """Share of this piece's shingles found in the other, 0 to 1."""
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Residue:
    """Characters that belong to no piece: contents, adverts, page furniture, platform marks."""

    text: str
    start: int
    end: int
    kind: ResidueKind


@dataclass(frozen=True, slots=True)
class Piece:
    """One document of a compilation; the only one of a file that is no compilation."""

    index: int
    title: str
    start: int
    end: int
    body: Mapped
    """Text for reading, title line included, mapped to the source; not part of the printed shape."""
    meta: Meta = field(default_factory=Meta)
    outline: tuple[Heading, ...] = ()
    sections: tuple[Section, ...] = ()
    figures: tuple[Figure, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    similar: tuple[Similar, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one file."""

    source: Extracted
    pieces: tuple[Piece, ...]
    residue: tuple[Residue, ...]
