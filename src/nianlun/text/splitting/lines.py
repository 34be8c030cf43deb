"""The lines of a text that hold anything, with the blank lines between them counted."""

from __future__ import annotations

import re
from typing import NamedTuple

SHORT = 64
"""Characters a title, heading or table-of-contents entry has at most."""

_SENTENCE_ENDS = frozenset("。！？；!?;，,、：:")
_NOISE = re.compile(r"[\W_]+")
_PAGE_TAIL = re.compile(
    r"(?:(?:\t|[.…·—\-_。﹒・]{2,}|\s{2,})[\s.…·—\-_]*[(（]?\d{1,4}[)）]?|(?<=\D)\s\d{1,4})\s*$"
)
_MARK = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]{1,4}[篇章节部编]分?|[一二三四五六七八九十]{1,3}[、.]|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|【[^】]{1,6}】|\d{1,3}(?:[、)）]|\.(?!\d(?!\d{3}年))))[\s:：、.]*"
)


class Line(NamedTuple):
    """A line without the white space around it; offsets in the normalised text."""

    start: int
    end: int
    text: str
    blanks: int
    """Blank lines between this line and the one before it."""
    is_short: bool
    is_plain: bool
    """Short, and no sentence: a title, a heading, a name, a date."""


def lines_of(text: str) -> list[Line]:
    """All lines that hold more than white space."""
    lines: list[Line] = []
    place = blanks = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = place if raw[0] == stripped[0] else place + len(raw) - len(raw.lstrip())
            short = len(stripped) <= SHORT
            plain = short and not is_sentence(stripped)
            lines.append(Line(start, start + len(stripped), stripped, blanks, short, plain))
            blanks = 0
        else:
            blanks += 1
        place += len(raw) + 1
    return lines


def is_sentence(text: str) -> bool:
    """Whether a line ends or reads as a sentence, so it is no title."""
    return text[-1] in _SENTENCE_ENDS or any(stop in text for stop in "。；！？") or text.count("，") > 1


def page_tail(text: str) -> int:
    """Where the leader and page number at the end of a contents entry begin; -1 where there are none."""
    tail = _PAGE_TAIL.search(text)
    return tail.start() if tail and tail.start() else -1


def key_of(text: str) -> str:
    """What a title and its entry in the contents have in common: no page, number, space or mark."""
    tail = page_tail(text)
    return bare_key(text[:tail] if tail >= 0 else text)


def bare_key(text: str) -> str:
    """Letters and digits of a title without the number before it."""
    return _NOISE.sub("", _MARK.sub("", text))


def outline_mark(text: str) -> str:
    """The number before a heading as printed, empty where there is none."""
    mark = _MARK.match(text)
    return mark[0].strip() if mark else ""
