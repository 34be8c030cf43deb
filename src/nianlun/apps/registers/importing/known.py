"""Entries an import may know again, fetched once for the whole sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from nianlun.apps.registers.actions.office import Office
from nianlun.apps.registers.models import Entry, IndexRow, Version
from nianlun.apps.registers.recording.content import Content
from nianlun.apps.registers.recording.faults import ValueFault
from nianlun.apps.registers.recording.heads import heads_of
from nianlun.apps.registers.recording.indexing import slotted
from nianlun.apps.registers.recording.writing import in_parts
from nianlun.define.model import Register as Definition
from nianlun.kernel.errors import RefusedError


@dataclass
class Known:
    """Entries by number and by key, and the values that are taken; rows add to it as they are settled."""

    office: Office
    by_code: dict[str, Entry] = field(default_factory=dict)
    by_key: dict[str, Entry] = field(default_factory=dict)
    heads: dict[int, Version] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    """Keys and numbers of rows before."""
    unique: dict[int, dict[object, str]] = field(default_factory=dict)
    """For each unique field the number of the entry that has a value."""

    @classmethod
    def for_rows(cls, office: Office, definition: Definition, rows: Iterable[tuple[str, str]]) -> Known:
        """Fetch what rows with these numbers and keys may mean."""
        rows = list(rows)
        known = cls(office)
        mine = Entry.objects.filter(register=office.register)
        for part in in_parts(sorted({code for code, _ in rows if code})):
            known.by_code |= {entry.code: entry for entry in mine.filter(code__in=part)}
        for part in in_parts(sorted({key for _, key in rows if key})):
            living = mine.filter(is_living=True).exclude(key_value="")  # as the index over keys is
            known.by_key |= {entry.key_value: entry for entry in living.filter(key_value__in=part)}
        known.heads = heads_of([*known.by_code.values(), *known.by_key.values()])
        for each in definition.fields:
            columns = office.slots.of(each)
            if each.unique and columns:
                rows_now = IndexRow.objects.filter(
                    register=office.register, superseded_at__isnull=True, is_living=True
                ).exclude(**{columns[0]: None})
                known.unique[each.id] = dict(rows_now.values_list(columns[0], "code"))
        return known

    def take(self, code: str, key: str) -> tuple[Entry | None, Version | None]:
        """The entry a row means; none for a new one.

        Raises:
            RefusedError: `registers.import.code_unknown`, `registers.import.twice`.
        """
        for mark in (f"code {code}" if code else "", f"key {key}" if key else ""):
            if mark and mark in self.seen:
                raise RefusedError("registers.import.twice")
            self.seen.add(mark)
        entry = self.by_code.get(code) if code else self.by_key.get(key) if key else None
        if code and entry is None:
            raise RefusedError("registers.import.code_unknown", code=code)
        if entry is not None and entry.unit_id not in self.office.standing.rows:
            raise RefusedError("registers.import.code_unknown", code=code or "-")
        return entry, self.heads[entry.pk] if entry is not None else None

    def head_of(self, entry: Entry) -> Version:
        """Its newest version."""
        return self.heads[entry.pk]

    def taken(self, definition: Definition, content: Content, entry: Entry | None) -> list[ValueFault]:
        """Values of unique fields that another entry, or a row before, has already."""
        found = []
        for each in definition.fields:
            value = content.values.get(str(each.id)) if each.id in self.unique else None
            held = slotted(value, each)
            other = self.unique[each.id].get(held[0]) if held else None
            if other is not None and (entry is None or other != entry.code):
                slug, words = "registers.value.taken", {"code": other}
                found.append(ValueFault(field=each.key, label=each.label, slug=slug, raw=value, values=words))
        return found

    def settle(self, definition: Definition, content: Content) -> None:
        """A row that will be written takes its unique values."""
        for each in definition.fields:
            if each.id in self.unique:
                held = slotted(content.values.get(str(each.id)), each)
                if held:
                    self.unique[each.id].setdefault(held[0], "?")
