"""All rows of a table request, page by page, so that a large register does not fill the memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from nianlun.apps.people.models import User
from nianlun.apps.registers.models import Register
from nianlun.apps.registers.queries.table import TablePage, TableRow, table
from nianlun.apps.registers.queries.table_request import MOST_PER_PAGE, TableRequest
from nianlun.kernel.errors import RefusedError

MOST_ROWS = 100_000


def every_page(
    user: User, register: Register, request: TableRequest, *, today: date | None = None
) -> Iterator[TablePage]:
    """Each page of a request.

    Raises:
        RefusedError: `registers.export.too_large`, `registers.register.missing`, `registers.table.*`
    """
    page = table(user, register, replace(request, page=1, per_page=MOST_PER_PAGE), today=today)
    if page.total > MOST_ROWS:
        raise RefusedError("registers.export.too_large", count=page.total, most=MOST_ROWS)
    yield page
    for number in range(2, page.pages + 1):
        yield table(user, register, replace(page.request, page=number), today=today)


def every_row(pages: Iterator[TablePage]) -> Iterator[TableRow]:
    """Each row of the pages."""
    for page in pages:
        yield from page.rows
