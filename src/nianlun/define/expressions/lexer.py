"""Cuts an expression into marks: numbers with units, dates, texts, names, signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianlun.define.expressions.errors import ExpressionError

WORDS = frozenset({"and", "or", "not", "in", "true", "false"})
"""Words of the language; no field may be called so."""

_MARKS = re.compile(
    r"""(?P<blank>\s+)
    |(?P<date>\d{4}-\d{2}-\d{2}(?!\d))
    |(?P<number>\d+(?:\.\d+)?)(?P<unit>[%‰\u4e00-\u9fff]+)?
    |(?P<name>[A-Za-z_][A-Za-z0-9_]*)
    |"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)'|“(?P<curly>[^“”\n]*)”
    |(?P<sign>==|!=|<=|>=|[<>+\-*/(),.])
    """,
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A mark of the source."""

    kind: str
    """`number`, `date`, `text`, `name`, `word`, `sign`, `end`."""
    text: str
    """What stands there, texts without their quotes."""
    unit: str
    """The unit of a number."""
    at: int
    """Where it begins."""


def tokens_of(source: str) -> Iterator[Token]:
    """Every mark, and one that says the source has ended.

    Raises:
        ExpressionError: `define.expression.character`.
    """
    at = 0
    while at < len(source):
        match = _MARKS.match(source, at)
        if match is None:
            raise ExpressionError("define.expression.character", at=at, character=source[at])
        kind = str(match.lastgroup)
        if match["number"] is not None:
            yield Token("number", match["number"], match["unit"] or "", at)
        elif kind in ("double", "single", "curly"):
            yield Token("text", match[kind], "", at)
        elif kind == "name" and match["name"] in WORDS:
            yield Token("word", match["name"], "", at)
        elif kind != "blank":
            yield Token(kind, match[0], "", at)
        at = match.end()
    yield Token("end", "", "", len(source))
