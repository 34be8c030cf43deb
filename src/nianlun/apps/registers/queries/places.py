"""Entries that have a place, with the shapes to be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nianlun.apps.registers.queries.conditions import where
from nianlun.apps.registers.queries.ledger import Ledger
from nianlun.apps.registers.queries.rows import ordered, rows_of
from nianlun.apps.registers.queries.table import TableRow, table_rows
from nianlun.apps.registers.queries.table_request import TableRequest
from nianlun.apps.registers.queries.views import with_view
from nianlun.define.model import FieldDef

MOST_PLACES = 2_000
Point = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """An entry on the map."""

    row: TableRow
    kind: str
    """`Point`, `LineString`, `Polygon`."""
    points: tuple[Point, ...]
    """Longitude and latitude; of an area its outer line."""


def place_fields(ledger: Ledger) -> list[FieldDef]:
    """Fields that hold a place and that the person may see."""
    return [
        each
        for each in ledger.definition.fields
        if each.kind == "place" and ledger.reach(each) and not each.hidden
    ]


def places(ledger: Ledger, request: TableRequest, field: FieldDef) -> tuple[list[Place], int]:
    """The entries that have a place, and how many entries there are in all."""
    request, condition = with_view(ledger, request)
    rows = rows_of(ledger, request)
    rows = rows.filter(where(ledger, rows, condition, request.as_of))
    total = rows.count()
    columns = ledger.columns(field)
    if columns:
        rows = rows.filter(**{f"{columns[0]}__isnull": False})
    found = table_rows(ledger, list(ordered(ledger, rows, request.sort)[:MOST_PLACES]))
    return list(_shapes(found, field)), total


def _shapes(rows: list[TableRow], field: FieldDef) -> Iterator[Place]:
    for row in rows:
        shape: Any = row.values.get(field.key)
        if not shape:
            continue
        coordinates = shape["coordinates"]
        match shape["type"]:
            case "Point":
                points = [coordinates]
            case "LineString":
                points = coordinates
            case _:
                points = coordinates[0]
        yield Place(row, shape["type"], tuple((float(each[0]), float(each[1])) for each in points))
