"""`nianlun registers`: list, import, export, index, close days."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from nianlun.apps.registers import actions
from nianlun.apps.registers.actions.carrying import ImportOutcome, RefusedImportError
from nianlun.apps.registers.exporting.plain import export_plain, register_in_short
from nianlun.apps.registers.exporting.sheets import export_csv, export_xlsx
from nianlun.apps.registers.importing.planning import BadCell
from nianlun.apps.registers.models import ImportBatch, Register
from nianlun.apps.registers.queries.registers import register_for, registers_for
from nianlun.apps.registers.queries.table_request import TableRequest, instant_from
from nianlun.apps.registers.recording.reindexing import reindex
from nianlun.cli.acting import acting, user_option
from nianlun.cli.output import emit, examples, format_option
from nianlun.cli.unit import unit_named

BAD = 1


@click.group(
    epilog=examples(
        "nianlun registers list",
        "nianlun registers import projects 项目.xlsx --unit 投资促进中心",
        "nianlun registers export projects --as-of 2023-10-20 --output 项目.xlsx",
        codes="Exit codes: 0 done, 1 refused or bad cells, 2 wrong command line.",
    )
)
def command() -> None:
    """Work with the ledgers."""


@command.command("list", epilog=examples("nianlun registers list --format json"))
@user_option
@format_option
def list_registers(*, username: str, form: str) -> None:
    """List registers with the number of their entries."""
    found = registers_for(acting(username), with_closed=True)
    emit(
        [register_in_short(each) for each in found],
        form,
        lines=lambda: [f"{each.register.key:<24} {each.entries:>8}  {each.register.label}" for each in found],
    )


@command.command(
    "import",
    epilog=examples("nianlun registers import projects 项目.xlsx --unit 投资促进中心 --good-rows-only"),
)
@click.argument("register")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", required=True, help="Number or name of the unit that keeps the rows.")
@click.option("--good-rows-only", is_flag=True, help="Leave bad rows out instead of importing nothing.")
@click.option("--submit", is_flag=True, help="Submit new entries at once.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@user_option
@format_option
def import_sheet(
    *,
    register: str,
    file: Path,
    unit: str,
    good_rows_only: bool,
    submit: bool,
    dry_run: bool,
    username: str,
    form: str,
) -> None:
    """Import a sheet; rows known by their key fields are updated, rows that say nothing new are left alone."""
    by = acting(username)
    batch = actions.bring_sheet(
        register=register_for(by, register),
        unit=unit_named(unit),
        name=file.name,
        content=file.read_bytes(),
        by=by,
        at=timezone.now(),
        form=ImportBatch.Form.CSV if file.suffix.lower() == ".csv" else ImportBatch.Form.XLSX,
    )
    if dry_run:
        plan = actions.preview(batch=batch, by=by, at=timezone.now(), final=submit)
        counts = {action: plan.count(action) for action in ("new", "changed", "unchanged", "bad")}
        _say(counts, plan.bad_cells, form)
        sys.exit(BAD if plan.bad_cells else 0)
    try:
        outcome = actions.carry_out_import(
            batch_id=batch.pk, by=by, at=timezone.now(), good_rows_only=good_rows_only, final=submit
        )
    except RefusedImportError as error:
        _say({"imported": 0}, error.plan.bad_cells, form)
        sys.exit(BAD)
    _say(_counts(outcome), outcome.bad, form)


def _counts(outcome: ImportOutcome) -> dict[str, int]:
    return {
        "added": outcome.added,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "left_out": outcome.batch.left_out,
    }


def _say(counts: dict[str, int], bad: tuple[BadCell, ...], form: str) -> None:
    cells = [
        {
            "sheet": each.sheet,
            "cell": each.cell,
            "column": each.column,
            "value": each.raw,
            "why": each.words(),
            "suggestion": each.fault.suggestion,
        }
        for each in bad
    ]
    emit(
        {**counts, "bad_cells": cells},
        form,
        lines=lambda: [
            *(
                f"{each['sheet']}!{each['cell']} {each['column']}: {each['why']}".removeprefix("!")
                for each in cells
            ),
            ", ".join(f"{name} {number}" for name, number in counts.items()),
        ],
    )


@command.command(epilog=examples("nianlun registers export projects --as-of 2023-10-20 --output 项目.xlsx"))
@click.argument("register")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help=".xlsx, .csv or .json."
)
@click.option("--as-of", default="", help="As the ledger stood at the end of this day.")
@click.option("--view", default="", help="Key of a view.")
@user_option
def export(*, register: str, output: Path, as_of: str, view: str, username: str) -> None:
    """Write a register as an Excel, CSV or JSON file."""
    by = acting(username)
    row = register_for(by, register)
    request = TableRequest(as_of=instant_from(as_of), view=view, columns=_every_column(row, view))
    today = timezone.localdate()
    match output.suffix.lower():
        case ".xlsx":
            with output.open("wb") as target:
                export_xlsx(by, row, request, target, today=today)
        case ".csv":
            output.write_text(
                "".join(export_csv(by, row, request, today=today)), encoding="utf-8", newline=""
            )
        case ".json":
            with output.open("w", encoding="utf-8") as target:
                _write_json(export_plain(by, row, request, today=today), target)
        case other:
            raise click.BadParameter(f"{other or 'no ending'}: write .xlsx, .csv or .json")
    click.echo(f"{output}")


def _every_column(row: Register, view: str) -> tuple[str, ...]:
    """All fields, unless a view says which."""
    if view or row.current is None:
        return ()
    return tuple(each["key"] for each in json.loads(row.current.definition)["fields"])


def _write_json(rows: Any, target: Any) -> None:
    target.write("[\n")
    for number, each in enumerate(rows):
        target.write(",\n" if number else "")
        target.write(json.dumps(each, ensure_ascii=False, default=_instant))
    target.write("\n]\n")


def _instant(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


@command.command("reindex", epilog=examples("nianlun registers reindex projects"))
@click.argument("register", required=False, default="")
def reindex_registers(*, register: str) -> None:
    """Make the typed index anew from the versions: one register, or all."""
    rows = Register.objects.select_related("current").filter(**({"key": register} if register else {}))
    for row in rows:
        click.echo(f"{row.key:<24} {reindex(row):>9} versions")


@command.command("close-days", epilog=examples("nianlun registers close-days"))
def close() -> None:
    """Take the digests of all days that are over; the clock does it too."""
    click.echo(f"{actions.close_days(at=timezone.now())} days closed")
