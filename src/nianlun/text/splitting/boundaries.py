"""Where the documents of a compilation begin, when no table of contents says it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from nianlun.text.splitting.forms import (
    BOOK,
    DATE_LINE,
    GROUP,
    NO_TITLE,
    SEPARATOR,
    closes_document,
    is_attachment,
    is_bare_part,
    is_double,
    is_signature,
    is_subtitle,
    kind_strength,
    names_part,
    opens_document,
    title_strength,
)
from nianlun.text.splitting.lines import Line, bare_key, outline_mark
from nianlun.text.splitting.numerals import ARTICLE, mark_of

THRESHOLD = 5.0
_SURE = 2.0
"""Strength of a line that ends as titles end."""
_FULL = 3.0
"""Strength of a title that names unit, year and kind; no heading inside a document does."""
_LOWER = -1.0
"""Weight of numbers that begin at a lower level than the document before has, as below a heading."""
_RESTART = 2.0
"""Weight of numbers that begin anew after one."""
_APART = 2
"""Blank lines beyond the usual ones that set a title apart."""
_LEAST_PROSE = 100
"""Characters of running text a document has at least before the next may begin."""
_BEFORE = frozenset("：:；;")
_ENDED = tuple("。！？；”’）)》!?;…")


@dataclass(slots=True)
class Flow:
    """The lines of a text without residue, and what is needed to weigh them."""

    lines: list[Line]
    usual_blanks: int = 0
    marks: list[tuple[int, int, int]] = field(default_factory=list)
    """(index of the line, style of its mark, number) for every numbered line."""
    strengths: dict[int, float] = field(default_factory=dict)
    """How much each plain line without a mark looks like a title by itself."""
    endings: Counter[str] = field(default_factory=Counter)
    """How often the last four characters of title-like lines come."""

    @classmethod
    def of(cls, lines: list[Line]) -> Flow:
        """The flow of these lines, looked through once."""
        blanks = Counter(line.blanks for line in lines[1:])
        flow = cls(lines, min(blanks.most_common(1)[0][0], 1) if blanks else 0)
        for index, line in enumerate(lines):
            mark = mark_of(line.text)
            if mark:
                flow.marks.append((index, *mark))
            elif line.is_plain:
                flow.strengths[index] = strength = title_strength(line.text)
                if strength >= _SURE:
                    flow.endings[_skeleton(line.text)] += 1
        return flow


def _skeleton(text: str) -> str:
    return re.sub(r"\d", "", bare_key(text))[-4:]


@dataclass(frozen=True, slots=True)
class Head:
    """The title lines of a document: `first` to `last` are indexes of lines, `last` exclusive."""

    first: int
    last: int


def find_heads(flow: Flow) -> list[Head]:
    """The title lines of each document, in order; a single head or none means a single document."""
    heads: list[Head] = []
    index = 0
    while index < len(flow.lines):
        line = flow.lines[index]
        head = _head_at(flow, index) if line.is_plain and _may_be_title(flow, index) else None
        if head and _weigh(flow, head, heads[-1] if heads else None) >= THRESHOLD:
            heads.append(head)
            index = head.last
        else:
            index += 1
    return heads


def _may_be_title(flow: Flow, index: int) -> bool:
    text = flow.lines[index].text
    if flow.strengths.get(index, NO_TITLE) <= NO_TITLE or outline_mark(text) or index + 1 == len(flow.lines):
        return False
    return not (SEPARATOR.match(text) or DATE_LINE.match(text) or is_attachment(text))


def _head_at(flow: Flow, index: int) -> Head | None:
    """The lines of the title that begins at a line; None where it does not begin there."""
    lines = flow.lines
    last = index + 1
    while last < min(index + 4, len(lines)) and lines[last].blanks <= min(flow.usual_blanks, 1):
        text = lines[last].text
        named = kind_strength("".join(line.text for line in lines[index:last]))
        if not lines[last].is_plain or outline_mark(text) or DATE_LINE.match(text):
            break
        if named >= 2 and not (is_subtitle(text) and kind_strength(text)):
            break
        if not kind_strength(text) and not (
            last + 1 < len(lines) and kind_strength(lines[last + 1].text) >= 2
        ):
            break
        last += 1
    return Head(index, last)


def head_text(lines: list[Line], head: Head) -> str:
    """The title in one line."""
    return "".join(line.text for line in lines[head.first : head.last])


def _weigh(flow: Flow, head: Head, before: Head | None) -> float:
    """How much speaks for a new document here; `THRESHOLD` is enough."""
    title = head_text(flow.lines, head)
    if head.first == 0:
        return THRESHOLD if not BOOK.search(title) else 0.0
    if not before and BOOK.search(flow.lines[0].text) and _prose_between(flow, 0, head.first) == 0:
        return THRESHOLD if title_strength(title) >= 1 and not GROUP.match(title) else 0.0
    if before and _prose_between(flow, before.last, head.first) < _LEAST_PROSE:
        return 0.0
    strength = title_strength(title)
    numbers = _weigh_numbers(flow, head, before)
    if strength >= _FULL:
        strength += 1.0
        numbers = 0.0 if numbers == _LOWER else numbers
    elif strength < 0 and numbers > _RESTART and _stands_apart(flow, head) and not names_part(title):
        strength += 1.0
    if numbers <= 0 and before and bare_key(title) == bare_key(head_text(flow.lines, before)):
        numbers -= 2.0
    return strength + numbers + _weigh_place(flow, head) + _weigh_title(flow, title, before)


def _stands_apart(flow: Flow, head: Head) -> bool:
    """Whether more white space stands before a title than before any paragraph."""
    return flow.lines[head.first].blanks - flow.usual_blanks >= _APART


def _prose_between(flow: Flow, first: int, last: int) -> int:
    prose = 0
    for line in flow.lines[first:last]:
        prose += 0 if line.is_plain else len(line.text)
        if prose >= _LEAST_PROSE:
            break
    return prose


def _weigh_place(flow: Flow, head: Head) -> float:
    """White space around the title, and how the lines before and after it look."""
    lines, first = flow.lines, lines_before(flow, head)
    weight = 0.0
    more = lines[head.first].blanks - flow.usual_blanks
    weight += 2.0 if more >= _APART else 1.5 if more == 1 else -1.0 if more < 0 else 0.0
    if is_attachment(first.text):
        weight -= 6.0
    elif SEPARATOR.match(first.text):
        weight += _divided(flow, head)
    elif closes_document(first.text):
        weight += 2.0
    elif first.text.endswith(_ENDED):
        weight += 0.5
    elif not GROUP.match(first.text) and (first.is_plain or first.text[-1] not in _BEFORE):
        weight -= 3.0
    if head.last < len(lines):
        after = lines[head.last]
        if opens_document(after.text):
            weight += 1.5
        elif DATE_LINE.match(after.text):
            weight += -4.0 if is_signature(lines[head.last - 1].text) else 1.0
        elif after.blanks > flow.usual_blanks:
            weight += 1.0
    return weight


def _divided(flow: Flow, head: Head) -> float:
    """What a separator before a title says: more where every separator stands before a possible title."""
    after = [index + 1 for index, line in enumerate(flow.lines) if SEPARATOR.match(line.text)]
    if not all(index in flow.strengths for index in after if index < len(flow.lines)):
        return 3.0
    return 6.5 if flow.strengths[head.first] < 0 else 4.5


def lines_before(flow: Flow, head: Head) -> Line:
    """The line before a title."""
    return flow.lines[head.first - 1]


def _weigh_numbers(flow: Flow, head: Head, before: Head | None) -> float:
    """Whether the numbering begins anew here, or goes on as inside one document."""
    start = before.last if before else 0
    here = bisect_left(flow.marks, (head.first,))
    earlier = flow.marks[bisect_left(flow.marks, (start,)) : here]
    if not earlier or here == len(flow.marks):
        return 0.0
    _index, style, number = flow.marks[here]
    of_style = [mark[2] for mark in earlier if mark[1] == style]
    top = earlier[0][1]
    if number == 1:
        if of_style and style in {top, ARTICLE}:
            return 2.5 if of_style[-1] > 1 else 2.0
        return 1.0 if style < top else _LOWER
    if of_style and number == of_style[-1] + 1:
        return -4.0
    return -1.0


def _weigh_title(flow: Flow, title: str, before: Head | None) -> float:
    """Whether the title stands on its own, or only names a part of the document it stands in."""
    weight = 1.0 if flow.endings[_skeleton(title)] > 1 else 0.0
    key = bare_key(title)
    current = bare_key(head_text(flow.lines, before)) if before else ""
    if key == current:
        return weight + 0.5
    if current and key in current and not is_double(key):
        weight -= 6.0
    elif is_bare_part(title) and not (before and is_bare_part(head_text(flow.lines, before))):
        weight -= 5.0
    return weight
