"""Which column of the index holds which field; given once and kept, so that old rows stay legible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nianlun.apps.registers.models import DATES, NUMBERS, TEXTS, FieldSlot, Register
from nianlun.define.computing import passing_fields
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.base import IndexType
from nianlun.define.model import FieldDef
from nianlun.define.model import Register as Definition

COLUMNS = {IndexType.TEXT: TEXTS, IndexType.NUMBER: NUMBERS, IndexType.DATE: DATES}
WITHOUT_SLOT = frozenset({"long_text"})
"""Kinds too long for narrow rows; they are searched in the versions themselves."""


@dataclass(frozen=True)
class SlotMap:
    """Columns by field number and type."""

    columns: Mapping[tuple[int, str], tuple[str, ...]]

    def of(self, field: FieldDef) -> tuple[str, ...]:
        """Columns of a field: one, two for a period, none where it is not indexed."""
        return self.columns.get((field.id, type_of(field)), ())


def type_of(field: FieldDef) -> IndexType:
    """The sort of column a field needs."""
    return KINDS[field.kind].index_type(field.options)


def slots_of(register: Register) -> SlotMap:
    """Columns of a register's fields."""
    return slots_of_all([register])[register.pk]


def slots_of_all(registers: Sequence[Register]) -> dict[int, SlotMap]:
    """Columns of the fields of several registers, by number; one query."""
    found: dict[int, dict[tuple[int, str], tuple[str, ...]]] = {each.pk: {} for each in registers}
    slots = FieldSlot.objects.filter(register__in=registers)
    for slot in slots.order_by("register_id", "field", "type", "part"):
        columns = found[slot.register_id]
        key = (slot.field, slot.type)
        columns[key] = (*columns.get(key, ()), slot.column)
    return {number: SlotMap(columns) for number, columns in found.items()}


def give_slots(register: Register, definition: Definition) -> tuple[FieldDef, ...]:
    """Give every field a column, in the order of the form; gives the fields that got one just now.

    Where the columns of a type are used up, the field can be read and not filtered by.
    """
    held = slots_of(register)
    used = {column for columns in held.columns.values() for column in columns}
    free = {each: [column for column in columns if column not in used] for each, columns in COLUMNS.items()}
    passing = passing_fields(definition)
    made: list[FieldSlot] = []
    fields: list[FieldDef] = []
    for field in definition.fields:
        needed = 2 if field.kind == "period" else 1
        kind = type_of(field)
        if held.of(field) or field.kind in WITHOUT_SLOT or field.key in passing or len(free[kind]) < needed:
            continue
        fields.append(field)
        made += [
            FieldSlot(register=register, field=field.id, type=kind, part=part, column=free[kind].pop(0))
            for part in range(needed)
        ]
    FieldSlot.objects.bulk_create(made)
    return tuple(fields)
