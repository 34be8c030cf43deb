"""What is printed on pages but belongs to no document: page numbers, running titles, separators, marks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from nianlun.text.splitting.forms import SEPARATOR
from nianlun.text.splitting.lines import Line, outline_mark

MARK = re.compile(r"##[A-Za-z\u4e00-\u9fff][^#\s]{1,40}##|<!--[^<>]{0,200}-->")
"""Marks of publishing platforms, `##paidbegin##`, also in the middle of a word; comments of Markdown."""

_PAGE = re.compile(
    r"^(?:[-—–─_·~]{1,3}\s*\d{1,4}\s*[-—–─_·~]{1,3}"
    r"|第\s*[\d一二三四五六七八九十百]{1,5}\s*页(?:\s*[,，/／|]?\s*[(（]?\s*共\s*[\d一二三四五六七八九十百]{1,5}\s*页[)）]?)?"
    r"|共\s*\d{1,4}\s*页\s*[,，/]?\s*第\s*\d{1,4}\s*页|[Pp]age\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?)$"
)
_LOOSE_PAGE = re.compile(r"^\d{1,4}(?:\s*/\s*\d{1,4})?$")
_DESK = re.compile(
    r"^.{0,16}(?:会议|座谈会?|交流|参阅|学习)(?:发言)?材料(?:之|[（(])?[一二三四五六七八九十\d]{1,3}[)）]?$"
)
"""What a secretary writes above a paper: 经济工作会议材料之三."""
_ENDED = tuple("。！？；：”’）)》!?;:…")
_TIMES = 3
"""How often a line must come again before it is taken for a running title."""


def find_furniture(lines: list[Line]) -> set[int]:
    """Indexes of the lines that are page numbers, running titles or separators."""
    pages = {
        index for index, line in enumerate(lines) if line.end - line.start <= 24 and _PAGE.match(line.text)
    }
    pages |= _loose_pages(lines)
    separators = {index for index, line in enumerate(lines) if SEPARATOR.match(line.text)}
    breaks = {-1} | pages | separators
    above = {
        index
        for index, line in enumerate(lines)
        if (line.blanks or index - 1 in breaks) and line.is_short and _DESK.match(line.text)
    }
    return pages | separators | above | _running_titles(lines, pages)


def _loose_pages(lines: list[Line]) -> set[int]:
    """Bare numbers, taken for page numbers only where at least three count upwards."""
    found = [
        index
        for index, line in enumerate(lines)
        if line.end - line.start <= 9 and _LOOSE_PAGE.match(line.text)
    ]
    numbers = [int(re.match(r"\d+", lines[index].text)[0]) for index in found]  # type: ignore[index]
    steps = [later - earlier for earlier, later in pairwise(numbers)]
    apart = all(later - earlier > 1 for earlier, later in pairwise(found))
    counts_up = len(found) >= _TIMES and apart and sum(step == 1 for step in steps) >= 0.8 * len(steps)
    return set(found) if counts_up else set()


def _running_titles(lines: list[Line], pages: set[int]) -> set[int]:
    times = Counter(line.text for line in lines if line.is_short)
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.is_short and times[line.text] >= _TIMES and not outline_mark(line.text):
            places[line.text].append(index)
    running: set[int] = set()
    for indexes in places.values():
        breaks = [index for index in indexes if _at_page_break(lines, index, pages)]
        if len(breaks) >= _TIMES - 1 and len(breaks) >= 0.6 * len(indexes):
            running.update(breaks)
    return running - pages


def _at_page_break(lines: list[Line], index: int, pages: set[int]) -> bool:
    """Whether a line stands beside a page number, or cuts a sentence in two."""
    if index - 1 in pages or index + 1 in pages:
        return True
    if not 0 < index < len(lines) - 1:
        return False
    before = lines[index - 1]
    return (
        not before.is_short and not before.text.endswith(_ENDED) and not outline_mark(lines[index + 1].text)
    )
