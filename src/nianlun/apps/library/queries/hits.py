"""Documents found, each with the passages that show why, highlighted at the exact characters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from nianlun.adapters.search_index.characters import spans_of
from nianlun.adapters.search_index.query_language import Word
from nianlun.apps.library.models import Document
from nianlun.apps.library.queries.documents import readable
from nianlun.apps.library.queries.open_text import as_read
from nianlun.apps.library.texts import body_of
from nianlun.apps.people.models import User
from nianlun.text.model import Mapped

PASSAGES = 3
"""Most passages of one document."""
AROUND = 45
"""Characters shown on each side of what was found."""
MOST_FOUND = 1000
"""Places counted in one document; beyond, the number is a lower bound."""
TEXT_FIELDS = frozenset(
    {None, "text", "heading", "achievement", "problem", "plan", "indicator", "commitment"}
)
TITLE_FIELDS = frozenset({None, "title"})

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document around what was found; all offsets count in `Document.text`."""

    start: int
    end: int
    text: str
    """`Document.text[start:end]`."""
    highlights: tuple[tuple[int, int], ...]
    """Spans of what was found."""
    heading: tuple[str, ...] = ()
    """Path of headings it stands under, from the top."""
    goes_before: bool = False
    """Whether its paragraph begins before it."""
    goes_on: bool = False
    """Whether its paragraph goes on after it."""

    def parts(self) -> list[tuple[str, bool]]:
        """The passage in pieces, each with whether it is highlighted: ready for a template.

        Where it is cut out of its paragraph stands an ellipsis.
        """
        pieces: list[tuple[str, bool]] = [("…" if self.goes_before else "", False)]
        place = self.start
        for start, end in self.highlights:
            pieces.append((self.text[place - self.start : start - self.start], False))
            pieces.append((self.text[start - self.start : end - self.start], True))
            place = end
        pieces += [(self.text[place - self.start :], False), ("…" if self.goes_on else "", False)]
        return [piece for piece in pieces if piece[0]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found (its `text` is loaded; source, unit and tags are at hand)."""

    document: Document
    title: tuple[tuple[str, bool], ...]
    """The title in pieces, each with whether it is highlighted."""
    passages: tuple[Passage, ...]
    found: int
    """Number of places found in the text."""


def hits_of(user: User, ids: Sequence[int], words: Sequence[Word], section: str = "") -> tuple[Hit, ...]:
    """The documents in this order, with what the words found in each.

    Rights are asked of the database once more: the index may be a second behind a right withdrawn.
    """
    documents = (
        readable(user).select_related("source", "unit", "owner").prefetch_related("tags").in_bulk(list(ids))
    )
    return tuple(_hit(as_read(user, documents[pk]), words, section) for pk in ids if pk in documents)


def _hit(document: Document, words: Sequence[Word], section: str) -> Hit:
    spans = found_in(document, words, section)
    title_words = [word for word in words if word.field in TITLE_FIELDS]
    title_spans = _joined(
        [span for word in title_words for span in spans_of(word.text, body_of(document.title))]
    )
    whole = Passage(0, len(document.title), document.title, tuple(title_spans))
    return Hit(document, tuple(whole.parts()), _passages(document, spans), len(spans))


def found_in(document: Document, words: Sequence[Word], section: str = "") -> list[Span]:
    """Where the words stand in the text, joined where they touch; the same places the index has found."""
    body = body_of(document.text, document.gaps)
    spans: list[Span] = []
    for word in words:
        if word.field in TEXT_FIELDS:
            kind = word.field if word.field in ("achievement", "problem", "plan") else section
            spans += (
                _within(document, kind, spans_of(word.text, body, most=MOST_FOUND))
                if kind
                else _all(word, body)
            )
    return _joined(spans)


def _all(word: Word, body: Mapped) -> list[Span]:
    return spans_of(word.text, body, most=MOST_FOUND)


def _within(document: Document, kind: str | None, spans: list[Span]) -> list[Span]:
    allowed = [(start, end) for name, start, end in document.sections if name == kind]
    return [span for span in spans if any(start <= span[0] and span[1] <= end for start, end in allowed)]


def _joined(spans: list[Span]) -> list[Span]:
    """Spans in order, those that overlap made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _passages(document: Document, spans: list[Span]) -> tuple[Passage, ...]:
    """The first places found, each with some text around it; places close together share a passage."""
    if not spans:
        return (_opening(document),) if document.text.strip() else ()
    stretches: list[tuple[int, int, list[Span]]] = []
    for start, end in spans:
        if stretches and start - AROUND <= stretches[-1][1] and end - stretches[-1][0] < AROUND * 5:
            first, _, held = stretches[-1]
            stretches[-1] = (first, _edge(document.text, end), [*held, (start, end)])
        elif len(stretches) == PASSAGES:
            break
        else:
            opening = max(_start(document.text, start), stretches[-1][1] if stretches else 0)
            stretches.append((opening, _edge(document.text, end), [(start, end)]))
    return tuple(
        _cut(document.text, start, end, tuple(held), _path(document, held[0][0]))
        for start, end, held in stretches
    )


def _start(text: str, place: int) -> int:
    """Where a passage begins: some characters before, but not before the line."""
    floor = max(0, place - AROUND)
    return max(floor, text.rfind("\n", floor, place) + 1)


def _edge(text: str, place: int) -> int:
    ceiling = min(len(text), place + AROUND)
    line_end = text.find("\n", place, ceiling)
    return ceiling if line_end < 0 else line_end


def _opening(document: Document) -> Passage:
    """The first characters after the title, for a document found without words in its text."""
    start = document.text.find("\n") + 1
    start += len(document.text[start:]) - len(document.text[start:].lstrip())
    end = min(len(document.text), start + AROUND * 2)
    return _cut(document.text, start, end)


def _cut(
    text: str, start: int, end: int, highlights: tuple[Span, ...] = (), heading: tuple[str, ...] = ()
) -> Passage:
    """A stretch of a text, with whether its paragraph begins before it and goes on after it."""
    line_end = text.find("\n", end)
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[end : line_end if line_end >= 0 else len(text)]
    return Passage(
        start, end, text[start:end], highlights, heading, not _is_blank(before), not _is_blank(after)
    )


def _is_blank(text: str) -> bool:
    return not text or text.isspace()


def _path(document: Document, place: int) -> tuple[str, ...]:
    """The headings a place stands under, from the top."""
    starts = [heading[4] for heading in document.outline]
    path: list[str] = []
    depth: int | None = None
    for heading in reversed(document.outline[: bisect_right(starts, place)]):
        if depth is None or heading[1] < depth:
            path.append(f"{heading[2]}{heading[3]}")
            depth = heading[1]
        if depth == 0:
            break
    return tuple(reversed(path))
