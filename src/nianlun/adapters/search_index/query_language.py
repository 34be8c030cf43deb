"""The language of searches: words, “phrases”, AND OR NOT (与 或 非, &, |, -), brackets, fields.

A word is an exact string of one character or more. Space means AND. What could be an operator but stands
inside a word is part of the word: `R&D`, `2023-10`, `（一）加强` are looked for as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from nianlun.adapters.search_index.characters import compact
from nianlun.kernel.errors import RefusedError

MOST_WORDS = 40
DEEPEST = 12
QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』", "＂": "＂"}
BRACKETS = {"(": ")", "（": "）"}
FIELDS = {
    "text": "text", "正文": "text",
    "title": "title", "标题": "title",
    "heading": "heading", "小标题": "heading",
    "indicator": "indicator", "指标": "indicator",
    "commitment": "commitment", "承诺": "commitment",
    "achievement": "achievement", "成效": "achievement",
    "problem": "problem", "问题": "problem",
    "plan": "plan", "计划": "plan",
    "year": "year", "年份": "year",
    "plan_year": "plan_year", "计划年份": "plan_year",
    "unit": "office", "单位": "office",
    "kind": "kind_name", "文种": "kind_name",
    "level": "level_name", "层级": "level_name",
    "field": "field_name", "领域": "field_name",
    "tag": "tag_name", "标签": "tag_name",
}  # fmt: skip
"""Prefixes a person may write before a colon, and the field of the index each stands for."""
YEAR_FIELDS = ("year", "plan_year")

_OPERATORS = {
    "AND": "and", "&": "and", "&&": "and", "＆": "and", "与": "and",
    "OR": "or", "|": "or", "||": "or", "｜": "or", "或": "or",
    "NOT": "not", "非": "not",
}  # fmt: skip
_BARE = frozenset("与或非")
"""Operators that are also words: only between two words, never first or last."""
_PREFIX = re.compile("(" + "|".join(sorted(FIELDS, key=len, reverse=True)) + ")[:：]", re.IGNORECASE)
_YEARS = re.compile(r"(\d{4})?(?:(\.\.|-|—|至|~)(\d{4})?)?")


@dataclass(frozen=True, slots=True)
class Word:
    """A string to be found; `field` None means wherever the search looks."""

    text: str
    start: int
    end: int
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Years:
    """A year or a range of years, both ends included."""

    field: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Not:
    """Documents without."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Documents that meet every part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Documents that meet one part at least."""

    parts: tuple[Node, ...]


Node = Word | Years | Not | All | Any


def parse(text: str) -> Node | None:
    """The search as a tree; None where nothing is asked for.

    Raises:
        RefusedError: `library.query.unclosed_quote`, `.unclosed_bracket`, `.operator`, `.empty_word`,
            `.year`, `.too_long`, each with `start` and `end` in `text`.
    """
    return _Parser(text).whole()


def words_of(node: Node | None) -> list[Word]:
    """The words a found document is to be highlighted for: all that are not excluded."""
    match node:
        case Word():
            return [node]
        case All(parts) | Any(parts):
            return [word for part in parts for word in words_of(part)]
        case _:
            return []


class _Parser:
    """Reads from left to right; `place` is the next character."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.words = 0
        self.joining: tuple[int, int] | None = None
        """Where the operator stands that was passed over last."""

    def whole(self) -> Node | None:
        self.skip()
        if self.place >= len(self.text):
            return None
        return self.either(None, 0)

    def either(self, field: str | None, depth: int) -> Node:
        parts = [self.both(field, depth)]
        while self.take("or"):
            parts.append(self.both(field, depth))
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def both(self, field: str | None, depth: int) -> Node:
        parts = [self.one(field, depth)]
        while True:
            if self.take("and") or (self.more(depth) and self.operator(after_word=True)[0] in ("", "not")):
                parts.append(self.one(field, depth, after_word=True))
            else:
                return parts[0] if len(parts) == 1 else All(tuple(parts))

    def one(self, field: str | None, depth: int, *, after_word: bool = False) -> Node:
        """A word, a phrase, a group, or the negation of one."""
        self.skip()
        start = self.place
        kind, length = self.operator(after_word=after_word)
        if kind == "not":
            self.pass_over(length)
            return Not(self.one(field, depth))
        if kind:
            self.fail("operator", start, start + length)
        if self.place >= len(self.text) or (depth and self.text[start] in BRACKETS.values()):
            self.fail("operator", *(self.joining or (max(0, start - 1), start)))
        if self.text[start] in "-－" and start + 1 < len(self.text) and not self.text[start + 1].isspace():
            self.place += 1
            return Not(self.one(field, depth))
        prefix = _PREFIX.match(self.text, start)
        if prefix:
            self.place = prefix.end()
            field = FIELDS[prefix[1].lower()]
        return self.bare(field, depth)

    def bare(self, field: str | None, depth: int) -> Node:
        start = self.place
        if start >= len(self.text) or self.text[start].isspace():
            self.fail("empty_word", start, start)
        closing = self.group_end(start)
        if closing is not None:
            if depth >= DEEPEST:
                self.fail("too_long", start, closing)
            self.place = start + 1
            node = self.either(field, depth + 1)
            self.skip()
            if self.place != closing:
                self.fail("operator", self.place, min(self.place + 1, len(self.text)))
            self.place = closing + 1
            return node
        if self.text[start] in QUOTES:
            end = self.text.find(QUOTES[self.text[start]], start + 1)
            if end < 0:
                self.fail("unclosed_quote", start, len(self.text))
            self.place = end + 1
            return self.word(field, start + 1, end)
        end = self.word_end(start, depth)
        self.place = end
        return self.word(field, start, end)

    def word(self, field: str | None, start: int, end: int) -> Node:
        self.words += 1
        if self.words > MOST_WORDS:
            self.fail("too_long", start, end)
        text = self.text[start:end]
        if field in YEAR_FIELDS:
            return self.years(field, text.strip(), start, end)
        if not compact(text):
            self.fail("empty_word", start, end)
        return Word(text, start, end, field)

    def years(self, field: str, text: str, start: int, end: int) -> Years:
        found = _YEARS.fullmatch(text)
        if not found or not text or not (found[1] or found[3]):
            self.fail("year", start, end)
        low = int(found[1]) if found[1] else None
        high = int(found[3]) if found[3] else (None if found[2] else low)
        return Years(field, low, high)

    def word_end(self, start: int, depth: int) -> int:
        """Where a plain word ends: at white space, or at the bracket that closes its group."""
        end, opened = start, 0
        while end < len(self.text) and not self.text[end].isspace():
            char = self.text[end]
            opened += char in BRACKETS
            if char in BRACKETS.values():
                if depth and not opened and end > start:
                    break
                opened = max(0, opened - 1)
            end += 1
        return end

    def group_end(self, start: int) -> int | None:
        """Where the group that opens here closes; None where the bracket is part of a word."""
        if self.text[start] not in BRACKETS:
            return None
        depth, place, spaced = 0, start, False
        while place < len(self.text):
            char = self.text[place]
            if char in QUOTES and QUOTES[char] in self.text[place + 1 :]:
                place = self.text.index(QUOTES[char], place + 1)
                spaced = True
            elif char in BRACKETS:
                depth += 1
            elif char in BRACKETS.values():
                depth -= 1
                if depth == 0:
                    after = self.text[place + 1 : place + 2]
                    grouping = spaced and (not after or after.isspace() or after in BRACKETS.values())
                    return place if grouping else None
            spaced = spaced or char.isspace()
            place += 1
        if spaced:
            self.fail("unclosed_bracket", start, len(self.text))
        return None

    def more(self, depth: int) -> bool:
        """Whether another part follows in this group."""
        self.skip()
        if self.place >= len(self.text):
            return False
        return not (depth and self.text[self.place] in BRACKETS.values())

    def operator(self, *, after_word: bool) -> tuple[str, int]:
        """The operator that stands here alone, and its length; an empty name for none."""
        self.skip()
        end = self.place
        while end < len(self.text) and not self.text[end].isspace():
            end += 1
        token = self.text[self.place : end]
        if token in _BARE and (not after_word or not self.text[end:].strip()):
            return "", 0
        return _OPERATORS.get(token, ""), len(token)

    def take(self, kind: str) -> bool:
        """Pass over an operator of this kind, where one stands here."""
        found, length = self.operator(after_word=True)
        if found != kind:
            return False
        self.pass_over(length)
        return True

    def pass_over(self, length: int) -> None:
        """Go behind the operator that stands here."""
        self.joining = (self.place, self.place + length)
        self.place += length

    def skip(self) -> None:
        while self.place < len(self.text) and self.text[self.place].isspace():
            self.place += 1

    def fail(self, fault: str, start: int, end: int) -> NoReturn:
        slug = f"library.query.{fault}"
        raise RefusedError(slug, start=start, end=end, text=self.text[start:end])
