"""Documents that speak of the same as a short text, such as a question: by the passages both hold.

The exact search does the finding: every run of four characters of the text is counted in the index, the rare ones
are asked for, and the places found are the reason shown. Rights are those of the search.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

from nianlun.adapters.search_index.compiling import compile_query
from nianlun.adapters.search_index.query_language import MOST_WORDS, Word
from nianlun.adapters.search_index.store import IndexMissingError
from nianlun.apps.library.queries.documents import readable
from nianlun.apps.library.queries.hits import Hit
from nianlun.apps.library.queries.search import conditions_for, search
from nianlun.apps.library.queries.search_request import SearchRequest
from nianlun.apps.library.stores import search_index
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError
from nianlun.text.similarity import clauses

WIDTH = 4
MOST_PIECES = 150
"""Runs of characters counted; those of the beginning of the text."""
TOO_OFTEN = 0.25
"""A run that a larger part of the documents hold says nothing."""
FEW = 3
"""In so few documents a run always says something."""
LOOKED_AT = 20
LEAST_PIECES = 2
"""Runs a document must share: five characters on end, or four in two places."""
TOLD = 6
SCOPES = ("text", "title")


@dataclass(frozen=True, slots=True)
class AlikeDocument:
    """A document with what it has in common with the text."""

    hit: Hit
    passages: tuple[str, ...]
    """What both say, as it stands in the document, the longest first."""


def alike_documents(user: User, text: str, *, most: int = 5) -> tuple[AlikeDocument, ...]:
    """Documents the person may read that have most in common with a text, the best first.

    Raises:
        RefusedError: `library.index.rebuilding`.
    """
    rarity = _rarity(user, text)
    asked = sorted(rarity, key=lambda piece: -rarity[piece])[:MOST_WORDS]
    if not asked:
        return ()
    words = " OR ".join(f'"{piece}"' for piece in asked)
    found = search(user, SearchRequest(text=words, scopes=SCOPES, per_page=LOOKED_AT), with_facets=False)
    if found.problem is not None:
        raise RefusedError(found.problem.slug, **found.problem.values)
    scored = [(each, _shared(each.passages, rarity)) for each in map(_alike, found.hits)]
    enough = [(each, shared) for each, shared in scored if len(shared) >= LEAST_PIECES]
    enough.sort(key=lambda pair: (-sum(rarity[piece] for piece in pair[1]), pair[0].hit.document.pk))
    return tuple(each for each, _ in enough[:most])


def _rarity(user: User, text: str) -> Mapping[str, float]:
    """The telling runs of a text, each with how few documents hold it."""
    index, conditions = search_index(), conditions_for(user, chosen={})
    pieces = dict.fromkeys(
        each[at : at + WIDTH] for each in clauses(text) for at in range(len(each) - WIDTH + 1)
    )
    try:
        every = index.count(compile_query(None, SCOPES, conditions))
        held = {
            piece: index.count(compile_query(Word(piece, 0, 0), SCOPES, conditions))
            for piece in list(pieces)[:MOST_PIECES]
        }
    except IndexMissingError as error:
        if not readable(user).exists():
            return {}
        raise RefusedError("library.index.rebuilding") from error
    often = max(FEW, every * TOO_OFTEN)
    return {piece: log((every + 1) / number) for piece, number in held.items() if 0 < number <= often}


def _alike(hit: Hit) -> AlikeDocument:
    told = {words for words, is_found in hit.title if is_found}
    told |= {
        passage.text[start - passage.start : end - passage.start]
        for passage in hit.passages
        for start, end in passage.highlights
    }
    longest = [words for words in told if not any(words != more and words in more for more in told)]
    return AlikeDocument(hit, tuple(sorted(longest, key=lambda words: (-len(words), words))[:TOLD]))


def _shared(passages: tuple[str, ...], rarity: Mapping[str, float]) -> list[str]:
    said = "\n".join(passages).casefold()
    return [piece for piece in rarity if piece in said]
