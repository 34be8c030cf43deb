"""Bringing sheets in: kept, looked at as often as one likes; large ones are put into the hands of the worker."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from nianlun.adapters.sheets import read_sheets
from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.registers import tasks
from nianlun.apps.registers.actions.carrying import batch_to_work_on
from nianlun.apps.registers.actions.office import office_for
from nianlun.apps.registers.actions.requirements import require, require_open_unit
from nianlun.apps.registers.importing.matching import PLACE
from nianlun.apps.registers.models import ImportBatch, Register
from nianlun.apps.registers.stores import file_store
from nianlun.kernel.errors import RefusedError

LONGEST_NAME = 300
FEW_ROWS = 500
"""A sheet of so many rows is looked at and carried out at once; a larger one by the worker."""


def bring_sheet(
    *,
    register: Register,
    unit: Unit,
    name: str,
    content: bytes,
    by: User,
    at: datetime,
    form: ImportBatch.Form = ImportBatch.Form.XLSX,
    in_background: bool = False,
) -> ImportBatch:
    """Keep a sheet, or a pasted block, to be looked at; nothing is imported yet.

    `in_background`: a large one is looked at by the worker.

    Raises:
        RefusedError: `sheets.file.*`, `registers.entry.not_allowed`, `registers.register.*`.
    """
    office = office_for(register, by=by, at=at)
    require(office, unit.pk, Role.KEEP)
    require_open_unit(office, unit.pk)
    rows = max(len(sheet.rows) for sheet in read_sheets(name, content))
    kept = file_store().keep(io.BytesIO(content))
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            register=register,
            unit=unit,
            name=name[-LONGEST_NAME:],
            form=form,
            sha256=kept.sha256,
            matching=remembered(register, by),
            rows=rows,
            brought_at=at,
            brought_by=by,
        )
        if in_background and rows > FEW_ROWS:
            _ask(batch, ImportBatch.Asked.LOOK, at)
        record(
            "register.sheet_brought", register, by=by, at=at, unit=unit, batch=batch.pk, sha256=kept.sha256
        )
    return batch


def remembered(register: Register, by: User) -> dict[str, str]:
    """The columns as this person set them last time in this register, by their headers."""
    last = ImportBatch.objects.filter(register=register, brought_by=by, carried_out_at__isnull=False).first()
    return by_header(last.matching) if last is not None else {}


def by_header(chosen: Mapping[str, str]) -> dict[str, str]:
    """Choices that hold for other sheets too: those by place mean the columns of one sheet."""
    return {header: key for header, key in chosen.items() if not header.startswith(PLACE)}


@transaction.atomic
def set_matching(
    *, batch_id: int, chosen: Mapping[str, str], sheet: str, by: User, at: datetime
) -> ImportBatch:
    """Say which column is which field, and which sheet is meant.

    Raises:
        RefusedError: `registers.import.missing`, `registers.import.over`, `registers.import.going_on`.
    """
    batch = batch_to_work_on(batch_id, by)
    refuse_going_on(batch)
    before = batch.matching if sheet == batch.sheet or not batch.sheet else by_header(batch.matching)
    batch.matching, batch.sheet = {**before, **chosen}, sheet
    batch.save(update_fields=["matching", "sheet"])
    if batch.outcome or batch.asked:
        _ask(batch, ImportBatch.Asked.LOOK, at)
    record("register.columns_matched", batch.register, by=by, at=at, unit=batch.unit, batch=batch.pk)
    return batch


@transaction.atomic
def ask_to_carry_out(
    *, batch_id: int, good_rows_only: bool, final: bool, by: User, at: datetime
) -> ImportBatch:
    """Put an import into the hands of the worker: all of it, or the good rows.

    Raises:
        RefusedError: `registers.import.missing`, `registers.import.over`, `registers.import.going_on`.
    """
    batch = batch_to_work_on(batch_id, by)
    refuse_going_on(batch)
    batch.good_rows_only, batch.final = good_rows_only, final
    batch.save(update_fields=["good_rows_only", "final"])
    _ask(batch, ImportBatch.Asked.CARRY_OUT, at)
    record("register.import_asked", batch.register, by=by, at=at, unit=batch.unit, batch=batch.pk)
    return batch


def refuse_going_on(batch: ImportBatch) -> None:
    """Stop whoever would change what the worker is carrying out.

    Raises:
        RefusedError: `registers.import.going_on`.
    """
    if batch.asked == ImportBatch.Asked.CARRY_OUT:
        raise RefusedError("registers.import.going_on", name=batch.name)


def _ask(batch: ImportBatch, what: ImportBatch.Asked, at: datetime) -> None:
    batch.asked, batch.worker, batch.heartbeat_at, batch.fault = what, "", at, ""
    batch.save(update_fields=["asked", "worker", "heartbeat_at", "fault"])
    tasks.work_import.enqueue(batch.pk)
