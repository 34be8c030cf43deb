"""Numbers about the library."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from nianlun.apps.library.queries import statistics as queries

router = Router()
Counted = Literal["year", "plan_year", "kind", "level", "field", "issuer", "unit"]


@router.get("/totals", response=dict[str, int], summary="The library in a line")
def totals(request: HttpRequest) -> dict[str, int]:
    """How much you may read."""
    return asdict(queries.totals(request.auth))


@router.get("/counts", response=list[dict[str, Any]], summary="Documents by something")
def counts(request: HttpRequest, by: Counted) -> list[dict[str, Any]]:
    """Number of documents for each value."""
    return [{"value": value, "number": number} for value, number in queries.counts(request.auth, by)]


@router.get("/growth", response=list[dict[str, Any]], summary="Documents per day")
def growth(request: HttpRequest, days: int = 30) -> list[dict[str, Any]]:
    """Documents added each day, and how many there were in all at its end."""
    rows = queries.growth_per_day(request.auth, days=min(3660, max(1, days)))
    return [{"day": day, "added": added, "total": total} for day, added, total in rows]


@router.get("/indicators", response=list[dict[str, Any]], summary="Indicators most spoken of")
def indicators(request: HttpRequest, containing: str = "", number: int = 50) -> list[dict[str, Any]]:
    """Optionally only those with these characters."""
    found = queries.top_indicators(request.auth, containing=containing, number=min(500, max(1, number)))
    return [asdict(use) for use in found]


@router.get("/series", response=list[dict[str, Any]], summary="One indicator over years and issuers")
def series(
    request: HttpRequest,
    indicator: str,
    exact: bool = True,  # noqa: FBT001, FBT002 - a parameter of the query string
    role: str = "actual",
) -> list[dict[str, Any]]:
    """One series for each base unit: only within one can numbers be compared."""
    found = queries.indicator_series(request.auth, indicator, exact=exact, roles=(role,))
    return [
        {
            "indicator": each.indicator,
            "base_unit": each.base_unit,
            "points": [
                {
                    "year": point.year,
                    "issuer": point.issuer,
                    "value": point.value,
                    "role": point.role,
                    "figure": point.figure.pk,
                    "document": point.figure.document_id,
                }
                for point in each.points
            ],
        }
        for each in found
    ]


@router.get("/fulfilment", response=list[dict[str, Any]], summary="Commitments by what became of them")
def fulfilment(request: HttpRequest) -> list[dict[str, Any]]:
    """By the year they are due in."""
    return [asdict(each) for each in queries.fulfilment(request.auth)]


@router.get("/import-faults", response=list[dict[str, Any]], summary="Why files could not be imported")
def import_faults(request: HttpRequest) -> list[dict[str, Any]]:
    """The most frequent first."""
    return [asdict(each) for each in queries.import_faults(request.auth)]
