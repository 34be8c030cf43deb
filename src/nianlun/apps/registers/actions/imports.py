"""Bringing sheets in: kept, looked at as often as one likes, carried out once."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nianlun.adapters.sheets import Sheet, read_sheets
from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.registers.actions.codes import codes_for
from nianlun.apps.registers.actions.entries import first_step, new_entry
from nianlun.apps.registers.actions.office import Office, office_for
from nianlun.apps.registers.actions.requirements import require, require_open_unit
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.importing.matching import Matching, match
from nianlun.apps.registers.importing.planning import BadCell, ImportPlan, RowPlan, plan_import
from nianlun.apps.registers.models import Act, Entry, ImportBatch, Register, State, Version
from nianlun.apps.registers.recording.heads import heads_of, locked
from nianlun.apps.registers.recording.writing import Step, write
from nianlun.apps.registers.stores import file_store
from nianlun.kernel.errors import RefusedError

LONGEST_NAME = 300


@dataclass(frozen=True)
class ImportOutcome:
    """What became of an import."""

    batch: ImportBatch
    plan: ImportPlan
    added: int
    changed: int
    unchanged: int
    bad: tuple[BadCell, ...]


class RefusedImportError(RefusedError):
    """All or nothing was asked for, and some cells are bad; nothing was written."""

    def __init__(self, plan: ImportPlan) -> None:
        cells = plan.bad_cells
        super().__init__(
            "registers.import.bad_cells", count=len(cells), cells="、".join(each.cell for each in cells[:10])
        )
        self.plan = plan


def bring_sheet(
    *,
    register: Register,
    unit: Unit,
    name: str,
    content: bytes,
    by: User,
    at: datetime,
    form: ImportBatch.Form = ImportBatch.Form.XLSX,
) -> ImportBatch:
    """Keep a sheet, or a pasted block, to be looked at; nothing is imported yet.

    Raises:
        RefusedError: `sheets.file.*`, `registers.entry.not_allowed`, `registers.register.*`.
    """
    office = office_for(register, by=by, at=at)
    require(office, unit.pk, Role.KEEP)
    require_open_unit(office, unit.pk)
    read_sheets(name, content)
    kept = file_store().keep(io.BytesIO(content))
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            register=register,
            unit=unit,
            name=name[-LONGEST_NAME:],
            form=form,
            sha256=kept.sha256,
            matching=remembered(register, by),
            brought_at=at,
            brought_by=by,
        )
        record(
            "register.sheet_brought", register, by=by, at=at, unit=unit, batch=batch.pk, sha256=kept.sha256
        )
    return batch


def remembered(register: Register, by: User) -> dict[str, str]:
    """The columns as this person set them last time in this register."""
    last = ImportBatch.objects.filter(register=register, brought_by=by, carried_out_at__isnull=False).first()
    return dict(last.matching) if last is not None else {}


@transaction.atomic
def set_matching(
    *, batch_id: int, chosen: Mapping[str, str], sheet: str, by: User, at: datetime
) -> ImportBatch:
    """Say which column is which field, and which sheet is meant.

    Raises:
        RefusedError: `registers.import.missing`, `registers.import.over`.
    """
    batch = batch_to_work_on(batch_id, by)
    batch.matching, batch.sheet = {**batch.matching, **chosen}, sheet
    batch.save(update_fields=["matching", "sheet"])
    record("register.columns_matched", batch.register, by=by, at=at, unit=batch.unit, batch=batch.pk)
    return batch


def batch_to_work_on(batch_id: int, by: User) -> ImportBatch:
    """One's own import that has not been carried out, under a row lock.

    Raises:
        RefusedError: `registers.import.missing`, `registers.import.over`.
    """
    rows = (
        ImportBatch.objects.select_for_update(of=("self",))
        .select_related("register__current", "unit")
        .defer("register__current__definition")
    )
    batch = rows.filter(pk=batch_id, brought_by=by).first()
    if batch is None:
        raise RefusedError("registers.import.missing", id=batch_id)
    if batch.carried_out_at is not None:
        raise RefusedError("registers.import.over", id=batch_id)
    return batch


def sheet_of(batch: ImportBatch) -> tuple[Sheet, list[str]]:
    """The sheet that is meant, and the names of all.

    Raises:
        RefusedError: `sheets.file.*`
    """
    sheets = read_sheets(batch.name, file_store().read(batch.sha256))
    chosen = next((each for each in sheets if each.name == batch.sheet), sheets[0])
    return chosen, [each.name for each in sheets]


def matching_of(batch: ImportBatch, sheet: Sheet, *, order: Sequence[str] = ()) -> Matching:
    """How its columns are read."""
    if batch.register.current is None:
        raise RefusedError("registers.register.unpublished", label=str(batch.register))
    return match(definition_of(batch.register.current), sheet.rows, chosen=batch.matching, order=order)


def preview(
    *, batch: ImportBatch, by: User, at: datetime, final: bool = False, order: Sequence[str] = ()
) -> ImportPlan:
    """What the import would do now; nothing is written.

    Raises:
        RefusedError: `sheets.file.*`, `registers.import.*`.
    """
    office = office_for(batch.register, by=by, at=at)
    sheet, _ = sheet_of(batch)
    return plan_import(office, sheet, matching_of(batch, sheet, order=order), unit=batch.unit_id, final=final)


@transaction.atomic
def carry_out_import(
    *,
    batch_id: int,
    by: User,
    at: datetime,
    good_rows_only: bool = False,
    final: bool = False,
    order: Sequence[str] = (),
) -> ImportOutcome:
    """Write what the sheet says: all of it, or the good rows. Rows that say nothing new make no version.

    Raises:
        RefusedImportError: a cell is bad and all was asked for.
        RefusedError: `registers.import.*`, `sheets.file.*`.
    """
    batch = batch_to_work_on(batch_id, by)
    office = office_for(batch.register, by=by, at=at)
    sheet, _ = sheet_of(batch)
    matching = matching_of(batch, sheet, order=order)
    plan = plan_import(office, sheet, matching, unit=batch.unit_id, final=final)
    if plan.bad_cells and not good_rows_only:
        raise RefusedImportError(plan)
    steps = [*_new_steps(office, plan), *_changed_steps(plan)]
    write(batch.register, steps, by=by, at=at, batch=batch)
    batch.carried_out_at, batch.carried_out_by = at, by
    batch.matching = {**batch.matching, **matching.as_plain()}
    batch.sheet = sheet.name
    batch.added, batch.changed = plan.count("new"), plan.count("changed")
    batch.unchanged, batch.left_out = plan.count("unchanged"), plan.count("bad")
    batch.save()
    counts = {
        "added": batch.added,
        "changed": batch.changed,
        "unchanged": batch.unchanged,
        "left_out": batch.left_out,
    }
    record("register.imported", batch.register, by=by, at=at, unit=batch.unit, batch=batch.pk, **counts)
    return ImportOutcome(batch, plan, batch.added, batch.changed, batch.unchanged, plan.bad_cells)


def _new_steps(office: Office, plan: ImportPlan) -> list[Step]:
    rows = [row for row in plan.rows if row.action == "new" and row.content is not None]
    contents = [row.content for row in rows if row.content is not None]
    codes = codes_for(office, definition_of(office.current), [content.unit for content in contents])
    return [
        first_step(office, new_entry(office, content, code, row.key), content)
        for row, content, code in zip(rows, contents, codes, strict=True)
    ]


def _changed_steps(plan: ImportPlan) -> list[Step]:
    rows = [row for row in plan.rows if row.action == "changed" and row.entry is not None]
    entries = {entry.pk: entry for entry in locked([row.entry.pk for row in rows if row.entry is not None])}
    heads = heads_of(list(entries.values()))
    return [_changed_step(row, entries, heads) for row in rows]


def _changed_step(row: RowPlan, entries: Mapping[int, Entry], heads: Mapping[int, Version]) -> Step:
    entry, content, head = row.entry, row.content, row.head
    if entry is None or content is None or head is None:
        raise AssertionError(row.row)
    locked_entry, newest = entries[entry.pk], heads[entry.pk]
    if newest.number != head.number:
        raise RefusedError("registers.import.changed_meanwhile", code=entry.code)
    return Step(
        entry=locked_entry,
        content=content,
        act=Act.UPDATED if content.state == State.FINAL else Act.EDITED,
        definition=newest.definition,
        previous=newest,
        key_value=row.key,
    )
