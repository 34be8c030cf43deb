"""Printed lines with their places, and the paragraphs they belong to."""

from __future__ import annotations

import re
from collections import Counter
from statistics import median
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

_PAGE_NUMBER = re.compile(r"^(?:[-—–─·\s]*\d{1,4}[-—–─·\s]*|第\s*\d{1,4}\s*页.{0,12}|Page\s*\d+.{0,8})$")
_REPEATED = 3
"""Pages that must bear the same first or last line for it to be a running title."""
_NEW_PARAGRAPH = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十百]{1,4}[章节条])"
)
_FULL = 1.6
"""A line that ends within so many characters of the right margin is full."""
_CHINESE = "\u2fff"
"""Chinese characters and their punctuation come after this one."""
_AIR = 0.6
"""White narrower than this share of a character is no space."""
_FAR_IN = 5
"""Characters beyond which a line does not begin a paragraph but is set apart: signatures, dates."""
_EDGE = 2
"""Lines at the top and at the bottom of a page that may be page numbers and running titles."""
_STEP = 3.0
"""Points within which margins are the same."""
_LONG = 12
"""Characters of a line from which its end may tell the right margin."""
_USUAL = 0.15
"""Share of the lines that must keep a left margin."""
_LARGER = 1.2
_TITLE_WIDTH = 0.75
_WIDE = re.compile(r"[\u3400-\u9fff]")
_INDENT = 1.2
"""Characters a first line stands in from the left margin."""


class PrintedLine(NamedTuple):
    """A line of a page; distances in points."""

    text: str
    left: float
    right: float
    size: float
    """Width of a Chinese character; of a line without any, twice that of a letter."""


class Margins(NamedTuple):
    """Where the lines of a file begin and end, and the width of its characters."""

    left: float
    right: float
    size: float


def page_lines(page: pypdfium2.PdfPage) -> list[PrintedLine]:
    """The lines of a page in reading order."""
    textpage = page.get_textpage()
    lines: list[PrintedLine] = []
    places: list[int] = []
    chars: list[str] = []
    for place in range(textpage.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(textpage, place) or 0x20)
        if char in "\r\n":
            lines += _line(textpage, chars, places)
            chars, places = [], []
        elif char != "\ufffe":
            chars.append(char)
            places.append(place)
    lines += _line(textpage, chars, places)
    textpage.close()
    return lines


def _line(textpage: pypdfium2.PdfTextPage, chars: list[str], places: list[int]) -> list[PrintedLine]:
    visible = [place for char, place in zip(chars, places, strict=True) if not char.isspace()]
    if not visible:
        return []
    left, right = (
        textpage.get_charbox(visible[0], loose=True)[0],
        textpage.get_charbox(visible[-1], loose=True)[2],
    )
    wide = [place for char, place in zip(chars, places, strict=True) if _WIDE.match(char)][:3]
    boxes = [textpage.get_charbox(place, loose=True) for place in wide or visible[:5]]
    size = median(box[2] - box[0] for box in boxes) * (1 if wide else 2) or 1.0
    text = _without_airs(textpage, chars, places, size).strip()
    return [PrintedLine(text, left, right, size)]


def _without_airs(textpage: pypdfium2.PdfTextPage, chars: list[str], places: list[int], size: float) -> str:
    """The line without the narrow white typesetters leave between Chinese characters and digits."""
    kept = list(chars)
    for at in range(1, len(chars) - 1):
        before, after = chars[at - 1], chars[at + 1]
        if chars[at] != " " or (before > _CHINESE) == (after > _CHINESE) or " " in (before, after):
            continue
        gap = (
            textpage.get_charbox(places[at + 1], loose=True)[0]
            - textpage.get_charbox(places[at - 1], loose=True)[2]
        )
        if gap < _AIR * size:
            kept[at] = ""
    return "".join(kept)


def join_pages(pages: list[list[PrintedLine]]) -> str:
    """Paragraphs as lines; page numbers and running titles after the paragraph they interrupt."""
    running = _running(pages)
    paragraphs: list[str] = []
    waiting: list[str] = []
    before: PrintedLine | None = None
    margins = _margins([line for lines in pages for line in lines])
    for lines in pages:
        for place, line in enumerate(lines):
            at_edge = place < _EDGE or place >= len(lines) - _EDGE
            if at_edge and (_PAGE_NUMBER.match(line.text) or _masked(line.text) in running):
                waiting.append(line.text)
            elif before and _goes_on(before, line, margins):
                paragraphs[-1] = _joined(paragraphs[-1], line.text)
                before = line
            else:
                paragraphs += waiting if before else []
                waiting = [] if before else waiting
                paragraphs.append(line.text)
                before = line
    return "\n".join(paragraphs + waiting)


def _margins(lines: list[PrintedLine]) -> Margins:
    """The left margin most lines keep, the right one full lines reach, the usual size."""
    lefts = Counter(round(line.left / _STEP) for line in lines)
    rights = Counter(
        round(line.right / _STEP) for line in lines if line.right - line.left > _LONG * line.size
    )
    left = min((place for place, times in lefts.items() if times >= _USUAL * len(lines)), default=0) * _STEP
    right = max(rights, key=lambda place: (rights[place], place), default=0) * _STEP
    return Margins(left, right, median(line.size for line in lines) if lines else 1.0)


def _running(pages: list[list[PrintedLine]]) -> set[str]:
    """First and last lines that come on page after page, but for their numbers."""
    edges: Counter[str] = Counter()
    for lines in pages:
        edges.update({_masked(line.text) for line in (*lines[:_EDGE], *lines[-_EDGE:])})
    return {text for text, times in edges.items() if times >= max(_REPEATED, 0.5 * len(pages))}


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _goes_on(before: PrintedLine, line: PrintedLine, margins: Margins) -> bool:
    """Whether a line goes on with the paragraph of the one before: that was full, this is not indented."""
    large = margins.size * _LARGER
    if before.size >= large or line.size >= large:
        return _same_title(before, line, margins)
    full = before.right >= margins.right - _FULL * before.size
    indented = line.left >= margins.left + _INDENT * line.size
    centred = (
        before.left >= margins.left + 3 * before.size and before.right <= margins.right - 2 * before.size
    )
    apart = before.left >= margins.left + _FAR_IN * before.size
    begins = _NEW_PARAGRAPH.match(line.text) and before.text[-1] in "。；："
    return full and not (indented or centred or apart or begins)


def _same_title(before: PrintedLine, line: PrintedLine, margins: Margins) -> bool:
    """Whether two lines of large print are one title: the first is nearly as long as a line can be."""
    alike = abs(before.size - line.size) < 0.1 * line.size and bool(_WIDE.search(line.text))
    return alike and before.right - before.left >= _TITLE_WIDTH * (margins.right - margins.left)


def _joined(first: str, second: str) -> str:
    words = first[-1:].isascii() and second[:1].isascii() and first[-1:].isalpha() and second[:1].isalpha()
    return f"{first} {second}" if words else first + second
