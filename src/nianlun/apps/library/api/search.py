"""Search, with the parameters of the search page."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Router

from nianlun.apps.library.api import shapes
from nianlun.apps.library.api.paging import parameters
from nianlun.apps.library.exporting import document_in_short
from nianlun.apps.library.queries.search import SearchRequest
from nianlun.apps.library.queries.search import search as find
from nianlun.kernel.errors import RefusedError

router = Router()


@router.get("", response=shapes.SearchAnswer, summary="Search for exact words")
def search(
    request: HttpRequest,
    q: str = "",
    section: str | None = None,
    sort: str | None = None,
    page: int = 1,
    per_page: int = 20,
    year: int | None = None,
    kind: str | None = None,
    level: str | None = None,
    field: str | None = None,
    unit: int | None = None,
    tag: str | None = None,
    indicator: str | None = None,
    low: str | None = None,
    high: str | None = None,
    facets: bool = True,  # noqa: FBT001, FBT002 - a parameter of the query string
) -> dict[str, Any]:
    """Words, “phrases”, AND OR NOT (与 或 非), brackets, fields (标题: 小标题: 指标: 问题: 计划: 年份:2023).

    `section` looks only in `achievement`, `problem` or `plan`; `sort` is `relevance`, `year`, `added` or
    `length`. Filters may be given several times. `indicator`, `low`, `high`, `role`, `figure_unit`,
    `figure_year` ask for documents with such a figure.
    """
    del q, section, sort, page, per_page, year, kind, level, field, unit, tag, indicator, low, high
    asked = SearchRequest.from_parameters(parameters(request))
    found = find(request.auth, asked, with_facets=facets)
    if found.problem:
        place = {"start": found.problem.start, "end": found.problem.end}
        raise RefusedError(found.problem.slug, **{**place, **found.problem.values})
    return {
        "hits": [
            {
                "document": document_in_short(hit.document),
                "found": hit.found,
                "passages": [asdict(passage) for passage in hit.passages],
            }
            for hit in found.hits
        ],
        "total": found.total,
        "page": asked.page,
        "per_page": asked.per_page,
        "facets": {name: [asdict(value) for value in values] for name, values in found.facets.items()},
        "took_ms": found.took_ms,
    }
