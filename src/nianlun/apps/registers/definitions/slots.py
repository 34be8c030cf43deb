"""Which column of the index holds which field; given once and kept, so that old rows stay legible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nianlun.apps.registers.models import CODES, DATES, NUMBERS, TEXTS, FieldSlot, Register
from nianlun.define.computing import passing_fields
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.base import IndexType
from nianlun.define.kinds.computed import ComputedOptions
from nianlun.define.model import FieldDef
from nianlun.define.model import Register as Definition

CODE = "code"
"""What a column is given for that holds choices, or yes and no."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    IndexType.TEXT: TEXTS,
    IndexType.NUMBER: NUMBERS,
    IndexType.DATE: DATES,
    CODE: (*CODES, *reversed(TEXTS)),
}
"""The columns of each sort, in the order in which they are given; where those for codes are used up, texts lend theirs."""
CODED = frozenset({"choice", "choices", "yes_no"})
"""Kinds whose values are short."""
WITHOUT_SLOT = frozenset({"long_text"})
"""Kinds too long for narrow rows; they are searched in the versions themselves."""


@dataclass(frozen=True)
class SlotMap:
    """Columns by field number and type."""

    columns: Mapping[tuple[int, str], tuple[str, ...]]

    def of(self, field: FieldDef) -> tuple[str, ...]:
        """Columns of a field: one, two for a period, none where it is not indexed."""
        return self.columns.get((field.id, type_of(field)), ())


def type_of(field: FieldDef) -> str:
    """The sort of column a field needs."""
    kind = field.options.result if isinstance(field.options, ComputedOptions) else field.kind
    return CODE if kind in CODED else KINDS[field.kind].index_type(field.options)


def slots_of(register: Register) -> SlotMap:
    """Columns of a register's fields."""
    return slots_of_all([register])[register.pk]


def slots_of_all(registers: Sequence[Register]) -> dict[int, SlotMap]:
    """Columns of the fields of several registers, by number; one query."""
    found: dict[int, dict[tuple[int, str], tuple[str, ...]]] = {each.pk: {} for each in registers}
    slots = FieldSlot.objects.filter(register__in=registers).order_by()
    for register, field, kind, _, column in sorted(slots.values_list(*_GIVEN)):
        columns = found[register]
        columns[field, kind] = (*columns.get((field, kind), ()), column)
    return {number: SlotMap(columns) for number, columns in found.items()}


_GIVEN = ("register_id", "field", "type", "part", "column")


def give_slots(register: Register, definition: Definition) -> tuple[FieldDef, ...]:
    """Give every field a column, in the order of the form; gives the fields that got one just now.

    Where the columns of a type are used up, the field can be read and not filtered by.
    """
    held = slots_of(register)
    used = {column for columns in held.columns.values() for column in columns}
    passing = passing_fields(definition)
    made: list[FieldSlot] = []
    fields: list[FieldDef] = []
    for field in definition.fields:
        needed = 2 if field.kind == "period" else 1
        kind = type_of(field)
        free = [column for column in COLUMNS[kind] if column not in used][:needed]
        if held.of(field) or field.kind in WITHOUT_SLOT or field.key in passing or len(free) < needed:
            continue
        fields.append(field)
        used.update(free)
        made += [
            FieldSlot(register=register, field=field.id, type=kind, part=part, column=column)
            for part, column in enumerate(free)
        ]
    FieldSlot.objects.bulk_create(made)
    return tuple(fields)
