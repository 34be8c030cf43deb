"""Headings of a piece: their level by the mark, their depth by the document's own nesting."""

from __future__ import annotations

import re

from nianlun.text.model import Heading
from nianlun.text.outline.candidates import Candidate
from nianlun.text.outline.doubts import settle
from nianlun.text.outline.marked import marked_lines
from nianlun.text.outline.nesting import nest
from nianlun.text.outline.runin import run_in_items
from nianlun.text.outline.unnumbered import unnumbered_lines

__all__ = ["find_outline"]

_MASTHEAD = 400
"""Characters in which the head of a bulletin stands, with the title below it."""
_FIRST_LINE = re.compile(r"\s*([^\n]*)")


def find_outline(body: str, title: str) -> tuple[Heading, ...]:
    """Headings of a piece in the order of the text; offsets in `body`.

    The title at the head of the body is none of them. Marks at the start of a line and marks inside
    paragraphs are collected first; those that look like the middle of a sentence stay only where their
    neighbours in the sequence stand too.
    """
    begin = title_end(body, title)
    lines = marked_lines(body, begin)
    found: list[Candidate] = settle(body, [*lines, *run_in_items(body, begin)])
    return nest([*found, *unnumbered_lines(body, begin, found)])


def title_end(body: str, title: str) -> int:
    """Where the title at the head of `body` ends; it may be broken over lines."""
    place = 0
    for sign in title:
        if sign.isspace():
            continue
        while place < len(body) and body[place].isspace():
            place += 1
        if place >= len(body) or body[place] != sign:
            break
        place += 1
    else:
        if place and (
            place >= len(body) or "\n" in body[place - 1 : place + 1] or _rest_is_blank(body, place)
        ):
            return place
    if title and (below := body.find(f"\n{title}\n", 0, _MASTHEAD)) >= 0:
        return below + len(title) + 1
    match = _FIRST_LINE.match(body)
    first_line = match.group(1) if match else ""
    return match.end() if match and title and first_line[:4] == title.strip()[:4] else 0


def _rest_is_blank(body: str, place: int) -> bool:
    stop = body.find("\n", place)
    return not body[place : stop if stop >= 0 else len(body)].strip(" \t\u3000*#")
