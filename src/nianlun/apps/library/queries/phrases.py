"""In which documents short stretches of a text stand word for word, as the index knows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nianlun.adapters.search_index.compiling import Conditions, compile_query
from nianlun.adapters.search_index.query_language import Word
from nianlun.adapters.search_index.store import Found, IndexMissingError
from nianlun.apps.library.queries.search import rights_tokens
from nianlun.apps.library.stores import search_index
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError


def documents_holding(user: User, phrases: Iterable[str], *, most: int) -> Mapping[str, Found]:
    """For each phrase at most `most` documents with it that the person may read, and how many there are.

    Raises:
        RefusedError: `library.index.rebuilding`.
    """
    conditions = Conditions(rights=rights_tokens(user), chosen={})
    index = search_index()
    try:
        return {
            each: index.find(
                compile_query(Word(each, 0, len(each), None), ("text",), conditions), limit=most, sort="added"
            )
            for each in dict.fromkeys(phrases)
        }
    except IndexMissingError as error:
        raise RefusedError("library.index.rebuilding") from error
