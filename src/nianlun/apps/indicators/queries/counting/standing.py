"""The rows of registers as they stood at an instant, without drafts and dropped entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeAlias, TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from nianlun.apps.indicators.queries.counting.books import Book, last_recorded
from nianlun.apps.registers.models import IndexRow

Found = TypeVar("Found")
Rows: TypeAlias = tuple[QuerySet[IndexRow], ...]
"""Rows of a register, in parts that share none; each part is a stretch of the index, which a condition over both is not."""
NEVER = datetime.min.replace(tzinfo=UTC)


def look(
    asked: Sequence[tuple[Book, datetime]],
    before: Mapping[int, datetime],
    ask: Callable[[Sequence[Rows]], Found],
) -> Found:
    """What is found in the rows of registers, each as known at an instant.

    The newest rows lie together and are quick to pass over. They are those that stood then where nothing was
    recorded since: not `before`, by the register's number, and not while they were looked at.
    """
    now = timezone.now()

    def is_idle(book: Book, at: datetime, last: Mapping[int, datetime]) -> bool:
        return at >= now or last.get(book.register.pk, NEVER) <= at

    idle = [(book, at) for book, at in asked if is_idle(book, at, before)]
    found = ask([_newest(book) if is_idle(book, at, before) else _known(book, at) for book, at in asked])
    after = last_recorded({book.register.pk for book, at in idle if at < now})
    if all(is_idle(book, at, after) for book, at in idle):
        return found
    return ask([_known(book, at) for book, at in asked])


def _every(book: Book) -> QuerySet[IndexRow]:
    return IndexRow.objects.filter(register=book.register, is_living=True, is_final=True).order_by()


def _newest(book: Book) -> Rows:
    return (_every(book).filter(superseded_at__isnull=True),)


def _known(book: Book, at: datetime) -> Rows:
    known = _every(book).filter(recorded_at__lte=at)
    return known.filter(superseded_at__isnull=True), known.filter(superseded_at__gt=at)
