"""Entries by stage: the first of each stage, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from nianlun.apps.registers.models import IndexRow
from nianlun.apps.registers.queries.conditions import where
from nianlun.apps.registers.queries.ledger import Ledger
from nianlun.apps.registers.queries.rows import ordered, rows_of
from nianlun.apps.registers.queries.table import TableRow, table_rows
from nianlun.apps.registers.queries.table_request import TableRequest
from nianlun.apps.registers.queries.views import with_view
from nianlun.define.model import Stage

MOST_CARDS = 50
"""Cards shown of a stage; the table shows the rest."""


@dataclass(frozen=True)
class BoardColumn:
    """A stage with its entries."""

    stage: Stage
    count: int
    rows: tuple[TableRow, ...]


def board(ledger: Ledger, request: TableRequest) -> list[BoardColumn]:
    """The columns of a board; one query for each stage, and three for all the cards."""
    request, condition = with_view(ledger, request)
    rows = rows_of(ledger, request)
    rows = rows.filter(where(ledger, rows, condition, request.as_of))
    counts = dict(rows.order_by().values_list("stage").annotate(count=Count("*")))
    found: list[IndexRow] = []
    for stage in ledger.definition.stages:
        found += ordered(ledger, rows.filter(stage=stage.id), request.sort)[:MOST_CARDS]
    cards = table_rows(ledger, found)
    return [
        BoardColumn(
            stage,
            counts.get(stage.id, 0),
            tuple(card for card in cards if card.stage and card.stage.id == stage.id),
        )
        for stage in ledger.definition.stages
    ]
