"""What would become of the rows of a sheet, or did, as it is kept beside the import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nianlun.apps.registers.importing.matching import Matching
from nianlun.apps.registers.importing.planning import BadCell, ImportPlan, RowPlan
from nianlun.apps.registers.models import Entry
from nianlun.apps.registers.recording.faults import ValueFault


def outcome_of(plan: ImportPlan) -> dict[str, Any]:
    """A plan as plain values: each row with its act and its entry, and every bad cell."""
    return {
        "sheet": plan.sheet,
        "rows": [_row(row) for row in plan.rows],
        "bad": [[row.row, *_bad(cell)] for row in plan.rows for cell in row.bad],
    }


def _row(row: RowPlan) -> list[Any]:
    return [
        row.row,
        row.action,
        *([row.entry.pk, row.entry.code] if row.entry is not None and row.entry.pk else []),
    ]


def _bad(cell: BadCell) -> list[Any]:
    fault = cell.fault
    values = {key: _plain(value) for key, value in fault.values.items()}
    return [
        cell.cell,
        cell.column,
        _plain(cell.raw),
        fault.field,
        fault.label,
        fault.slug,
        _plain(fault.raw),
        fault.suggestion,
        values,
    ]


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | float | bool) else str(value)


def bad_cells_of(outcome: Mapping[str, Any]) -> list[BadCell]:
    """Every bad cell of an outcome, in the order of the sheet."""
    return [_cell(outcome.get("sheet", ""), *kept) for _row_number, *kept in outcome.get("bad", ())]


def _cell(sheet: str, *kept: Any) -> BadCell:
    cell, column, raw, field, label, slug, given, suggestion, values = kept
    fault = ValueFault(field=field, label=label, slug=slug, raw=given, suggestion=suggestion, values=values)
    return BadCell(sheet, cell, column, raw, fault)


def plan_of(outcome: Mapping[str, Any], matching: Matching) -> ImportPlan:
    """The plan as it can be shown again; it cannot be carried out."""
    bad: dict[int, list[BadCell]] = {}
    for (number, *_kept), cell in zip(outcome["bad"], bad_cells_of(outcome), strict=True):
        bad.setdefault(number, []).append(cell)
    rows = tuple(
        RowPlan(
            number,
            action,
            entry=Entry(pk=entry[0], code=entry[1]) if entry else None,
            bad=tuple(bad.get(number, ())),
        )
        for number, action, *entry in outcome["rows"]
    )
    return ImportPlan(outcome["sheet"], matching, rows)
