"""Tables of contents: where they stand, what they name, which of their entries come again as titles."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from nianlun.text.splitting.boundaries import Head, head_text
from nianlun.text.splitting.forms import BOOK, title_strength
from nianlun.text.splitting.lines import SHORT, Line, bare_key, key_of, outline_mark, page_tail
from nianlun.text.splitting.numerals import TOP, mark_of

_HEADER = re.compile(r"^(?:目\s*录|目\s*次|总目录|CONTENTS|Contents)\s*(?:[:：]|[(（].{0,12}[)）])?$")
_NOTE = re.compile(r"[（(][^（）()]{2,24}[）)]$")
"""Whose document an entry is, where several have one title: 2023年工作总结（区实验小学）."""
_LEADERS = " \t\u3000.．·…—-"
_LEADER = 60
"""Characters of dots before a page number, beyond those of the title."""
_TITLED = 1.5
"""Strength of a line that looks like a title."""
_LEAST_PIECES = 2
_NEAR = 12
"""Lines after a title within which its numbering begins."""
_LEAST_UNNAMED = 3
"""Entries a table without the word 目录 needs."""
_HEAD_LINES = 6
"""Lines of the file within which a table without that word may begin."""
_LEAST_CELLS = 3
"""Cells that make a line a row of a table; an entry has a number, a title, or both."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents: `first` to `last` are indexes of lines, `last` exclusive."""

    first: int
    last: int
    entries: tuple[int, ...]


def find_contents(lines: list[Line], skipped: set[int]) -> list[Contents]:
    """All tables of contents, in order; lines `skipped` (page furniture) may stand between entries."""
    keys = [key_of(line.text) if _may_be_entry(line) else "" for line in lines]
    places: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        if key and index not in skipped:
            places[key].append(index)
    found: list[Contents] = []
    for index, line in enumerate(lines):
        if (
            line.end - line.start <= 20
            and _HEADER.match(line.text)
            and (not found or index >= found[-1].last)
        ):
            table = _table(lines, keys, places, skipped, index, index + 1)
            if table.entries:
                found.append(table)
    return found or _unnamed(lines, keys, places, skipped)


def _unnamed(
    lines: list[Line], keys: list[str], places: dict[str, list[int]], skipped: set[int]
) -> list[Contents]:
    for first in range(min(_HEAD_LINES, len(lines))):
        table = _table(lines, keys, places, skipped, first, first)
        tails = sum(page_tail(lines[index].text) >= 0 for index in table.entries)
        known = sum(places[keys[index]][-1] >= table.last for index in table.entries)
        if len(table.entries) >= _LEAST_UNNAMED and max(tails, known) >= 0.8 * len(table.entries):
            return [table]
    return []


def _table(
    lines: list[Line],
    keys: list[str],
    places: dict[str, list[int]],
    skipped: set[int],
    header: int,
    first: int,
) -> Contents:
    entries: list[int] = []
    index = first
    while index < len(lines):
        if index not in skipped:
            if not _is_entry(lines[index], keys[index], places, index):
                break
            entries.append(index)
        index += 1
    entries = _without_first_title(lines, keys, places, entries)
    last = entries[-1] + 1 if entries else header
    while last < len(lines) and last in skipped:
        last += 1
    return Contents(header, last, tuple(entries))


def _may_be_entry(line: Line) -> bool:
    """A short line, or one with a page number; a row of a table with cells of its own is none."""
    cells = [cell for cell in line.text.split("\t") if cell.strip()]
    is_row = len(cells) >= _LEAST_CELLS and page_tail(line.text) < 0
    return not is_row and (line.is_plain or _may_have_tail(line))


def _may_have_tail(line: Line) -> bool:
    return len(line.text) <= SHORT + _LEADER and (line.text[-1].isdigit() or line.text[-1] in ")）")


def _is_entry(line: Line, key: str, places: dict[str, list[int]], index: int) -> bool:
    if not key:
        return False
    if page_tail(line.text) >= 0 and not line.text.endswith(("。", "；")):
        return True
    return line.is_plain and places[key][-1] > index


def _without_first_title(
    lines: list[Line], keys: list[str], places: dict[str, list[int]], entries: list[int]
) -> list[int]:
    """Leave to the body the titles that follow the table: there each entry comes again at least as often.

    Below entries that all have their page, a line without one is no entry.
    """
    while entries and page_tail(lines[entries[-1]].text) < 0:
        listed = Counter(keys[index] for index in entries)
        key = keys[entries[-1]]
        paged = len(entries) > _LEAST_PIECES and all(
            page_tail(lines[each].text) >= 0 for each in entries[:-1]
        )
        if not paged and listed[key] <= sum(place > entries[-1] for place in places[key]):
            break
        entries = entries[:-1]
    return entries


def titles_named(lines: list[Line], table: Contents, skipped: set[int]) -> tuple[list[Head], set[int]]:
    """Title lines after the table that its entries name, in order, and the lines that head groups.

    Empty where the table is that of a single document: its entries are numbered headings or parts.
    """
    matched = _matched(lines, table, skipped)
    named = [head for head in matched if _names_piece(lines, head)]
    groups = {head.first for head, after in pairwise(named) if _follows(head, after.first, skipped)}
    pieces = [head for head in named if head.first not in groups]
    titled = sum(
        title_strength(head_text(lines, head)) >= _TITLED or _begins_numbers(lines, head) for head in pieces
    )
    if len(pieces) < _LEAST_PIECES or titled < 0.5 * len(pieces):
        return [], set()
    strays = [head for head in matched if head not in named and lines[head.first].is_short]
    groups |= {head.first for head in strays if any(_follows(head, piece.first, skipped) for piece in pieces)}
    return pieces, groups


def _begins_numbers(lines: list[Line], head: Head) -> bool:
    """Whether 一、 is the first number after a title: each document begins its own numbering."""
    for line in lines[head.last : head.last + _NEAR]:
        mark = mark_of(line.text)
        if mark:
            return mark[1] == 1 and mark[0] <= TOP
    return False


def _matched(lines: list[Line], table: Contents, skipped: set[int]) -> list[Head]:
    """Lines the entries name, in order; a title printed in up to three lines is found as well."""
    places: dict[str, list[Head]] = defaultdict(list)
    for index in range(table.last, len(lines)):
        if index in skipped:
            continue
        key = ""
        for last in range(index, min(index + 3, len(lines))):
            if not lines[last].is_short:
                break
            key += bare_key(lines[last].text)
            places[key].append(Head(index, last + 1))
    matched: list[Head] = []
    after = table.last
    for entry in table.entries:
        tail = page_tail(lines[entry].text)
        text = lines[entry].text[:tail] if tail >= 0 else lines[entry].text
        if BOOK.search(text):
            continue
        keys = (bare_key(text), bare_key(_NOTE.sub("", text.rstrip(_LEADERS))))
        head = next((head for key in keys for head in places.get(key, ()) if head.first >= after), None)
        if head:
            matched.append(head)
            after = head.last
    return matched


def _names_piece(lines: list[Line], head: Head) -> bool:
    """A numbered line in the body is a heading, unless the number counts pieces (第一篇, 【1】)."""
    text = lines[head.first].text
    mark = outline_mark(text)
    if not mark or mark.startswith("【") or (mark.startswith("第") and "篇" in mark):
        return True
    return mark[0].isdigit() and title_strength(text.removeprefix(mark).strip()) >= 2


def _follows(head: Head, after: int, skipped: set[int]) -> bool:
    """Whether nothing but page furniture stands between a head and a line."""
    return head.last <= after and all(place in skipped for place in range(head.last, after))
