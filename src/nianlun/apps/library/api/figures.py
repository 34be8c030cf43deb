"""Figures across the library."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from nianlun.apps.library.api import shapes
from nianlun.apps.library.api.paging import Page, paged, parameters
from nianlun.apps.library.exporting import document_in_short, figure_in_short
from nianlun.apps.library.models import Figure
from nianlun.apps.library.queries.figures import FigureFilter, find_figures

router = Router()


@router.get("", response=shapes.Paged[shapes.FigureInDocument], summary="Find figures")
def list_figures(
    request: HttpRequest,
    page: int = 1,
    per_page: int = 50,
    indicator: str | None = None,
    figure_unit: str | None = None,
    low: str | None = None,
    high: str | None = None,
    role: str | None = None,
    figure_kind: str | None = None,
    figure_year: int | None = None,
    figure_section: str | None = None,
    document: int | None = None,
) -> Page:
    """By characters of the indicator, base unit, range of the base value, role, kind, year, section."""
    del indicator, figure_unit, low, high, role, figure_kind, figure_year, figure_section, document
    asked = FigureFilter.from_parameters(parameters(request))
    rows = find_figures(request.auth, asked).select_related("document__source")
    return paged(rows, page, per_page, _shaped)


def _shaped(figure: Figure) -> dict[str, Any]:
    return figure_in_short(figure) | {"document": document_in_short(figure.document)}
