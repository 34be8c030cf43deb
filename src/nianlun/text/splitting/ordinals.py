"""Titles counted through a compilation: 第一篇, 【1】, 范文二, 1. 《…》, …总结（三）."""

from __future__ import annotations

import re
from bisect import bisect_left
from statistics import median

from nianlun.text.splitting.boundaries import Flow, Head
from nianlun.text.splitting.forms import NO_TITLE, is_bare_part, title_strength
from nianlun.text.splitting.lines import Line
from nianlun.text.splitting.numerals import LOWEST, number_of

_N = r"([一二三四五六七八九十百\d]{1,4})"
_SURE = (
    re.compile(rf"^[【\[(（〔]?\s*第\s*{_N}\s*[篇份]\s*[】\])）〕]?\s*[:：.、]?\s*"),
    re.compile(rf"^【\s*(?:篇|范文|例文|材料|之|模板)?\s*{_N}\s*】\s*"),
    re.compile(
        rf"^[【\[(（〔]?\s*(?:篇|范文|例文|材料|典型材料|交流材料|发言材料|经验材料|案例|模板|文章)\s*之?{_N}\s*[】\])）〕]?\s*(?:[:：.、]\s*|\s+|$)"
    ),
    re.compile(rf"^之{_N}\s*[:：.、]?\s*"),
)
"""Marks that count documents, whatever stands after them."""
_DOUBTFUL = (
    re.compile(r"^(\d{1,3})\s*[、.．]\s*(?=\D|(?:19|20)\d\d年)"),
    re.compile(r"^(\d{1,2})\s+(?=[^\d年月日个项大周天、.．]|(?:19|20)\d\d年)"),
    re.compile(r"^([一二三四五六七八九十]{1,3})\s*[、.．]\s*(?=\S)"),
    re.compile(rf"^[(（]{_N}[)）]\s*(?=\S)"),
)
"""Marks that headings bear as well: they count documents only before titles, with long texts between."""
_SUFFIX = re.compile(
    rf"(?:[(（【]\s*(?:范文|篇|之)?{_N}\s*[)）】]|(?:范文|篇|之){_N}|(?<=[结告路文稿话报料会案]){_N})$"
)
_FIRSTS = frozenset("【[(（〔第篇范例材典交发经案模文之一二三四五六七八九十0123456789")
_LASTS = frozenset("】)）一二三四五六七八九十0123456789：:")
_TITLED, _SURELY_TITLED = 2.0, 3.0
_LEAST_TEXT = 60
_LEAST_DOUBTFUL_TEXT = 200
_LATEST_BEGIN = 0.25
"""Share of the text that may stand before the first counted title; a list inside a document begins later."""


def find_counted(flow: Flow) -> list[Head]:
    """Heads of the counted documents of a compilation; empty where no way of counting holds."""
    best: list[Head] = []
    marked = [index for index, line in enumerate(flow.lines[:-1]) if _may_count(line)]
    for number, pattern in enumerate((*_SURE, *_DOUBTFUL, _SUFFIX)):
        sure = number < len(_SURE)
        chain = _chain(flow, marked, pattern, sure=sure)
        if len(chain) < 2 or not _holds(flow, chain, sure=sure):
            continue
        if len(chain) > len(best):
            heads = (_head(flow.lines, index, pattern) for index in chain)
            best = list(dict.fromkeys(heads))  # of two marks in a row the first counts nothing
        if best and sure:
            break
    return best


def is_counter(text: str) -> bool:
    """Whether a line is nothing but the mark that counts the next document: 第三篇, 【4】."""
    return len(text) <= 12 and any(not pattern.sub("", text) for pattern in _SURE)


def unmarked(title: str) -> str:
    """A title without the mark that counts it."""
    return title[counter_end(title) :].strip()


def counter_end(title: str) -> int:
    """Where the mark that counts a title ends; 0 where there is none, or nothing after it."""
    for pattern in (*_SURE, *_DOUBTFUL):
        mark = pattern.match(title)
        if mark and title[mark.end() :].strip():
            return mark.end()
    return 0


def _may_count(line: Line) -> bool:
    """A quick look whether a line can bear a mark that counts documents."""
    if not line.is_plain and not (line.is_short and line.text[-1] in "：:"):
        return False
    return line.text[0] in _FIRSTS or line.text[-1] in _LASTS


def _chain(flow: Flow, marked: list[int], pattern: re.Pattern[str], *, sure: bool) -> list[int]:
    """Indexes of the lines that count 1, 2, 3, ... in this way."""
    chain: list[int] = []
    for index in marked:
        text = flow.lines[index].text
        found = pattern.search(text)
        if not found:
            continue
        number = number_of(next(group for group in found.groups() if group))
        if number == len(chain) + 1 and (sure or _heads_document(flow, index, pattern.sub("", text).strip())):
            chain.append(index)
    return chain


def _heads_document(flow: Flow, index: int, title: str) -> bool:
    """Whether a numbered line is a title and no heading: it names a document, and numbering begins below it."""
    strength = title_strength(title) if title else NO_TITLE
    if strength <= NO_TITLE or is_bare_part(title):
        return False
    line = flow.lines[index]
    apart = index == 0 or (line.blanks > flow.usual_blanks and flow.lines[index - 1].text[-1] in "。！”）")
    return strength >= _SURELY_TITLED or _begins_anew(flow, index) or (strength >= _TITLED and apart)


def _begins_anew(flow: Flow, index: int) -> bool:
    """Whether the next numbered line is a first one, of the same style or of a higher."""
    place = bisect_left(flow.marks, (index + 1,))
    own = flow.marks[place - 1][1] if place and flow.marks[place - 1][0] == index else LOWEST
    return place < len(flow.marks) and flow.marks[place][2] == 1 and flow.marks[place][1] <= own


def _holds(flow: Flow, chain: list[int], *, sure: bool) -> bool:
    """Whether the texts between the titles are documents: long enough and, in doubt, numbered anew."""
    lines = flow.lines
    if lines[chain[0]].start > _LATEST_BEGIN * lines[-1].end:
        return False
    ends = [*chain[1:], len(lines)]
    sizes = [lines[end - 1].end - lines[start].end for start, end in zip(chain, ends, strict=True)]
    if median(sizes) < (_LEAST_TEXT if sure else _LEAST_DOUBTFUL_TEXT):
        return False
    if sure:
        return True
    anew = sum(_begins_anew(flow, index) for index in chain)
    blank = sum(lines[index].blanks > flow.usual_blanks for index in chain[1:])
    return anew >= 0.5 * len(chain) or (blank >= 0.8 * (len(chain) - 1) and anew >= 0.3 * len(chain))


def _head(lines: list[Line], index: int, pattern: re.Pattern[str]) -> Head:
    """The counted title; where the mark stands alone the title is the next line."""
    alone = not pattern.sub("", lines[index].text).strip()
    after = index + 1
    if alone and after < len(lines) and lines[after].is_plain:
        return Head(after, after + 1)
    return Head(index, index + 1)
