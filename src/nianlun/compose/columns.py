"""How wide the columns of a table are printed: after what stands in them."""

from __future__ import annotations

from nianlun.compose.paging import width
from nianlun.compose.tree import Table

PAGE = 36.0
"""Characters of a table's size (12 pt) in a line 156 mm wide."""
EDGES = 1.4
"""What the borders of a cell take, in characters."""
NARROWEST, SHORT, WIDEST = 3.0, 8.0, 14.0
"""In characters: no column is narrower; what is short is not broken; what is wider than the last is."""


def column_shares(table: Table) -> tuple[float, ...]:
    """The share of the page's width of each column; together one.

    Where not all find room, long words are broken first: dates, names and amounts stay on one line.
    """
    columns = range(len(table.head))
    wanted = [_wanted([row[column] for row in table.rows], table.head[column]) for column in columns]
    rest = PAGE - sum(each for each in wanted if each <= SHORT + EDGES)
    long_ones = sum(each for each in wanted if each > SHORT + EDGES)
    if long_ones > rest > 0:
        wanted = [each if each <= SHORT + EDGES else each * rest / long_ones for each in wanted]
    return tuple(each / sum(wanted) for each in wanted)


def _wanted(cells: list[str], head: str) -> float:
    """What the widest cell needs; the head may take three lines."""
    widest = max((width(cell) for cell in cells), default=0.0)
    return min(max(widest, width(head) / 3, NARROWEST), WIDEST) + EDGES
