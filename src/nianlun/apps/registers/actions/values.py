"""Values that an act brings: read, allowed, complete, taken by nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from nianlun.apps.registers.actions.office import Office
from nianlun.apps.registers.models import Counter, Entry, IndexRow, State
from nianlun.apps.registers.queries.rights import secrecy_of
from nianlun.apps.registers.queries.sql_filters import condition_on
from nianlun.apps.registers.recording.checking import missing_in, read_values, rules_broken
from nianlun.apps.registers.recording.computing import situation_of
from nianlun.apps.registers.recording.content import Content
from nianlun.apps.registers.recording.faults import RefusedValuesError, ValueFault
from nianlun.apps.registers.recording.indexing import fold, slotted
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.filters import IS
from nianlun.define.kinds.link import LinkOptions
from nianlun.define.model import FieldDef
from nianlun.define.model import Register as Definition
from nianlun.define.words import Language
from nianlun.kernel.errors import RefusedError

LONGEST_KEY = 300
BETWEEN = "\x1f"
UNIQUE = "="
"""The counter that is locked while something unique is given."""


def read_changes(
    office: Office, definition: Definition, unit: int, raw: Mapping[str, Any], *, stored: bool = False
) -> dict[str, Any]:
    """Readings to be changed, by field number.

    Raises:
        RefusedValuesError: with every one that cannot be read, or may not be written.
    """
    values, faults = read_values(definition, raw, office.context, stored=stored)
    faults += hidden_faults(office, definition, unit, raw)
    faults += unknown_references(office, definition, values) if stored else []
    if faults:
        raise RefusedValuesError(faults)
    return values


def hidden_faults(office: Office, definition: Definition, unit: int, raw: Iterable[str]) -> list[ValueFault]:
    """Fields somebody writes without being allowed to see them."""
    found = []
    for key in raw:
        each = definition.field_by_key.get(key)
        if each is not None and unit not in office.standing.sees(
            secrecy_of(office.register, definition, each)
        ):
            found.append(ValueFault(field=key, label=key, slug="registers.value.unknown_field"))
    return found


def unknown_references(office: Office, definition: Definition, values: Mapping[str, Any]) -> list[ValueFault]:
    """Numbers of units, persons and entries that are not there."""
    found = []
    for key, value in values.items():
        each = definition.field_by_id[int(key)]
        sort = each.options.register if isinstance(each.options, LinkOptions) else each.kind
        if value is None or each.kind not in ("unit", "person", "link"):
            continue
        if office.names.name(sort, value) is None:
            slug = f"value.{each.kind}.unknown"
            words = {"raw": value, "known": ""}
            found.append(ValueFault(field=each.key, label=each.label, slug=slug, raw=value, values=words))
    return found


def refuse_incomplete(office: Office, definition: Definition, content: Content, entry: Entry | None) -> None:
    """Stop what does not hold together: a draft may miss readings, a submitted entry may not.

    Raises:
        RefusedValuesError: with everything that is missing or contradicts.
    """
    here = situation_of(definition, content, today=office.today)
    faults = list(rules_broken(definition, here))
    if content.state == State.FINAL:
        faults += missing_in(definition, content, here)
    faults += taken_values(office, definition, content, entry)
    if faults:
        raise RefusedValuesError(faults)


def taken_values(
    office: Office, definition: Definition, content: Content, entry: Entry | None
) -> list[ValueFault]:
    """Values of unique fields that another living entry has already; one query for each such field."""
    found = []
    for each in definition.fields:
        columns = office.slots.of(each) if each.unique else ()
        value = content.values.get(str(each.id))
        if not columns or value is None or not content.is_living:
            continue
        same = IndexRow.objects.filter(
            condition_on(each, IS, columns, slotted(value, each)),
            register=office.register,
            superseded_at__isnull=True,
            is_living=True,
        )
        if entry is not None and entry.pk:
            same = same.exclude(entry=entry)
        other = same.values_list("code", flat=True).first()
        if other is not None:
            found.append(
                ValueFault(
                    field=each.key,
                    label=each.label,
                    slug="registers.value.taken",
                    raw=value,
                    values={"code": other},
                )
            )
    return found


def hold_unique(office: Office) -> None:
    """Let nobody else give a value that must be unique in the register until the act is over."""
    Counter.objects.get_or_create(register=office.register, scope=UNIQUE)
    Counter.objects.select_for_update().get(register=office.register, scope=UNIQUE)


def gives_unique(definition: Definition, before: Content | None, after: Content) -> bool:
    """Whether an act changes anything that must be unique."""
    old = before.values if before is not None and before.is_living else {}
    keys = {each.key for each in definition.fields if each.unique} | set(definition.import_key)
    numbers = [str(definition.field_by_key[key].id) for key in keys if key in definition.field_by_key]
    return any(after.values.get(number) != old.get(number) for number in numbers)


def key_value_of(definition: Definition, content: Content) -> str:
    """What an import knows the entry by; empty where it misses a part of it."""
    parts = []
    for key in definition.import_key:
        each = definition.field_by_key.get(key)
        value = content.values.get(str(each.id)) if each is not None else None
        if each is None or value is None:
            return ""
        parts.append(key_part(each, value))
    return BETWEEN.join(parts)[:LONGEST_KEY]


def key_part(each: FieldDef, value: Any) -> str:
    """One field of a key, as it is compared."""
    return fold(KINDS[each.kind].show(value, each.options, Language.CHINESE))


def refuse_taken_key(office: Office, key: str, entry: Entry | None, definition: Definition) -> None:
    """Stop a second living entry with the same key.

    Raises:
        RefusedError: `registers.entry.key_taken`.
    """
    if not key:
        return
    same = Entry.objects.filter(register=office.register, key_value=key, is_living=True)
    same = same.exclude(key_value="")  # as the index over keys is
    if entry is not None and entry.pk:
        same = same.exclude(pk=entry.pk)
    other = same.values_list("code", flat=True).first()
    if other is not None:
        labels = [definition.field_by_key[each].label for each in definition.import_key]
        raise RefusedError("registers.entry.key_taken", code=other, labels="、".join(labels))
