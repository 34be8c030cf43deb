"""What a sheet would change, and changing it: all or nothing, or the good rows; once, however often it is begun."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nianlun.adapters.sheets import Sheet, read_sheets
from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import User
from nianlun.apps.registers.actions.codes import codes_for
from nianlun.apps.registers.actions.entries import first_step, new_entry
from nianlun.apps.registers.actions.office import Office, office_for
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.importing.matching import Matching, match
from nianlun.apps.registers.importing.outcomes import outcome_of
from nianlun.apps.registers.importing.planning import BadCell, ImportPlan, RowPlan, plan_import, unheard
from nianlun.apps.registers.models import Act, Entry, ImportBatch, State, Version
from nianlun.apps.registers.recording.heads import heads_of, locked
from nianlun.apps.registers.recording.writing import Step, write
from nianlun.apps.registers.stores import file_store
from nianlun.kernel.errors import RefusedError


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
    *,
    batch: ImportBatch,
    by: User,
    at: datetime,
    final: bool = False,
    order: Sequence[str] = (),
    on_row: Callable[[int], None] = unheard,
) -> ImportPlan:
    """What the import would do now; nothing is written.

    Raises:
        RefusedError: `sheets.file.*`, `registers.import.*`.
    """
    office = office_for(batch.register, by=by, at=at)
    sheet, _ = sheet_of(batch)
    matching = matching_of(batch, sheet, order=order)
    return plan_import(office, sheet, matching, unit=batch.unit_id, final=final, on_row=on_row)


@transaction.atomic
def carry_out_import(
    *,
    batch_id: int,
    by: User,
    at: datetime,
    good_rows_only: bool = False,
    final: bool = False,
    order: Sequence[str] = (),
    on_row: Callable[[int], None] = unheard,
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
    plan = plan_import(office, sheet, matching, unit=batch.unit_id, final=final, on_row=on_row)
    if plan.bad_cells and not good_rows_only:
        raise RefusedImportError(plan)
    steps = [*_new_steps(office, plan), *_changed_steps(plan)]
    write(batch.register, steps, by=by, at=at, batch=batch)
    batch.carried_out_at, batch.carried_out_by = at, by
    batch.matching = {**batch.matching, **matching.as_plain()}
    batch.sheet = sheet.name
    batch.added, batch.changed = plan.count("new"), plan.count("changed")
    batch.unchanged, batch.left_out = plan.count("unchanged"), plan.count("bad")
    batch.outcome, batch.asked, batch.worker, batch.fault = outcome_of(plan), "", "", ""
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
