"""On which page each title will stand, reckoned from the fixed grid of an official document.

Source: GB/T 9704-2012, 5.2.3: 22 lines of 28 characters fill the type area.
"""

from __future__ import annotations

from math import ceil
from unicodedata import east_asian_width

from nianlun.compose.tree import Block, Heading, PageBreak, Paragraph, Table, Title

LINES_PER_PAGE = 22
CHARACTERS_PER_LINE = 28
TITLE_CHARACTERS_PER_LINE = 20
"""Characters of size 2 (22 pt) in a line 156 mm wide."""
INDENT = 2


def title_pages(blocks: tuple[Block, ...]) -> list[int]:
    """Page of each title, counted from 1 at the first block."""
    pages: list[int] = []
    page, line = 1, 0
    for block in blocks:
        if isinstance(block, PageBreak):
            page, line = (page + 1, 0) if line else (page, 0)
            continue
        if isinstance(block, Title):
            if line >= LINES_PER_PAGE:
                page, line = page + 1, 0
            pages.append(page)
        line += _lines(block)
        page, line = (
            page + (line - 1) // LINES_PER_PAGE if line else page,
            (line - 1) % LINES_PER_PAGE + 1 if line else 0,
        )
    return pages


def _lines(block: Block) -> int:
    match block:
        case Title():
            return sum(ceil(width(text) / TITLE_CHARACTERS_PER_LINE) for text in block.lines) + 2
        case Heading() | Paragraph():
            return max(1, ceil((width(block.text) + INDENT) / CHARACTERS_PER_LINE))
        case Table():
            return len(block.rows) + 2
        case _:
            return 0


def width(text: str) -> float:
    """Width in characters; Latin letters and digits count half."""
    return sum(1.0 if east_asian_width(sign) in "WFA" else 0.5 for sign in text)
