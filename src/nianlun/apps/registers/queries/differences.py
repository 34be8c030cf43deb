"""The difference of a register between two instants, entry by entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from nianlun.apps.people.models import User
from nianlun.apps.registers.models import IndexRow, Register, Version
from nianlun.apps.registers.queries.conditions import where
from nianlun.apps.registers.queries.rows import Ledger, ledger_for, rows_of
from nianlun.apps.registers.queries.table_request import TableRequest
from nianlun.apps.registers.queries.timeline import Difference, difference_between
from nianlun.apps.registers.queries.views import with_view

ADDED, DROPPED, CHANGED = "added", "dropped", "changed"


@dataclass(frozen=True)
class EntryDifference:
    """An entry that stands otherwise at the second instant."""

    entry: int
    code: str
    kind: str
    """`added`: it is in the table only at the second instant; `dropped`: only at the first; `changed`."""
    corrected: bool
    """Whether a correction lies between."""
    before: Version | None
    after: Version | None
    difference: Difference


@dataclass(frozen=True)
class TableDifference:
    """A page of differences, and how many there are of each kind."""

    ledger: Ledger
    since: datetime
    until: datetime
    counts: Mapping[str, int]
    corrected: int
    entries: tuple[EntryDifference, ...]
    page: int
    pages: int


def table_difference(
    user: User,
    register: Register,
    *,
    since: datetime,
    until: datetime,
    request: TableRequest | None = None,
    today: date | None = None,
) -> TableDifference:
    """What the same table says otherwise at two instants; six queries, whatever the size.

    Raises:
        RefusedError: `registers.register.missing`, `registers.table.*`
    """
    asked = request or TableRequest()
    ledger = ledger_for(user, register, today=today)
    first, second = _standing(ledger, asked, since), _standing(ledger, asked, until)
    moved = sorted(
        number
        for number in first.keys() | second.keys()
        if first.get(number, (0, ""))[0] != second.get(number, (0, ""))[0]
    )
    kinds = {number: _kind(number, first, second) for number in moved}
    corrected = _corrected(ledger, since, until) & kinds.keys()
    pages = max(1, -(-len(moved) // asked.per_page))
    page = min(asked.page, pages)
    shown = moved[(page - 1) * asked.per_page : page * asked.per_page]
    ends = [end for number in shown for end in (first.get(number), second.get(number)) if end is not None]
    versions = (
        Version.objects.select_related("definition", "recorded_by", "unit")
        .defer("definition__definition")
        .in_bulk([end[0] for end in ends])
    )
    names_of = [version.values for version in versions.values()]
    ledger.names.prime(ledger.definition.fields, names_of)
    return TableDifference(
        ledger=ledger,
        since=since,
        until=until,
        counts={
            kind: sum(1 for each in kinds.values() if each == kind) for kind in (ADDED, DROPPED, CHANGED)
        },
        corrected=len(corrected),
        entries=tuple(
            _entry(ledger, number, kinds[number], corrected, first, second, versions) for number in shown
        ),
        page=page,
        pages=pages,
    )


Standing = Mapping[int, tuple[int, str]]


def _standing(ledger: Ledger, asked: TableRequest, at: datetime) -> Standing:
    """Version and number of each entry in the table at an instant, by the entry."""
    request, condition = with_view(ledger, replace(asked, as_of=at))
    rows: QuerySet[IndexRow] = rows_of(ledger, request)
    rows = rows.filter(where(ledger, rows, condition, at))
    found = rows.order_by().values_list("entry", "version", "code")
    return {entry: (version, code) for entry, version, code in found}


def _kind(number: int, first: Standing, second: Standing) -> str:
    if number not in first:
        return ADDED
    return DROPPED if number not in second else CHANGED


def _corrected(ledger: Ledger, since: datetime, until: datetime) -> set[int]:
    between = Q(register=ledger.register, is_correction=True, recorded_at__gt=since, recorded_at__lte=until)
    return set(IndexRow.objects.filter(between).values_list("entry", flat=True))


def _entry(
    ledger: Ledger,
    number: int,
    kind: str,
    corrected: set[int],
    first: Standing,
    second: Standing,
    versions: Mapping[int, Version],
) -> EntryDifference:
    before = versions[first[number][0]] if number in first else None
    after = versions[second[number][0]] if number in second else None
    difference = Difference() if after is None else difference_between(ledger, before, after)
    code = (second.get(number) or first[number])[1]
    return EntryDifference(number, code, kind, number in corrected, before, after, difference)
