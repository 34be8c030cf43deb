"""Names of units, persons and entries for values that hold their numbers, fetched once for a whole page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import F, Q

from nianlun.apps.people.models import Person, Unit, User
from nianlun.apps.people.unit_names import names_on, units_called
from nianlun.apps.registers.definitions.slots import SlotMap, slots_of_all
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import IndexRow, Register, Version
from nianlun.apps.registers.queries.rights import Held, Reach, Standing, held_by
from nianlun.apps.registers.recording.indexing import fold
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.link import LinkOptions
from nianlun.define.kinds.lookup import NOTHING, Found
from nianlun.define.model import FieldDef
from nianlun.define.model import Register as Definition
from nianlun.define.suggest import nearest
from nianlun.define.words import Language

MOST_CANDIDATES = 5


class Names:
    """Finds and names for one person during one request; what was asked once is remembered."""

    def __init__(self, user: User) -> None:
        self.user = user
        self._entries: dict[int, str] = {}
        self._standings: dict[int, Standing] = {}
        self._found: dict[tuple[str, str], Found] = {}

    @cached_property
    def units(self) -> dict[int, Unit]:
        """All units by number."""
        return {each.pk: each for each in Unit.objects.all()}

    def call_as_on(self, day: date) -> None:
        """Call the units as they were called on a day."""
        for number, former in names_on(day).items():
            self.units[number].name, self.units[number].short_name = former.name, former.short_name

    @cached_property
    def persons(self) -> dict[int, Person]:
        """All persons by number."""
        return {each.pk: each for each in Person.objects.select_related("unit")}

    @cached_property
    def registers(self) -> dict[str, Register]:
        """All registers by key."""
        every = Register.objects.select_related("current").defer("current__definition")
        return {each.key: each for each in every}

    @cached_property
    def slots(self) -> dict[int, SlotMap]:
        """The columns of every register, by its number."""
        return slots_of_all(list(self.registers.values()))

    @cached_property
    def _held(self) -> Held:
        return held_by(self.user, {each.pk: each.path for each in self.units.values()})

    def standing(self, register: Register) -> Standing:
        """What the person may do in a register."""
        if register.pk not in self._standings:
            self._standings[register.pk] = self._held.standing(register)
        return self._standings[register.pk]

    def rows_seen(self, register: Register) -> Reach:
        """The units whose entries of a register the person sees."""
        return self.standing(register).rows

    def prime(self, fields: Iterable[FieldDef], rows: Iterable[Mapping[str, Any]]) -> None:
        """Fetch the names of all entries that the rows link to."""
        fields = list(fields)
        self.prime_entries({number for row in rows for number in entries_named(fields, row)})

    def prime_entries(self, numbers: set[int]) -> None:
        """Fetch the names of entries; the title only of those the person may see."""
        numbers = numbers - self._entries.keys()
        if not numbers:
            return
        registers = {each.pk: each for each in self.registers.values()}
        newest = Version.objects.filter(entry__in=numbers, number=F("entry__newest"))
        for version in newest.select_related("entry", "definition").defer("definition__definition"):
            readable = version.unit_id in self.rows_seen(registers[version.register_id])
            title = title_of(definition_of(version.definition), version.values) if readable else ""
            self._entries[version.entry_id] = f"{version.entry.code} {title}".strip()

    def name(self, sort: str, number: int) -> str | None:
        """What people call a thing; None where there is none."""
        if sort == "unit":
            return self.units[number].name if number in self.units else None
        if sort == "person":
            return self.persons[number].name if number in self.persons else None
        if number not in self._entries:
            self.prime_entries({number})
        return self._entries.get(number)

    def find(self, sort: str, text: str) -> Found:
        """The thing people call so."""
        key = (sort, text.strip())
        if key not in self._found:
            self._found[key] = self._search(*key)
        return self._found[key]

    def _search(self, sort: str, text: str) -> Found:
        if sort == "unit":
            return self._unit(text)
        if sort == "person":
            return self._person(text)
        return self._entry(sort, text)

    def _unit(self, text: str) -> Found:
        going_on = [each for each in self.units.values() if each.closed_on is None]
        for name in ("name", "short_name"):
            same = [each for each in going_on if getattr(each, name) == text]
            if len(same) == 1:
                return Found(same[0].pk)
            if same:
                return Found(None, tuple(each.name for each in same))
        former = [each for each in units_called(text) if each.closed_on is None]
        if len(former) == 1:
            return Found(former[0].pk)
        ending = [each for each in going_on if each.name.endswith(text)]
        if len(ending) == 1:
            return Found(ending[0].pk)
        near = nearest(text, [name for each in going_on for name in (each.name, each.short_name) if name])
        return Found(None, (near,)) if near else NOTHING

    def _person(self, text: str) -> Found:
        same = [each for each in self.persons.values() if each.name == text]
        if len(same) > 1:
            same = [each for each in same if each.unit_id == self.user.unit_id] or same
        if len(same) == 1:
            return Found(same[0].pk)
        if same:
            return Found(None, tuple(f"{each.name}（{each.unit.name}）" for each in same))
        within = [each for each in self.persons.values() if text == f"{each.name}（{each.unit.name}）"]
        if within:
            return Found(within[0].pk)
        near = nearest(text, [each.name for each in self.persons.values()])
        return Found(None, (near,)) if near else NOTHING

    def _entry(self, register_key: str, text: str) -> Found:
        register = self.registers.get(register_key)
        if register is None or not text:
            return NOTHING
        readable = Q(register=register, superseded_at__isnull=True, is_living=True)
        readable &= self.rows_seen(register).condition()
        rows = IndexRow.objects.filter(readable)
        code = text.split(" ", 1)[0]
        same = list(rows.filter(code__in={text, code}).values_list("entry", "code")[:2])
        current = register.current
        column = title_column(definition_of(current), self.slots[register.pk]) if current is not None else ""
        if not same and column:
            same = list(rows.filter(**{column: fold(text)}).values_list("entry", "code")[:MOST_CANDIDATES])
        if len(same) == 1:
            return Found(same[0][0])
        if same or not column:
            return Found(None, tuple(code for _, code in same))
        near = rows.filter(**{f"{column}__contains": fold(text)}).values_list("code", flat=True)
        return Found(None, tuple(near[:MOST_CANDIDATES]))


def title_column(definition: Definition, slots: SlotMap) -> str:
    """Column of the index that holds what entries are called; empty where it has none."""
    each = definition.field_by_key.get(definition.title)
    columns = slots.of(each) if each is not None else ()
    return columns[0] if columns and columns[0].startswith("t") else ""


def title_of(definition: Definition, values: Mapping[str, Any]) -> str:
    """What an entry is called."""
    each = definition.field_by_key.get(definition.title)
    if each is None:
        return ""
    return KINDS[each.kind].show(values.get(str(each.id)), each.options, Language.CHINESE)


def entries_named(fields: Iterable[FieldDef], values: Mapping[str, Any]) -> set[int]:
    """Numbers of the entries that readings link to."""
    keys = (str(each.id) for each in fields if each.kind == "link")
    return {values[key] for key in keys if key in values}


def links_in(definition_fields: Iterable[FieldDef]) -> list[tuple[FieldDef, str]]:
    """Fields that link to entries, each with the key of the register it leads to."""
    return [
        (each, each.options.register) for each in definition_fields if isinstance(each.options, LinkOptions)
    ]
