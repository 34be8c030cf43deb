"""Places in a text that one may want to close: headings with what stands under them, platform marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianlun.apps.library.models import Document
from nianlun.compose.from_text import title_line_count

OPENING = re.compile(r"##\s*\w*begin\w*\s*##", re.IGNORECASE)
CLOSING = re.compile(r"##\s*\w*end\w*\s*##", re.IGNORECASE)
"""Marks of publishing platforms between which a text is for members: `##paidbegin##` and `##paidend##`."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A stretch between platform marks; offsets in the text of the document."""

    start: int
    end: int
    is_whole: bool
    """Nothing of the document lies outside."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A heading with all that stands under it."""

    name: str
    depth: int
    start: int
    end: int


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A place without white space at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def title_end(document: Document) -> int:
    """Where the title ends that the text begins with; 0 where it does not print it."""
    ends, lines, at = [], [], 0
    for line in document.text.split("\n")[:20]:
        if line.strip():
            lines.append(line.strip())
            ends.append(at + len(line.rstrip()))
        at += len(line) + 1
    taken = title_line_count(document.title, lines)
    return ends[taken - 1] if taken else 0


def stretches_of(document: Document) -> list[Stretch]:
    """The headings in order, each to where the next of its depth or a higher one begins."""
    found = []
    for place, (_level, depth, marker, words, start, _end, _fault) in enumerate(document.outline):
        later = (heading[4] for heading in document.outline[place + 1 :] if heading[1] <= depth)
        end = next(later, len(document.text))
        first, last = trimmed(document.text, start, end)
        if first < last:
            found.append(Stretch(f"{marker}{words}", depth, first, last))
    return found


def offered_in(document: Document) -> Offered | None:
    """What of the document stands between the platform marks of its file, which may begin or end elsewhere in it."""
    residue = document.source.residue
    begins = [end for kind, _start, end, words in residue if kind == "mark" and OPENING.fullmatch(words)]
    ends = [start for kind, start, _end, words in residue if kind == "mark" and CLOSING.fullmatch(words)]
    for begin in begins:
        end = next((each for each in ends if each >= begin), document.source.characters)
        first = max(begin - document.start, title_end(document))
        last = min(end - document.start, len(document.text))
        if first < last:
            first, last = trimmed(document.text, first, last)
        if first < last:
            return Offered(
                first, last, is_whole=begin <= document.start and last >= len(document.text.rstrip())
            )
    return None
