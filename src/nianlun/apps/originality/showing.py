"""A report of originality for the eye: the text with its passages marked, and each passage beside its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from nianlun.apps.library.models import Document
from nianlun.apps.originality.models import OriginalityReport
from nianlun.apps.originality.passages import KeptPassage, Span
from nianlun.apps.originality.queries import also_in, passages_of, sources_of
from nianlun.apps.people.models import User
from nianlun.text.similarity.originality import own_percent

AROUND = 40
"""Characters shown before and after a passage."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a text; `is_same` where they stand in both."""

    text: str
    is_same: bool = True


@dataclass(frozen=True, slots=True)
class Side:
    """A passage in one text, with what stands around it."""

    before: str
    pieces: tuple[Piece, ...]
    after: str

    @property
    def text(self) -> str:
        """The passage without what stands around it."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage beside its source; the source is there only for those who may read it."""

    number: int
    passage: KeptPassage
    here: Side
    document: Document | None
    there: Side | None
    source_name: str
    also: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Characters of the text; `number` is that of the passage they belong to, from 1."""

    text: str
    number: int = 0
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A document the text has passages in common with."""

    number: int
    """Number of the document."""
    document: Document | None
    name: str
    passages: int
    characters: int
    """In passages, white space not counted."""
    percent: Decimal | None
    """Of the text."""


@dataclass(frozen=True, slots=True)
class Shown:
    """All a page needs of a report."""

    own: Decimal | None
    """In percent."""
    pairs: tuple[Pair, ...]
    sources: tuple[Source, ...]
    paragraphs: tuple[tuple[Chunk, ...], ...]


def shown(user: User, found: OriginalityReport) -> Shown:
    """The report as a person may see it: documents closed to him stay unnamed."""
    passages, documents, others = passages_of(found), sources_of(user, found), also_in(user, found)
    gone = _gone(user, found, passages, documents)
    pairs = tuple(
        _pair(number, each, found.text, documents.get(each.document), gone, others)
        for number, each in enumerate(passages, 1)
    )
    return Shown(
        own=own_percent(found.characters, found.copied),
        pairs=pairs,
        sources=tuple(_sources(pairs, found.characters)),
        paragraphs=tuple(_paragraphs(found.text, [each.span for each in passages])),
    )


def _gone(
    user: User, found: OriginalityReport, passages: Sequence[KeptPassage], documents: Mapping[int, Document]
) -> frozenset[int]:
    """Documents that have left the library; whoever could read them then is still told their titles."""
    missing = {each.document for each in passages} - documents.keys()
    if not missing or found.asked_by_id != user.pk:
        return frozenset()
    there = Document.objects.filter(pk__in=missing).values_list("pk", flat=True)
    return frozenset(missing - set(there))


def _pair(
    number: int,
    passage: KeptPassage,
    text: str,
    document: Document | None,
    gone: frozenset[int],
    others: Mapping[int, Document],
) -> Pair:
    if document is not None:
        name = document.title
    elif passage.document in gone:
        name = _("%(title)s (no longer in the library)") % {"title": passage.title}
    else:
        name = _("A document you may not read")
    mine = [(run[0], run[1]) for run in passage.runs]
    its = [(run[2], run[3]) for run in passage.runs]
    return Pair(
        number=number,
        passage=passage,
        here=_side(text, mine),
        document=document,
        there=_side(document.text, its) if document is not None else None,
        source_name=name,
        also=tuple(others[each] for each in passage.also if each in others),
    )


def _side(text: str, runs: Sequence[Span]) -> Side:
    start, end = runs[0][0], runs[-1][1]
    pieces = [Piece(text[start : runs[0][1]])]
    for before, here in pairwise(runs):
        pieces += [Piece(text[before[1] : here[0]], is_same=False), Piece(text[here[0] : here[1]])]
    return Side(_before(text, start), tuple(piece for piece in pieces if piece.text), _after(text, end))


def _before(text: str, place: int) -> str:
    line = text.rfind("\n", 0, place) + 1
    first = max(line, place - AROUND)
    return f"{'…' if first > line else ''}{text[first:place]}"


def _after(text: str, place: int) -> str:
    line = text.find("\n", place)
    line = len(text) if line < 0 else line
    last = min(line, place + AROUND)
    return f"{text[place:last]}{'…' if last < line else ''}"


def _sources(pairs: Sequence[Pair], characters: int) -> Iterator[Source]:
    """Documents by how much of the text stands in them; those without a name are one line."""
    by_document: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_document[
            pair.passage.document if pair.document or pair.passage.title in pair.source_name else 0
        ].append(pair)
    rows = []
    for number, some in by_document.items():
        same = sum(pair.passage.same for pair in some)
        own = own_percent(characters, same)
        rows.append(
            Source(
                number=number,
                document=some[0].document,
                name=some[0].source_name,
                passages=len(some),
                characters=same,
                percent=None if own is None else 100 - own,
            )
        )
    yield from sorted(rows, key=lambda row: (-row.characters, row.number))


def _paragraphs(text: str, spans: Sequence[Span]) -> Iterator[tuple[Chunk, ...]]:
    """Lines that hold more than white space, cut at the passages."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield tuple(_chunks(text, start, start + len(line), spans))
        start += len(line) + 1


def _chunks(text: str, start: int, end: int, spans: Sequence[Span]) -> Iterator[Chunk]:
    at = start
    for number, (first, last) in enumerate(spans, 1):
        if first >= end or last <= start:
            continue
        low, high = max(first, at), min(last, end)
        if low > at:
            yield Chunk(text[at:low])
        yield Chunk(text[low:high], number, begins=low == first)
        at = high
    if at < end:
        yield Chunk(text[at:end])
