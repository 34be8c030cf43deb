"""The entries a number was counted from, as they stood in the versions that counted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.people.models import Unit
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Version
from nianlun.apps.registers.queries.conditions import present_content
from nianlun.apps.registers.queries.naming import entries_named, title_of
from nianlun.apps.registers.queries.timeline import difference_between, told_fields
from nianlun.define.kinds import KINDS
from nianlun.define.model import IndicatorDef
from nianlun.define.words import Language
from nianlun.reckon.results import Counted


@dataclass(frozen=True)
class Record:
    """An entry in the version that counted."""

    counted: Counted
    code: str
    title: str
    unit: Unit
    on: str
    """The date that put it into the period, in words."""
    version: Version


def altered_fields(
    desk: Desk, since: datetime, until: datetime, entries: Collection[int], language: Language
) -> Mapping[int, tuple[tuple[str, str, str], ...]]:
    """What stands in entries otherwise at an instant than at one before: field, words before, words after.

    Only of entries known at the first, and of them only what the person may see. One query, however many there are.
    """
    rows = Version.objects.filter(entry__in=entries, recorded_at__lte=until).order_by("entry", "number")
    books = {book.register.pk: book for book in desk.books.by_key.values()}
    then: dict[int, Version] = {}
    now: dict[int, Version] = {}
    for row in rows.select_related("definition").defer("definition__definition"):
        now[row.entry_id] = row
        if row.recorded_at <= since:
            then[row.entry_id] = row
    pairs = {number: (before, now[number]) for number, before in then.items() if now[number] != before}
    desk.books.names.prime_entries(
        {
            named
            for pair in pairs.values()
            for each in pair
            for named in entries_named(definition_of(each.definition).fields, each.values)
        }
    )
    found = {}
    for number, (before, after) in pairs.items():
        book = books.get(before.register_id)
        if book is not None and all(each.unit_id in book.standing.rows for each in (before, after)):
            found[number] = tuple(told_fields(book, difference_between(book, before, after), language))
    return found


def records_of(
    desk: Desk, indicator: IndicatorDef, counted: Sequence[Counted], language: Language
) -> tuple[list[Record], int]:
    """The records the person may see, and how many he may not; two queries."""
    book = desk.books.by_key.get(indicator.register)
    if book is None:
        return [], 0
    by_key = {(each.entry, each.version): each for each in counted}
    rows = Version.objects.filter(entry__in=[each.entry for each in counted]).select_related(
        "entry", "definition"
    )
    found, hidden = [], 0
    date = book.definition.field_by_key.get(indicator.date)
    for row in rows.defer("definition__definition").order_by("entry_id", "number"):
        each = by_key.get((row.entry_id, row.number))
        if each is None:
            continue
        if row.unit_id not in book.standing.rows:
            hidden += 1
            continue
        values = present_content(book, row).values
        on = (
            KINDS[date.kind].show(values.get(str(date.id)), date.options, language, desk.books.names)
            if date
            else ""
        )
        title = title_of(definition_of(row.definition), row.values)
        found.append(Record(each, row.entry.code, title, desk.units[row.unit_id], on, row))
    return found, hidden
