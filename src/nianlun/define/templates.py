"""Sentences of a template that depend on a figure: `{% if a > b %}...{% else %}...{% endif %}`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianlun.define.expressions.errors import ExpressionError
from nianlun.define.expressions.parser import parse
from nianlun.define.expressions.tree import Expression
from nianlun.define.expressions.typing import TypeFault

TAG = re.compile(r"\{%(.*?)%\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Words:
    """Text that stands as it is, blanks included."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Text that depends on a condition."""

    when: Expression
    then: tuple[Words | Choice, ...]
    otherwise: tuple[Words | Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sign:
    """What stands between `{%` and `%}`."""

    word: str
    rest: str
    start: int
    end: int


def nodes_of(text: str) -> tuple[Words | Choice, ...]:
    """The text cut at its tags; the tags must be right, as `tag_faults` tells."""
    return _until(text, 0, list(_signs(text)), ())[0]


def _signs(text: str) -> Iterator[_Sign]:
    for match in TAG.finditer(text):
        word, _, rest = match[1].strip().partition(" ")
        yield _Sign(word, rest.strip(), match.start(), match.end())


def _until(
    text: str, at: int, signs: list[_Sign], ends: tuple[str, ...]
) -> tuple[tuple[Words | Choice, ...], int, str]:
    """Nodes up to one of the closing words, where they end, and the word."""
    found: list[Words | Choice] = []
    while signs:
        sign = signs.pop(0)
        if sign.start > at:
            found.append(Words(text[at : sign.start]))
        at = sign.end
        if sign.word in ends:
            return tuple(found), at, sign.word
        if sign.word == "if":
            then, at, end = _until(text, at, signs, ("else", "endif"))
            otherwise: tuple[Words | Choice, ...] = ()
            if end == "else":
                otherwise, at, _ = _until(text, at, signs, ("endif",))
            found.append(Choice(parse(sign.rest), then, otherwise))
    if at < len(text):
        found.append(Words(text[at:]))
    return tuple(found), len(text), ""


def conditions_of(text: str) -> tuple[list[tuple[Expression, int]], list[TypeFault]]:
    """Conditions with their rows, and what is wrong with the tags."""
    found: list[tuple[Expression, int]] = []
    faults: list[TypeFault] = []
    open_: list[str] = []
    row = 1
    for sign in _signs(text):
        row = text.count("\n", 0, sign.start) + 1
        if sign.word == "if":
            open_.append("if")
            try:
                found.append((parse(sign.rest), row))
            except ExpressionError as error:
                values = {**error.values, "expression": sign.rest, "row": row}
                faults.append(TypeFault(error.slug, values))
        elif sign.word == "else" and open_ and open_[-1] == "if":
            open_[-1] = "else"
        elif sign.word == "endif" and open_:
            open_.pop()
        else:
            faults.append(TypeFault("define.report.tag", {"key": sign.word, "row": row}))
    if open_:
        faults.append(TypeFault("define.report.tag", {"key": open_[-1], "row": row}))
    return found, faults
