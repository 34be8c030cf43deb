"""A register as one person sees it: its definition, its columns, his rights. Every question begins with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from nianlun.apps.registers.definitions.slots import SlotMap, slots_of
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Register
from nianlun.apps.registers.queries.naming import Names
from nianlun.apps.registers.queries.rights import NOWHERE, Reach, Standing, secrecy_of
from nianlun.apps.registers.queries.sql_expressions import Sql
from nianlun.define.model import FieldDef
from nianlun.define.model import Register as Definition
from nianlun.kernel.errors import RefusedError


@dataclass(frozen=True)
class Ledger:
    """A register with all that questions about it need: its definition, its columns, the person's rights."""

    register: Register
    definition: Definition
    slots: SlotMap
    standing: Standing
    names: Names = field(compare=False)
    today: date | None = None

    def columns(self, each: FieldDef) -> tuple[str, ...]:
        """Columns of the index that hold a field."""
        return self.slots.of(each)

    @cached_property
    def reaches(self) -> Mapping[int, Reach]:
        """The units in whose entries the person sees each field, by the field's number."""
        secrecies = {
            each.id: secrecy_of(self.register, self.definition, each) for each in self.definition.fields
        }
        by_secrecy = {secrecy: self.standing.sees(secrecy) for secrecy in set(secrecies.values())}
        return {number: by_secrecy[secrecy] for number, secrecy in secrecies.items()}

    def reach(self, each: FieldDef) -> Reach:
        """The units in whose entries the person sees a field."""
        return self.reaches.get(each.id, NOWHERE)

    def reach_of_old(self, definition: Definition, each: FieldDef) -> Reach:
        """The same for a field of an older definition that is no longer there."""
        return self.standing.sees(secrecy_of(self.register, definition, each))

    def is_secret(self, each: FieldDef) -> bool:
        """Whether a field is hidden from the person in some rows that he sees."""
        mine, rows = self.reach(each), self.standing.rows
        return not mine.everywhere and (rows.everywhere or not rows.units <= mine.units)

    @cached_property
    def secrets(self) -> tuple[FieldDef, ...]:
        """Fields hidden from the person in some rows."""
        return tuple(each for each in self.definition.fields if self.is_secret(each))

    def hidden_in(self, unit: int) -> frozenset[str]:
        """Keys of the fields hidden from the person in the entries of a unit."""
        return frozenset(each.key for each in self.secrets if unit not in self.reach(each))

    def field(self, key: str) -> FieldDef:
        """A field the person may ask about.

        Raises:
            RefusedError: `registers.table.field_unknown`.
        """
        each = self.definition.field_by_key.get(key)
        if each is None or not self.reach(each):
            raise RefusedError("registers.table.field_unknown", field=key)
        return each


def ledger_for(user: Any, register: Register, *, today: date | None = None) -> Ledger:
    """A register as a person may see it.

    Raises:
        RefusedError: `registers.register.missing`, also where he may not know that it exists.
    """
    names = Names(user)
    standing = names.standing(register)
    if register.current is None or not standing.rows:
        raise RefusedError("registers.register.missing", key=register.key)
    return Ledger(register, definition_of(register.current), slots_of(register), standing, names, today)


def sql_for(ledger: Ledger, *, as_of_on: date | None = None) -> Sql:
    """What translating a condition of this register needs."""

    def units_under(name: str) -> frozenset[int] | None:
        found = ledger.names.find("unit", name).id
        if found is None:
            return None
        path = ledger.names.units[found].path
        return frozenset(each.pk for each in ledger.names.units.values() if each.path.startswith(path))

    return Sql(ledger.definition, ledger.slots, ledger.today, as_of_on or ledger.today, units_under)
