"""The entries a number was counted from, as they stood in the versions that counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.people.models import Unit
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Version
from nianlun.apps.registers.queries.conditions import present_content
from nianlun.apps.registers.queries.naming import title_of
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
