"""Exact search over the documents a person may read, with facets, ranking and highlights."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tantivy import Query

from nianlun.adapters.search_index.compiling import Conditions, compile_query
from nianlun.adapters.search_index.query_language import Node, Word, parse, words_of
from nianlun.adapters.search_index.store import Found, IndexMissingError
from nianlun.apps.library.models import Document, Figure
from nianlun.apps.library.queries.documents import readable
from nianlun.apps.library.queries.figures import FigureFilter, narrowed
from nianlun.apps.library.queries.hits import Hit, Passage, hits_of
from nianlun.apps.library.queries.open_text import index_tokens, open_to
from nianlun.apps.library.queries.search_request import FACETS, SCOPES, SECTIONS, SORTS, SearchRequest
from nianlun.apps.library.stores import search_index
from nianlun.apps.people.models import Unit, User
from nianlun.kernel.errors import RefusedError

__all__ = [
    "FACETS", "SCOPES", "SECTIONS", "SORTS", "FacetValue", "Hit", "Passage", "Problem", "SearchPage",
    "SearchRequest", "found_by", "matching_ids", "search",
]  # fmt: skip

COUNTED_FACETS = tuple(name for name in FACETS if name != "section")
MOST_FACET_VALUES = 60
EVERYTHING = 10_000_000
KEYS_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet within the result."""

    value: str
    """As it stands in the query string."""
    label: str
    """Name of a unit; else the value itself. Pages translate kinds, levels and fields."""
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a search could not be understood or answered; words stand in `nianlun.kernel.messages`."""

    slug: str
    values: Mapping[str, object]
    start: int = 0
    """Where in `SearchRequest.text` it went wrong."""
    end: int = 0


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of what a search found."""

    request: SearchRequest
    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, tuple[FacetValue, ...]]
    """By the names in `FACETS`; empty where not asked for."""
    took_ms: float
    problem: Problem | None = None

    @property
    def pages(self) -> int:
        """Number of pages, at least 1."""
        return max(1, -(-self.total // self.request.per_page))


def search(user: User, request: SearchRequest, *, with_facets: bool = True) -> SearchPage:
    """The page of documents asked for; a query with a fault gives an empty page with its `problem`."""
    started = time.perf_counter()
    try:
        asked = _Asked.of(user, request)
        found = asked.find(limit=request.per_page, offset=(request.page - 1) * request.per_page)
        hits = hits_of(user, found.ids, asked.words, request.section)
        facets = asked.facets() if with_facets else {}
    except IndexMissingError:
        return _without(request, Problem("library.index.rebuilding", {}), started)
    except RefusedError as error:
        values = {name: value for name, value in error.values.items() if name not in ("start", "end")}
        places = int(str(error.values.get("start", 0))), int(str(error.values.get("end", 0)))
        return _without(request, Problem(error.slug, values, *places), started)
    return SearchPage(request, hits, found.total, facets, _ms_since(started))


def matching_ids(user: User, request: SearchRequest, *, most: int | None = None) -> list[int]:
    """Primary keys of all documents found, in the order asked for; for exports.

    Raises:
        RefusedError: `library.query.*` where the words cannot be understood, `library.index.rebuilding`.
    """
    try:
        ids = _Asked.of(user, request).find(limit=most or EVERYTHING).ids
    except IndexMissingError as error:
        raise RefusedError("library.index.rebuilding") from error
    allowed: set[int] = set()  # the index may be a second behind a right withdrawn
    for start in range(0, len(ids), KEYS_AT_ONCE):
        keys = ids[start : start + KEYS_AT_ONCE]
        allowed.update(readable(user).filter(pk__in=keys).values_list("pk", flat=True))
    return [pk for pk in ids if pk in allowed]


def found_by(user: User, request: SearchRequest, *, limit: int = 20, offset: int = 0) -> Found:
    """Primary keys on one page and the number in all, without loading the documents.

    Raises:
        IndexMissingError: the index is being rebuilt.
        RefusedError: as `matching_ids`.
    """
    return _Asked.of(user, request).find(limit=limit, offset=offset)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request as the index is asked."""

    node: Node | None
    words: tuple[Word, ...]
    scopes: tuple[str, ...]
    conditions: Conditions
    request: SearchRequest

    @classmethod
    def of(cls, user: User, request: SearchRequest) -> _Asked:
        node = parse(request.text)
        chosen: dict[str, Sequence[str | int]] = {
            "year": request.years,
            "plan_year": request.plan_years,
            "level": request.levels,
            "field": request.fields,
            "kind": request.kinds,
            "issuer": request.issuers,
            "unit": request.units,
            "tag": request.tags,
            "access": request.access,
        }
        ids = None if request.figures.is_empty else documents_with(user, request.figures)
        conditions = conditions_for(user, chosen=chosen, ids=ids)
        scopes = (request.section,) if request.section else tuple(request.scopes)
        return cls(node, tuple(words_of(node)), scopes, conditions, request)

    def find(self, *, limit: int, offset: int = 0) -> Found:
        sort = self.request.sort
        if sort == "relevance" and self.node is None:
            sort = "added"
        return search_index().find(self.query(), limit=limit, offset=offset, sort=sort)

    def query(self, *, without: str = "", scopes: tuple[str, ...] | None = None) -> Query:
        chosen = {name: values for name, values in self.conditions.chosen.items() if name != without}
        return compile_query(self.node, scopes or self.scopes, replace(self.conditions, chosen=chosen))

    def facets(self) -> dict[str, tuple[FacetValue, ...]]:
        """Values within the result; those of a facet that narrows it are counted as if it did not."""
        narrowing = [name for name in COUNTED_FACETS if self.conditions.chosen.get(name)]
        free = [name for name in COUNTED_FACETS if name not in narrowing]
        index = search_index()
        counted = index.facets(self.query(), free, most=MOST_FACET_VALUES)
        for name in narrowing:
            counted |= index.facets(self.query(without=name), [name], most=MOST_FACET_VALUES)
        names = dict(
            Unit.objects.filter(pk__in=[key for key, _ in counted["unit"]]).values_list("pk", "name")
        )
        facets = {
            name: tuple(
                FacetValue(
                    str(key), str(names.get(key, key)), number, key in self.conditions.chosen.get(name, ())
                )
                for key, number in _in_order(name, counted[name])
            )
            for name in COUNTED_FACETS
        }
        facets["section"] = self.section_facet()
        return facets

    def section_facet(self) -> tuple[FacetValue, ...]:
        """In how many documents the words stand in sections of each kind."""
        if self.node is None:
            return ()
        counts = [(kind, search_index().count(self.query(scopes=(kind,)))) for kind in SECTIONS]
        return tuple(
            FacetValue(kind, kind, number, kind == self.request.section) for kind, number in counts if number
        )


def documents_with(user: User, asked: FigureFilter) -> list[int]:
    """Documents with a figure that meets the conditions; rights to the documents are asked of those found."""
    figures = narrowed(open_to(user, Figure.objects.all()), asked)
    return list(figures.order_by().values_list("document", flat=True).distinct())


def conditions_for(
    user: User, *, chosen: Mapping[str, Sequence[str | int]], ids: Sequence[int] | None = None
) -> Conditions:
    """What an entry of the index must meet to answer a person; everything that asks the index asks by it."""
    tokens = index_tokens(user)
    return Conditions(
        rights=tokens.rights, barred=tokens.barred, chosen=chosen, ids=ids, without=_parts_unsettled()
    )


def _parts_unsettled() -> list[int]:
    """Documents with closed parts that the index has yet to look at: for that second nobody finds them."""
    return list(Document.objects.filter(index_due=True, closed_bits__gt=0).values_list("pk", flat=True))


def _in_order(name: str, counted: list[tuple[str | int, int]]) -> list[tuple[str | int, int]]:
    """Years from the latest, other values from the most frequent."""
    if name in ("year", "plan_year"):
        return sorted(counted, reverse=True)
    return sorted(counted, key=lambda pair: (-pair[1], str(pair[0])))


def _without(request: SearchRequest, problem: Problem, started: float) -> SearchPage:
    return SearchPage(request, (), 0, {}, _ms_since(started), problem)


def _ms_since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
