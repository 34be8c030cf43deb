"""Which doubtful marks are headings: those whose neighbours in the sequence stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from nianlun.text.outline.candidates import LAST, RUN_IN, Candidate, Style

_AT_LINE_START: dict[Style, Style] = {
    "run_dot": "dot",
    "run_comma": "comma",
    "run_paren": "paren",
    "run_half_paren": "half_paren",
    "run_circle": "circle",
}
_IN_ONE_PARAGRAPH = frozenset({*_AT_LINE_START, "run_paren_han"})
_ITEM_END = ("；", ";", "，", ",")
_ARTICLE = re.compile(
    r"^[ \t\u3000]*第[一二三四五六七八九十百零〇\d]{1,6}条(?:之[一二三四五六七八九十])?[\s：:]", re.MULTILINE
)
_ANNEX = re.compile(r"^[ \t\u3000]*附(?:件|录|表|：|:)", re.MULTILINE)
_OF_A_LAW = ("part", "chapter", "section")
_FEWEST_ARTICLES = 3
_REACH = 3
"""How far apart two numbers may stand and still hold each other up: 一是…三是."""


def settle(body: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that are headings, in order."""
    ordered = sorted(candidates, key=lambda candidate: candidate.start)
    ordered = _one_ordinal(_without_items(body, _without_articles(body, _without_contents(body, ordered))))
    blocks, parts = _stretches(ordered)
    by_style: dict[Style, list[Candidate]] = {}
    for candidate in ordered:
        by_style.setdefault(candidate.style, []).append(candidate)
    kept = [
        own
        for sequence in by_style.values()
        for place, own in enumerate(sequence)
        if not own.doubtful
        or any(
            _hold(own, other) and _are_near(own, other, blocks, parts)
            for other in sequence[max(0, place - 1) : place + 2]
            if other is not own
        )
        or own.style == "digit"
        or _follows_line_start(own, by_style)
    ]
    return _without_loose_digits(sorted(kept, key=lambda candidate: candidate.start))


def _without_loose_digits(ordered: list[Candidate]) -> list[Candidate]:
    """1 before a title counts only where 1.1 comes under it; elsewhere it is a row of a table."""
    kept: list[Candidate] = []
    above = ""
    for own in reversed(ordered):
        if own.style != "digit":
            above = own.marker if own.style == "decimal" else above
            kept.append(own)
        elif re.match(rf"{own.number}[.．]1$", above):
            kept.append(own)
            above = ""
    return kept[::-1]


def _without_contents(body: str, ordered: list[Candidate]) -> list[Candidate]:
    """A table of contents inside the piece names headings that come again with text under them."""
    again: dict[tuple[str, str], int] = {}
    for own in ordered:
        again[own.marker, own.text] = own.start
    kept = [
        own
        for own, after in pairwise(ordered)
        if own.style not in _OF_A_LAW
        or again[own.marker, own.text] == own.start
        or body[own.end : after.start].strip("# \t\u3000\n")
    ]
    return [*kept, *ordered[-1:]]


def _without_articles(body: str, ordered: list[Candidate]) -> list[Candidate]:
    """Under the articles of a law only parts, chapters and sections are headings."""
    articles = [match.start() for match in _ARTICLE.finditer(body)]
    if len(articles) < _FEWEST_ARTICLES:
        return ordered
    annex = _ANNEX.search(body, articles[-1])
    stop = annex.start() if annex else len(body)
    return [own for own in ordered if own.style in _OF_A_LAW or not articles[0] <= own.start < stop]


def _without_items(body: str, ordered: list[Candidate]) -> list[Candidate]:
    """Lines that close with a semicolon are parts of one sentence, and so is the line after them."""
    kept: list[Candidate] = []
    item: Candidate | None = None
    for own in ordered:
        if not own.at_line_start or own.level not in (1, 2, 3):
            kept.append(own)
        elif own.text.endswith(_ITEM_END) or (
            item is not None
            and own.style == item.style
            and own.number == item.number + 1
            and not body[item.end : own.start].strip()
        ):
            item = own
        else:
            kept.append(own)
    return kept


def _one_ordinal(ordered: list[Candidate]) -> list[Candidate]:
    """首先 that goes on as 第二, and 最后 that closes 第一…第二, belong to that sequence."""
    found = list(ordered)
    places = [place for place, candidate in enumerate(ordered) if candidate.style in ("ordinal", "first")]
    for before, after in pairwise(places):
        own, other = found[before], found[after]
        if (
            own.number == 1
            and own.style == "first"
            and other.style == "ordinal"
            and other.number == own.number + 1
        ):
            found[before] = replace(own, style="ordinal")
        elif other.number == LAST:
            found[after] = replace(other, style=own.style)
    return found


def _stretches(ordered: list[Candidate]) -> tuple[dict[int, int], dict[int, int]]:
    """For each candidate the number of headings above it, of levels 1 to 3 and of level 1."""
    block = part = 0
    blocks: dict[int, int] = {}
    parts: dict[int, int] = {}
    for candidate in ordered:
        if not candidate.doubtful:
            block += candidate.level in (1, 2, 3)
            part += candidate.level == 1
        blocks[candidate.start] = block
        parts[candidate.start] = part
    return blocks, parts


def _are_near(own: Candidate, other: Candidate, blocks: dict[int, int], parts: dict[int, int]) -> bool:
    if own.level < RUN_IN:
        return True
    if own.style in _IN_ONE_PARAGRAPH:
        return own.paragraph == other.paragraph
    if blocks[own.start] == blocks[other.start]:
        return True
    return own.at_line_start and other.at_line_start and parts[own.start] == parts[other.start]


def _hold(own: Candidate, other: Candidate) -> bool:
    if LAST in (own.number, other.number):
        return own.number != other.number and (own.number == LAST) == (own.start > other.start)
    step = own.number - other.number
    if step == 0:
        return own.level == RUN_IN and (own.number > 1 or own.paragraph == other.paragraph)
    return abs(step) <= _REACH and (step > 0) == (own.start > other.start)


def _follows_line_start(own: Candidate, by_style: dict[Style, list[Candidate]]) -> bool:
    """Whether 2. stands inside the paragraph that begins with 1."""
    style = _AT_LINE_START.get(own.style)
    return style is not None and any(
        other.number == 1 == own.number - 1 and other.paragraph == own.paragraph
        for other in by_style.get(style, ())
    )
