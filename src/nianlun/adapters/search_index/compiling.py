"""A search as the index understands it: words to phrases of characters, conditions to filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tantivy import FieldType, Occur, Query

from nianlun.adapters.search_index.characters import compact
from nianlun.adapters.search_index.entries import SCHEMA
from nianlun.adapters.search_index.query_language import All, Any, Node, Not, Word, Years

BOOSTS = {"title": 4.0, "heading": 2.0}
"""Found in the title, or in a heading, a word weighs more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What a document must meet besides the words."""

    rights: tuple[str, ...] | None = None
    """Tokens of the person who asks; None asks for no rights (whole library)."""
    barred: tuple[str, ...] = ()
    """None of these may bar the entry."""
    chosen: Mapping[str, Sequence[str | int]]
    """Values of `level`, `year`, `unit`, ...: one of each field's values."""
    ids: Sequence[int] | None = None
    """Only these documents."""
    without: Sequence[int] = ()
    """None of these documents."""


def compile_query(node: Node | None, scopes: Sequence[str], conditions: Conditions) -> Query:
    """Documents that meet the words, looked for in the fields `scopes`, and the conditions."""
    parts = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in _filters(conditions)]
    parts += [(Occur.MustNot, each) for each in _bars(conditions)]
    parts.append((Occur.Must, Query.all_query() if node is None else _compiled(node, scopes)))
    return parts[0][1] if len(parts) == 1 else Query.boolean_query(parts)


def phrase(field: str, word: str) -> Query:
    """Documents with this string in a field."""
    characters = list(compact(word))
    if len(characters) == 1:
        return Query.term_query(SCHEMA, field, characters[0])
    return Query.phrase_query(SCHEMA, field, list(characters))


def _compiled(node: Node, scopes: Sequence[str]) -> Query:
    match node:
        case Word():
            return _word(node, (node.field,) if node.field else tuple(scopes))
        case Years(field, low, high):
            found = Query.range_query(SCHEMA, field, FieldType.Unsigned, low or 0, high or 9999)
            return Query.const_score_query(found, 0.0)
        case Not(part):
            return Query.boolean_query(
                [(Occur.Must, Query.all_query()), (Occur.MustNot, _compiled(part, scopes))]
            )
        case All(parts):
            return _all(parts, scopes)
        case Any(parts):
            return Query.boolean_query([(Occur.Should, _compiled(part, scopes)) for part in parts])


def _all(parts: Sequence[Node], scopes: Sequence[str]) -> Query:
    compiled = []
    for part in parts:
        if isinstance(part, Not):
            compiled.append((Occur.MustNot, _compiled(part.part, scopes)))
        else:
            compiled.append((Occur.Must, _compiled(part, scopes)))
    if all(occur == Occur.MustNot for occur, _ in compiled):
        compiled.append((Occur.Must, Query.all_query()))
    return Query.boolean_query(compiled)


def _word(word: Word, fields: Sequence[str]) -> Query:
    found = [(Occur.Should, _boosted(field, word.text)) for field in fields]
    required = found[0][1] if len(found) == 1 else Query.boolean_query(found)
    extras = [field for field in BOOSTS if field not in fields] if "text" in fields else []
    if not extras:
        return required
    return Query.boolean_query(
        [(Occur.Must, required), *((Occur.Should, _boosted(field, word.text)) for field in extras)]
    )


def _boosted(field: str, word: str) -> Query:
    query = phrase(field, word)
    return Query.boost_query(query, BOOSTS[field]) if field in BOOSTS else query


def _filters(conditions: Conditions) -> list[Query]:
    filters = []
    if conditions.rights is not None:
        filters.append(Query.term_set_query(SCHEMA, "rights", list(conditions.rights)))
    for field, values in conditions.chosen.items():
        if values:
            filters.append(Query.term_set_query(SCHEMA, field, list(values)))
    if conditions.ids is not None:
        found = (
            Query.term_set_query(SCHEMA, "id", list(conditions.ids))
            if conditions.ids
            else Query.empty_query()
        )
        filters.append(found)
    return filters


def _bars(conditions: Conditions) -> list[Query]:
    bars = []
    if conditions.barred:
        bars.append(Query.term_set_query(SCHEMA, "barred", list(conditions.barred)))
    if conditions.without:
        bars.append(Query.term_set_query(SCHEMA, "id", list(conditions.without)))
    return bars
