"""In which documents short stretches of a text stand word for word, and what a person may read of those."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from nianlun.adapters.search_index.compiling import compile_query
from nianlun.adapters.search_index.query_language import Word
from nianlun.adapters.search_index.store import Found, IndexMissingError
from nianlun.apps.library.models import Document
from nianlun.apps.library.queries.documents import readable
from nianlun.apps.library.queries.open_text import as_read
from nianlun.apps.library.queries.search import conditions_for
from nianlun.apps.library.stores import search_index
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError


def documents_holding(user: User, phrases: Iterable[str], *, most: int) -> Mapping[str, Found]:
    """For each phrase at most `most` documents with it that the person may read, and how many there are.

    Raises:
        RefusedError: `library.index.rebuilding`.
    """
    conditions = conditions_for(user, chosen={})
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


def documents_as_read(user: User, numbers: Collection[int]) -> dict[int, Document]:
    """Those of the documents the person may read, by number, with source, unit and what he may read of the text.

    Rights are asked of the database once more: the index may be a second behind a right withdrawn.
    """
    found = readable(user).select_related("source", "unit").defer("signature").in_bulk(list(numbers))
    return {number: as_read(user, document) for number, document in found.items()}
