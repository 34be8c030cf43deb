"""Many questions put to the database at once: every row of the answer begins with the number of its question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import IntegerField, QuerySet, Value

AT_ONCE = 300
"""Questions of one statement; SQLite joins five hundred at most."""


def numbered(rows: QuerySet[Any], number: int) -> QuerySet[Any]:
    """The rows of one question; `values_list("question", ...)` says what is asked of them."""
    return rows.order_by().annotate(question=Value(number, IntegerField()))


def together(questions: Sequence[QuerySet[Any]]) -> Iterator[tuple[Any, ...]]:
    """The rows of all questions, whose columns are of the same sorts."""
    for start in range(0, len(questions), AT_ONCE):
        first, *others = questions[start : start + AT_ONCE]
        yield from first.union(*others, all=True) if others else first
