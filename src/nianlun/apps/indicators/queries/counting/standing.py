"""The rows of registers as they stood at an instant, without drafts and dropped entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from nianlun.apps.indicators.queries.counting.books import Book
from nianlun.apps.registers.models import IndexRow, Register, Version

Found = TypeVar("Found")
NEVER = datetime.min.replace(tzinfo=UTC)


def look(
    asked: Sequence[tuple[Book, datetime]], ask: Callable[[Sequence[QuerySet[IndexRow]]], Found]
) -> Found:
    """What is found in the rows of registers, each as known at an instant.

    The newest rows lie together and are quick to pass over. They are those that stood then where nothing was
    recorded since, not even while they were looked at.
    """
    now = timezone.now()
    past = {book.register.pk for book, at in asked if at < now}

    def untouched() -> list[bool]:
        last = _last_recorded(past)
        return [at >= now or last.get(book.register.pk, NEVER) <= at for book, at in asked]

    before = untouched()
    found = ask(
        [_newest(book) if same else _known(book, at) for same, (book, at) in zip(before, asked, strict=True)]
    )
    if past and untouched() != before:
        return ask([_known(book, at) for book, at in asked])
    return found


def _last_recorded(registers: Iterable[int]) -> Mapping[int, datetime]:
    numbers = sorted(registers)
    if not numbers:
        return {}
    latest = Version.objects.filter(register=OuterRef("pk")).order_by("-recorded_at")
    rows = Register.objects.filter(pk__in=numbers).order_by()
    found = rows.annotate(last=Subquery(latest.values("recorded_at")[:1])).values_list("pk", "last")
    return {pk: last for pk, last in found if last is not None}


def _every(book: Book) -> QuerySet[IndexRow]:
    return IndexRow.objects.filter(register=book.register, is_living=True, is_final=True).order_by()


def _newest(book: Book) -> QuerySet[IndexRow]:
    return _every(book).filter(superseded_at__isnull=True)


def _known(book: Book, at: datetime) -> QuerySet[IndexRow]:
    known = Q(recorded_at__lte=at) & (Q(superseded_at__isnull=True) | Q(superseded_at__gt=at))
    return _every(book).filter(known)
