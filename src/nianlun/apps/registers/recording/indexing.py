"""From a version to its row of the typed index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from nianlun.apps.registers.definitions.slots import SlotMap
from nianlun.apps.registers.models import Act, IndexRow, State, Version
from nianlun.apps.registers.recording.computing import plain_values, reached
from nianlun.apps.registers.recording.content import content_of
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.base import IndexType
from nianlun.define.kinds.choices_of import ChoiceOptions
from nianlun.define.model import FieldDef
from nianlun.define.model import Register as Definition

BETWEEN = "\x1f"
"""Stands before, between and after the values of a field that can have several."""
MANY = frozenset({"choices", "file"})
"""Kinds that can have several values."""
UPDATES = frozenset({Act.CREATED, Act.EDITED, Act.UPDATED, Act.CONFIRMED, Act.CORRECTED, Act.MOVED_STAGE})
"""Acts by which a keeper brings an entry up to date."""


FIXED = (
    "register_id",
    "version_id",
    "entry_id",
    "unit_id",
    "recorded_at",
    "superseded_at",
    "updated_at",
    "code",
    "stage",
    "is_final",
    "is_living",
    "is_correction",
    "classes",
    "stood",
    "reached",
)
"""Columns every row has."""


@dataclass(frozen=True)
class Carried:
    """What an index row takes over from the rows before."""

    updated_at: datetime | None = None
    stood: frozenset[int] = frozenset()
    """Stages in which the entry has stood."""
    stage: int | None = None
    """The stage it stood in just before."""


def carried_from(row: IndexRow | None) -> Carried:
    """What the next row takes over from this one."""
    return Carried() if row is None else Carried(row.updated_at, stood_from(row.stood), row.stage)


def stood_from(text: str) -> frozenset[int]:
    """`|1|3|` as a set."""
    return frozenset(int(part) for part in text.split("|") if part)


def reached_text(definition: Definition, reached: Mapping[str, date | None]) -> str:
    """`|1:|2:2023-08-30|`: stages by their lasting numbers, with the day where it is known."""
    numbers = sorted((definition.stage_by_key[key].id, day) for key, day in reached.items())
    parts = [f"|{number}:{day.isoformat() if day else ''}" for number, day in numbers]
    return "".join(parts) + ("|" if parts else "")


def classes_text(classes: Sequence[int]) -> str:
    """`|1|3|`."""
    return "".join(f"|{number}" for number in classes) + ("|" if classes else "")


def local_day(at: datetime) -> str:
    """The day of an instant, in the time zone of the site."""
    return timezone.localtime(at).date().isoformat()


def row_of(
    version: Version, code: str, definition: Definition, slots: SlotMap, carried: Carried
) -> dict[str, Any]:
    """The index row of a version, by column."""
    content = content_of(version)
    stood = stood_after(version, carried)
    updated = version.recorded_at if version.act in UPDATES else carried.updated_at
    row: dict[str, Any] = {
        "register_id": version.register_id,
        "version_id": version.pk,
        "entry_id": version.entry_id,
        "unit_id": version.unit_id,
        "recorded_at": version.recorded_at,
        "superseded_at": None,
        "updated_at": updated or version.recorded_at,
        "code": code,
        "stage": version.stage,
        "is_final": version.state == State.FINAL,
        "is_living": version.is_living,
        "is_correction": version.corrects_id is not None,
        "classes": classes_text(version.classes),
        "stood": classes_text(sorted(stood)),
        "reached": reached_text(definition, reached(definition, content, stood)) if definition.stages else "",
    }
    values = plain_values(definition, content, stood=stood)
    for each in definition.fields:
        columns = slots.of(each)
        if columns:
            row |= zip(columns, slotted(values.get(each.key), each), strict=False)
    return row


def insert_rows(rows: Sequence[Mapping[str, Any]], slots: SlotMap) -> None:
    """Write index rows, only the columns the register uses: a hundred columns are mostly empty."""
    columns = (*FIXED, *(column for part in slots.columns.values() for column in part))
    table = connection.ops.quote_name(IndexRow._meta.db_table)  # noqa: SLF001
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row([row.get(column) for column in columns])
            return
        statement = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - only names of columns
        cursor.executemany(statement, [[_adapted(row.get(column)) for column in columns] for row in rows])


def _adapted(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def stood_after(version: Version, carried: Carried) -> frozenset[int]:
    """Stages in which the entry has stood; one that is corrected was never reached."""
    stood = carried.stood
    if version.act in (Act.CORRECTED, Act.UNDONE) and carried.stage is not None:
        stood -= {carried.stage}
    return stood if version.stage is None else stood | {version.stage}


def slotted(value: Any, each: FieldDef) -> tuple[Any, ...]:
    """A value as the columns of its field hold it; nothing for a missing one."""
    if value is None:
        return ()
    kind = KINDS[each.kind]
    held = kind.index(value, each.options)
    match kind.index_type(each.options):
        case IndexType.NUMBER:
            return tuple(float(number) for number in held)
        case IndexType.DATE:
            return tuple(held)
        case _:
            return (text_slot(tuple(str(part) for part in held), each),) if held else ()


def text_slot(parts: tuple[str, ...], each: FieldDef) -> str:
    """Texts in one case; choices by their lasting numbers, which survive a new key."""
    folded = [
        choice_number(part, each) if isinstance(each.options, ChoiceOptions) else fold(part) for part in parts
    ]
    return f"{BETWEEN}{BETWEEN.join(folded)}{BETWEEN}" if each.kind in MANY else folded[0]


def fold(text: str) -> str:
    """The case in which texts are compared; marks that no database keeps are gone."""
    return text.casefold().replace("\x00", "").replace(BETWEEN, " ")


def choice_number(key: str, each: FieldDef) -> str:
    """Lasting number of a choice; the key itself where the list does not know it."""
    choices = each.options.choices if isinstance(each.options, ChoiceOptions) else ()
    return next((str(choice.id) for choice in choices if choice.key == key), key)
