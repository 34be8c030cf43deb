"""The registers as counting needs them: definition and columns of all, fetched at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from django.db.models import OuterRef, Subquery

from nianlun.apps.people.models import User
from nianlun.apps.registers.definitions.slots import SlotMap
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import FieldSlot, Register, Version
from nianlun.apps.registers.queries.ledger import Ledger, sql_for
from nianlun.apps.registers.queries.naming import Names
from nianlun.apps.registers.queries.rights import Standing, standings
from nianlun.apps.registers.queries.sql_expressions import Sql
from nianlun.define.model import FieldDef
from nianlun.define.model import Register as Definition

Book = Ledger
"""A register with its definition and columns; counting does not look at anybody's rights."""


@dataclass
class Books:
    """All registers in force, by key; three queries, however many there are."""

    user: User
    names: Names = field(init=False)
    standings: dict[int, Standing] = field(init=False)
    by_key: dict[str, Book] = field(init=False)

    def __post_init__(self) -> None:
        self.names = Names(self.user)
        rows = list(Register.objects.filter(current__isnull=False).select_related("current", "maintainer"))
        slots = _slots()
        self.standings = standings(self.user, rows)
        self.by_key = {
            row.key: Ledger(
                row,
                definition_of(row.current),
                slots.get(row.pk, SlotMap({})),
                self.standings[row.pk],
                self.names,
            )
            for row in rows
            if row.current is not None
        }

    @cached_property
    def last_recorded(self) -> Mapping[int, datetime]:
        """When a version was last recorded in each of them, as of the first time this is asked."""
        return last_recorded({book.register.pk for book in self.by_key.values()})

    def on(self, key: str, day: date) -> Book | None:
        """A register on a day; None where it is not installed."""
        book = self.by_key.get(key)
        return None if book is None else replace(book, today=day)


def last_recorded(registers: Collection[int]) -> Mapping[int, datetime]:
    """When a version was last recorded in registers, by their numbers; one query."""
    if not registers:
        return {}
    latest = Version.objects.filter(register=OuterRef("pk")).order_by("-recorded_at")
    rows = Register.objects.filter(pk__in=registers).order_by()
    found = rows.annotate(last=Subquery(latest.values("recorded_at")[:1])).values_list("pk", "last")
    return {pk: last for pk, last in found if last is not None}


def _slots() -> dict[int, SlotMap]:
    found: dict[int, dict[tuple[int, str], tuple[str, ...]]] = {}
    for slot in FieldSlot.objects.order_by("register", "field", "type", "part"):
        columns = found.setdefault(slot.register_id, {})
        key = (slot.field, slot.type)
        columns[key] = (*columns.get(key, ()), slot.column)
    return {number: SlotMap(columns) for number, columns in found.items()}


def columns_of(book: Book, key: str) -> tuple[str, ...]:
    """Columns of a field by its key; none where it is not indexed."""
    each = field_of(book, key)
    return () if each is None else book.columns(each)


def field_of(book: Book, key: str) -> FieldDef | None:
    """A field by its key."""
    definition: Definition = book.definition
    return definition.field_by_key.get(key)


def sql_of(book: Book, day: date) -> Sql:
    """What translating a condition needs, on a day."""
    return sql_for(book, as_of_on=day)
