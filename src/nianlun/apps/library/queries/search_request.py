"""A search as a person put it, and as it stands in a query string."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from nianlun.apps.library.queries.figures import FigureFilter
from nianlun.apps.library.queries.parameters import first, integer, integers, words

Scope = Literal["text", "title", "heading", "indicator", "commitment"]
Sort = Literal["relevance", "year", "added", "length"]
SCOPES: tuple[Scope, ...] = ("text", "title", "heading", "indicator", "commitment")
SORTS: tuple[Sort, ...] = ("relevance", "year", "added", "length")
SECTIONS = ("achievement", "problem", "plan")
FACETS = ("year", "plan_year", "level", "field", "kind", "issuer", "unit", "tag", "access", "section")
MOST_PER_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """A search as a person put it; the values of one facet are alternatives, facets narrow one another."""

    text: str = ""
    """Words in the query language; empty finds all documents."""
    scopes: tuple[Scope, ...] = ("text", "title")
    """Where words without a field prefix are looked for."""
    section: str = ""
    """`achievement`, `problem` or `plan`: look for the words only in sections of this kind."""
    years: tuple[int, ...] = ()
    plan_years: tuple[int, ...] = ()
    levels: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    units: tuple[int, ...] = ()
    """Primary keys of owning units."""
    tags: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    figures: FigureFilter = field(default_factory=FigureFilter)
    """Only documents with a figure that meets this."""
    sort: Sort = "relevance"
    page: int = 1
    per_page: int = 20

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, Sequence[str]]) -> SearchRequest:
        """From a query string as `dict(request.GET.lists())`; what cannot be understood is left out."""
        scopes = tuple(scope for scope in SCOPES if scope in words(parameters, "in"))
        sort = first(parameters, "sort")
        section = first(parameters, "section")
        return cls(
            text=first(parameters, "q"),
            scopes=scopes or ("text", "title"),
            section=section if section in SECTIONS else "",
            years=integers(parameters, "year"),
            plan_years=integers(parameters, "plan_year"),
            levels=words(parameters, "level"),
            fields=words(parameters, "field"),
            kinds=words(parameters, "kind"),
            issuers=words(parameters, "issuer"),
            units=integers(parameters, "unit"),
            tags=words(parameters, "tag"),
            access=words(parameters, "access"),
            figures=FigureFilter.from_parameters(parameters),
            sort=next((known for known in SORTS if known == sort), "relevance"),
            page=max(1, integer(parameters, "page") or 1),
            per_page=min(MOST_PER_PAGE, max(1, integer(parameters, "per_page") or 20)),
        )

    def to_parameters(self) -> dict[str, list[str]]:
        """The query string again, without what stands at its default."""
        default = SearchRequest()
        pairs: dict[str, tuple[object, ...]] = {
            "q": (self.text,),
            "in": self.scopes if self.scopes != default.scopes else (),
            "section": (self.section,),
            "year": self.years,
            "plan_year": self.plan_years,
            "level": self.levels,
            "field": self.fields,
            "kind": self.kinds,
            "issuer": self.issuers,
            "unit": self.units,
            "tag": self.tags,
            "access": self.access,
            "sort": (self.sort,) if self.sort != default.sort else (),
            "page": (self.page,) if self.page != 1 else (),
            "per_page": (self.per_page,) if self.per_page != default.per_page else (),
        }
        found = {name: [str(value) for value in values if value != ""] for name, values in pairs.items()}
        return {name: values for name, values in (found | self.figures.to_parameters()).items() if values}

    def on_page(self, page: int) -> SearchRequest:
        """The same search, another page."""
        return replace(self, page=page)
