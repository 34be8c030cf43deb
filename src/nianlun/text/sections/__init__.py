"""What each stretch of a piece speaks of: what was done, what is wrong, what is planned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nianlun.text.mastheads import find_masthead
from nianlun.text.model import Heading, Meta, Section, SectionKind
from nianlun.text.sections.genre import TAKING_SIDES, Genre, genre_of
from nianlun.text.sections.openings import of_opening, opens_plan, opens_problem, paragraphs
from nianlun.text.sections.voice import Paragraph, hear, settle_row
from nianlun.text.sections.wording import SILENT, Announced, is_plan, looks_back, of_heading

__all__ = ["find_sections"]

_RUN_IN = 4
_CLOSING = re.compile(r"(?:\n[ \t\u3000]*[^\n。；，：！？]{2,30}[ \t\u3000]*)+\s*\Z")
_DATE = re.compile(r"(?:19|20|二[〇○零])\S{0,2}\s*年")
_PREAMBLE = 400
"""Longer, what stands before the first heading is no preamble but a part without heading."""
_SENTENCE_ENDS = ("。", "；", "！")
"""A document whose first line ends so has been cut out of another one."""
_CHANGE, _CHANGE_AT_HEADING, _CHANGE_AT_TURN = 7.0, 4.0, 2.0
_HINT = 2.0
"""What the unsure words of a heading weigh for each paragraph under it."""
_GOES_ON_AT_ONCE, _GOES_ON = 2.0, 0.8
"""What the part before weighs for the next paragraph; a plan also for those after it."""
_OPENS = 8.0


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From one heading to the next."""

    start: int
    end: int
    kind: SectionKind | None
    """None where the text must tell."""
    hint: SectionKind | None = None
    heading: bool = True


def find_sections(body: str, outline: tuple[Heading, ...], meta: Meta) -> tuple[Section, ...]:
    """Sections that cover the body, in order.

    Headings decide, by their own words or as parts of what stands above them; where they do not tell, the
    verbs of the paragraphs under them; inside, the openings of paragraphs (下一步，我们将…) turn until the
    next heading.
    """
    if not body:
        return ()
    genre = genre_of(body, meta)
    if genre.rules:
        return (Section("other", 0, len(body)),)
    closing = _closing(body)
    headings = [heading for heading in outline if heading.level != _RUN_IN and heading.start < closing]
    title = _first_line(body)
    if is_plan(title, meta):
        return _joined([*_of_plan(headings, len(body))])
    cut = title.endswith(_SENTENCE_ENDS)
    stretches = [*_stretches(headings, closing, meta, genre, preamble=0 if cut else _PREAMBLE)]
    if any(stretch.kind not in (None, "other") for stretch in stretches):
        genre = replace(genre, indifference=TAKING_SIDES)
    decided = [
        part
        for stretch in _settled(body, stretches, genre, meta)
        for part in _by_openings(body, stretch, meta)
    ]
    return _joined([*decided, (closing, len(body), "other")])


def _of_plan(headings: Sequence[Heading], end: int) -> Iterator[tuple[int, int, SectionKind]]:
    """A plan is one throughout, but for a part at its top level that looks back."""
    tops = [heading for heading in headings if heading.depth == 0]
    yield 0, tops[0].start if tops else end, "plan"
    for place, heading in enumerate(tops):
        stop = tops[place + 1].start if place + 1 < len(tops) else end
        yield heading.start, stop, "achievement" if looks_back(heading.text) else "plan"


def _stretches(
    headings: Sequence[Heading], end: int, meta: Meta, genre: Genre, *, preamble: int
) -> Iterator[_Stretch]:
    """Each stretch from one heading to the next, with what the headings say of it."""
    first = headings[0].start if headings else end
    yield _Stretch(0, first, "other" if headings and first <= preamble else None, heading=False)
    path: list[SectionKind | None] = []
    for place, heading in enumerate(headings):
        depth = min(heading.depth, len(path))
        above = next((kind for kind in reversed(path[:depth]) if kind is not None), None)
        own = of_heading(heading.text, meta)
        if genre.asks and (depth or own.kind in ("achievement", "problem")):
            own = SILENT
        kind = _kind(own, above)
        path[depth:] = [kind]
        stop = headings[place + 1].start if place + 1 < len(headings) else end
        hint: SectionKind | None = own.kind if kind is None else None
        yield _Stretch(heading.start, stop, kind, "problem" if own.mixed and above == "problem" else hint)


def _kind(own: Announced, above: SectionKind | None) -> SectionKind | None:
    """What stands above holds for its parts, but for plans and problems that are said in so many words."""
    if above in (None, "other"):
        return own.kind if own.sure and not own.mixed else above
    if own.mixed:
        return None if above != "plan" else above
    if own.kind == "problem" and above == "achievement":
        return own.kind
    if own.kind == "plan" and own.sure and above in ("achievement", "problem"):
        return own.kind
    return above


def _settled(
    body: str, stretches: Sequence[_Stretch], genre: Genre, meta: Meta
) -> Iterator[tuple[int, int, SectionKind]]:
    """Every stretch with its kind; rows of stretches whose headings do not tell are read together."""
    before: SectionKind = genre.usual
    row: list[_Stretch] = []
    for stretch in stretches:
        if stretch.kind is None:
            row.append(stretch)
            continue
        yield from _of_row(body, row, before, genre, meta)
        row.clear()
        yield stretch.start, stretch.end, stretch.kind
        if stretch.kind != "other":
            before = stretch.kind
    yield from _of_row(body, row, before, genre, meta)


def _of_row(
    body: str, row: Sequence[_Stretch], before: SectionKind, genre: Genre, meta: Meta
) -> Iterator[tuple[int, int, SectionKind]]:
    heard = [part for stretch in row for part in _heard(body, stretch, genre, meta)]
    if not heard:
        return
    usual: SectionKind = "plan" if before == "problem" else before
    for place, paragraph in enumerate(heard):
        weight = _GOES_ON_AT_ONCE if not place else _GOES_ON if usual == "plan" else 0.0
        heard[place] = replace(paragraph, voice={**paragraph.voice, usual: paragraph.voice[usual] + weight})
    for paragraph, kind in zip(heard, settle_row(heard), strict=True):
        yield paragraph.start, paragraph.end, kind


def _heard(body: str, stretch: _Stretch, genre: Genre, meta: Meta) -> Iterator[Paragraph]:
    """The paragraphs of a stretch; its heading goes with the first."""
    begins = [*paragraphs(body, stretch.start, stretch.end)] or [(stretch.start, "")]
    if stretch.heading and len(begins) > 1:
        del begins[1]
    for place, (begin, words) in enumerate(begins):
        stop = begins[place + 1][0] if place + 1 < len(begins) else stretch.end
        start = begin if place else stretch.start
        voice = hear(body[start:stop], genre.this_year, genre.indifference)
        change = _CHANGE if place or not stretch.heading else _CHANGE_AT_HEADING
        turned: SectionKind | None = (
            "problem" if opens_problem(words) else "plan" if opens_plan(words, meta) else None
        )
        if turned is not None:
            voice[turned] += _OPENS
            change = _CHANGE_AT_TURN
        if stretch.hint is not None:
            voice[stretch.hint] += _HINT
        yield Paragraph(start, stop, voice, change)


def _by_openings(
    body: str, stretch: tuple[int, int, SectionKind], meta: Meta
) -> Iterator[tuple[int, int, SectionKind]]:
    start, end, kind = stretch
    if kind != "other":
        for place, words in paragraphs(body, start, end):
            turned = of_opening(words, meta, kind)
            if turned is not None and turned != kind:
                yield start, place, kind
                start, kind = place, turned
    yield start, end, kind


def _first_line(body: str) -> str:
    masthead = find_masthead(body)
    return masthead.title if masthead else body.lstrip().partition("\n")[0].rstrip()


def _closing(body: str) -> int:
    """Where signature and date begin, or the end."""
    match = _CLOSING.search(body, max(0, len(body) - 200))
    return match.start() + 1 if match and match.start() > 0 and _DATE.search(match[0]) else len(body)


def _joined(stretches: list[tuple[int, int, SectionKind]]) -> tuple[Section, ...]:
    sections: list[Section] = []
    for start, end, kind in stretches:
        if end <= start:
            continue
        if sections and sections[-1].kind == kind:
            sections[-1] = Section(kind, sections[-1].start, end)
        else:
            sections.append(Section(kind, start, end))
    return tuple(sections)
