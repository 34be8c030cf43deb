"""The one form in which text is indexed and looked for: normalised, lower-cased, without white space."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nianlun.text.model import Mapped
from nianlun.text.normalise import normalise

SEPARATOR = " ‖‖ "
"""A token of two characters, which no phrase of single characters can cross."""


def lowered(text: str) -> str:
    """Lower-case letters, one for one: the two letters whose lower case depends on place or length first."""
    return text.replace("İ", "i").replace("Σ", "σ").lower()


def compact(text: str) -> str:
    """The characters that are indexed, of a raw text."""
    return squeezed(normalise(text).text)


def squeezed(text: str) -> str:
    """The characters that are indexed, of a normalised text."""
    return lowered("".join(text.split()))


def spaced(squeezed_text: str) -> str:
    """Characters with spaces between them, as the index wants its tokens."""
    return " ".join(squeezed_text)


def spaced_list(texts: Iterable[str]) -> str:
    """Several texts as one field; nothing is found across two of them."""
    return SEPARATOR.join(spaced(compact(text)) for text in texts)


def spans_of(word: str, body: Mapped, *, most: int | None = None) -> list[tuple[int, int]]:
    """Where a word stands in a text, as spans of the source of `body`; white space between is passed over."""
    wanted = compact(word)
    if not wanted:
        return []
    pattern = re.compile(r"\s*".join(map(re.escape, wanted)))
    spans: list[tuple[int, int]] = []
    for found in pattern.finditer(lowered(body.text)):
        spans.append(body.span(*found.span()))
        if most is not None and len(spans) >= most:
            break
    return spans
