"""What an import would do with each row, and every cell that is bad; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from nianlun.adapters.sheets import Sheet, address
from nianlun.apps.people.models import Role
from nianlun.apps.registers.actions.entries import class_numbers, first_stage
from nianlun.apps.registers.actions.office import Office
from nianlun.apps.registers.actions.requirements import require, require_open_unit
from nianlun.apps.registers.actions.values import hidden_faults, key_value_of
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.importing.known import Known
from nianlun.apps.registers.importing.matching import (
    CLASS,
    CODE,
    STAGE,
    UNIT,
    Column,
    Matching,
    is_total,
    measured,
)
from nianlun.apps.registers.models import Entry, State, Version
from nianlun.apps.registers.recording.checking import defaults_of, missing_in, read_values, rules_broken
from nianlun.apps.registers.recording.computing import situation_of
from nianlun.apps.registers.recording.content import Content, content_of
from nianlun.apps.registers.recording.faults import ValueFault
from nianlun.define.model import Register as Definition
from nianlun.kernel.errors import RefusedError
from nianlun.kernel.messages import message_of


@dataclass(frozen=True)
class BadCell:
    """A cell that cannot be taken as it stands."""

    sheet: str
    cell: str
    """`C12`; only the row's number where no single cell is to blame."""
    column: str
    """What stands above it, or the label of the field."""
    raw: Any
    fault: ValueFault

    def words(self, language: str = "zh-hans") -> str:
        """Why, in words."""
        return self.fault.words(language)


@dataclass(frozen=True)
class RowPlan:
    """What becomes of a row."""

    row: int
    """As Excel counts, from 1."""
    action: str
    """`new`, `changed`, `unchanged`, `bad`."""
    content: Content | None = None
    key: str = ""
    entry: Entry | None = None
    head: Version | None = None
    bad: tuple[BadCell, ...] = ()


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do."""

    sheet: str
    matching: Matching
    rows: tuple[RowPlan, ...] = field(default=())

    def count(self, action: str) -> int:
        """How many rows have an action."""
        return sum(1 for row in self.rows if row.action == action)

    @property
    def bad_cells(self) -> tuple[BadCell, ...]:
        """Every bad cell, in the order of the sheet."""
        return tuple(cell for row in self.rows for cell in row.bad)


def unheard(_rows: int) -> None:
    """Nobody wants to know how far it is."""


def plan_import(
    office: Office,
    sheet: Sheet,
    matching: Matching,
    *,
    unit: int,
    final: bool = False,
    on_row: Callable[[int], None] = unheard,
) -> ImportPlan:
    """Go through the rows of a sheet; `final`: new entries are submitted at once; `on_row` hears how many are done.

    Raises:
        RefusedError: `registers.import.nothing_matched`, with the sheet `registers.import.nothing_matched_in`.
    """
    if not any(column.key for column in matching.columns):
        if sheet.name:
            raise RefusedError("registers.import.nothing_matched_in", sheet=sheet.name)
        raise RefusedError("registers.import.nothing_matched")
    definition = definition_of(office.current)
    reader = _Reader(office, definition, sheet, matching, unit, final)
    body = list(enumerate(sheet.rows))[matching.header_row + 1 :]
    asked = [reader.read(number, row) for number, row in body if not _is_blank(row) and not is_total(row)]
    known = Known.for_rows(office, definition, [(each.code, each.key) for each in asked])
    rows = []
    for number, each in enumerate(asked, start=1):
        rows.append(reader.decide(each, known))
        on_row(number)
    return ImportPlan(sheet.name, matching, tuple(rows))


def _is_blank(row: Sequence[Any]) -> bool:
    return all(cell is None or str(cell).strip() == "" for cell in row)


@dataclass(frozen=True)
class _Asked:
    """A row that has been read."""

    number: int
    code: str
    key: str
    unit: int | None
    stage: str
    classes: tuple[str, ...] | None
    values: Mapping[str, Any]
    bad: tuple[BadCell, ...]


@dataclass(frozen=True)
class _Reader:
    office: Office
    definition: Definition
    sheet: Sheet
    matching: Matching
    unit: int
    final: bool

    def read(self, number: int, row: Sequence[Any]) -> _Asked:
        special: dict[str, str] = {}
        raw: dict[str, Any] = {}
        places: dict[str, Column] = {}
        for column in self.matching.columns:
            if not column.key or column.index >= len(row):
                continue
            cell = row[column.index]
            places[column.key] = column
            if column.key in (UNIT, STAGE, CLASS, CODE) and column.key not in self.definition.field_by_key:
                special[column.key] = str(cell).strip() if cell is not None else ""
            else:
                raw[column.key] = measured(cell, column, self.definition.field_by_key.get(column.key))
        values, faults = read_values(self.definition, raw, self.office.context)
        bad = [self._bad(number, places.get(fault.field), row, fault) for fault in faults]
        unit = self._unit(number, row, places.get(UNIT), special.get(UNIT, ""), bad)
        return _Asked(
            number=number,
            code=special.get(CODE, ""),
            key=key_value_of(
                self.definition, Content(unit=0, values={k: v for k, v in values.items() if v is not None})
            ),
            unit=unit,
            stage=special.get(STAGE, ""),
            classes=_split(special[CLASS]) if special.get(CLASS) else None,
            values=values,
            bad=tuple(bad),
        )

    def _unit(
        self, number: int, row: Sequence[Any], column: Column | None, name: str, bad: list[BadCell]
    ) -> int | None:
        if not name:
            return None
        found = self.office.names.find("unit", name)
        if found.id is None:
            suggestion = found.candidates[0] if found.candidates else ""
            fault = ValueFault(
                field=UNIT,
                label="责任单位",
                slug="value.unit.unknown",
                raw=name,
                suggestion=suggestion,
                values={"raw": name, "known": "、".join(found.candidates)},
            )
            bad.append(self._bad(number, column, row, fault))
        return found.id

    def _bad(self, number: int, column: Column | None, row: Sequence[Any], fault: ValueFault) -> BadCell:
        if column is None:
            return BadCell(self.sheet.name, str(number + 1), fault.label, fault.raw, fault)
        cell = row[column.index] if column.index < len(row) else None
        return BadCell(
            self.sheet.name, address(number, column.index), column.header or fault.label, cell, fault
        )

    def decide(self, asked: _Asked, known: Known) -> RowPlan:
        """New, changed, unchanged or bad."""
        if asked.bad:
            return RowPlan(asked.number + 1, "bad", bad=asked.bad)
        try:
            entry, head = known.take(asked.code, asked.key)
            content = self._content(asked, head)
            self._refuse(content, head, asked)
        except RefusedError as error:
            return self._refused(asked, error)
        key = key_value_of(self._pinned(head), content)
        if head is not None and content == content_of(head):
            return RowPlan(asked.number + 1, "unchanged", content, key, entry, head)
        faults = self._faults(content, known, entry, asked)
        if faults:
            columns = {column.key: column for column in self.matching.columns}
            row = self.sheet.rows[asked.number]
            bad = tuple(self._bad(asked.number, columns.get(fault.field), row, fault) for fault in faults)
            return RowPlan(asked.number + 1, "bad", bad=bad)
        known.settle(self.definition, content)
        return RowPlan(asked.number + 1, "new" if head is None else "changed", content, key, entry, head)

    def _pinned(self, head: Version | None) -> Definition:
        return self.definition if head is None else definition_of(head.definition)

    def _content(self, asked: _Asked, head: Version | None) -> Content:
        if head is None:
            content = Content(
                unit=asked.unit or self.unit,
                stage=self._first_stage(asked.stage),
                classes=class_numbers(self.definition, asked.classes or ()),
                state=State.FINAL.value if self.final else State.DRAFT.value,
            )
            return content.with_values({**defaults_of(self.definition, self.office.context), **asked.values})
        pinned = self._pinned(head)
        there = {key: value for key, value in asked.values.items() if int(key) in pinned.field_by_id}
        content = content_of(head).with_values(there)
        if asked.classes is not None:
            content = replace(content, classes=class_numbers(pinned, asked.classes))
        return content

    def _first_stage(self, words: str) -> int | None:
        """A new entry may come in at any stage: the sheet tells what is, not how it came about."""
        for each in self.definition.stages:
            if words in (each.key, each.label):
                return each.id
        return first_stage(self.definition, words)

    def _refuse(self, content: Content, head: Version | None, asked: _Asked) -> None:
        if head is not None and asked.unit not in (None, head.unit_id):
            raise RefusedError("registers.import.other_unit", unit=self.office.names.units[head.unit_id].name)
        if head is not None and not head.is_living:
            raise RefusedError("registers.entry.dropped", code=asked.code)
        require(self.office, content.unit, Role.KEEP)
        if head is None:
            require_open_unit(self.office, content.unit)

    def _refused(self, asked: _Asked, error: RefusedError) -> RowPlan:
        fault = ValueFault(field="", label=message_of(error), slug=error.slug, values=error.values)
        bad = BadCell(self.sheet.name, str(asked.number + 1), "", None, fault)
        return RowPlan(asked.number + 1, "bad", bad=(bad,))

    def _faults(self, content: Content, known: Known, entry: Entry | None, asked: _Asked) -> list[ValueFault]:
        definition = self.definition if entry is None else self._pinned(known.head_of(entry))
        here = situation_of(definition, content, today=self.office.today)
        faults = list(rules_broken(definition, here))
        if content.state == State.FINAL:
            faults += missing_in(definition, content, here)
        keys = [self.definition.field_by_id[int(key)].key for key in asked.values]
        faults += hidden_faults(self.office, self.definition, content.unit, keys)
        return faults + known.taken(definition, content, entry)


def _split(text: str) -> tuple[str, ...]:
    for mark in "，,；;/":
        text = text.replace(mark, "、")
    return tuple(part.strip() for part in text.split("、") if part.strip())
