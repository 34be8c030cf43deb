"""Bringing in what stands in Excel: by file or by paste, columns matched, every bad cell named before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nianlun.adapters.sheets import Sheet
from nianlun.apps.people.models import Unit
from nianlun.apps.people.views.listing import paged, sheet_response
from nianlun.apps.people.views.refusals import attempt, missing_is_404, words
from nianlun.apps.registers.actions import ask_to_carry_out, bring_sheet, carry_out_import
from nianlun.apps.registers.actions.carrying import RefusedImportError, matching_of, preview, sheet_of
from nianlun.apps.registers.actions.imports import FEW_ROWS, set_matching
from nianlun.apps.registers.importing.matching import CLASS, CODE, STAGE, UNIT, place_of
from nianlun.apps.registers.importing.outcomes import bad_cells_of, plan_of
from nianlun.apps.registers.importing.planning import BadCell, ImportPlan, RowPlan
from nianlun.apps.registers.importing.working import rows_done
from nianlun.apps.registers.models import ImportBatch
from nianlun.apps.registers.queries.ledger import Ledger
from nianlun.apps.registers.views.asking import SPECIAL_LABELS
from nianlun.apps.registers.views.common import frame, language, ledger_named, today
from nianlun.apps.registers.views.entry_forms import keeper_units, own_unit
from nianlun.compose.sheet import Sheet as FileSheet
from nianlun.define.words import label_of
from nianlun.kernel.errors import RefusedError
from nianlun.kernel.messages import message_of

SHOWN_ROWS = 50
SHOWN_BAD = 200
SPECIAL = (UNIT, STAGE, CLASS, CODE)
ACTION_WORDS = {
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "unchanged": gettext_lazy("Unchanged"),
    "bad": gettext_lazy("Bad"),
}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row as it stands in the sheet, with what becomes of it."""

    plan: RowPlan
    cells: tuple[tuple[str, tuple[BadCell, ...]], ...]
    """What stands in each matched column, and what is wrong with it."""
    others: tuple[BadCell, ...]
    """Faults that belong to no cell of the row."""


@require_http_methods(["GET", "POST"])
@missing_is_404
def bring(request: HttpRequest, key: str) -> HttpResponse:
    """Choose a file or paste a block; the imports so far."""
    ledger = ledger_named(request, key)
    units = keeper_units(ledger)
    if not units:
        raise PermissionDenied
    if request.method == "POST":
        unit = next((each for each in units if str(each.pk) == request.POST.get("unit")), units[0])
        batch = brought(request, ledger, unit)
        if batch is not None:
            return redirect("registers:import-batch", key=key, batch_id=batch.pk)
    shown = {
        **frame(ledger, "table"),
        "units": units,
        "unit": own_unit(request, units).pk,
        "page": paged(
            request,
            ImportBatch.objects.filter(register=ledger.register, brought_by=request.user)
            .select_related("unit")
            .defer("outcome"),
            per_page=20,
        ),
        "pasted": request.POST.get("pasted", ""),
        "columns": ", ".join(label_of(each, language()) for each in ledger.definition.fields[:6]),
    }
    return render(request, "registers/import.html", shown)


def brought(request: HttpRequest, ledger: Ledger, unit: Unit) -> ImportBatch | None:
    """Keep what was handed over; nothing where it cannot be read, and then the page says why."""
    given = request.FILES.get("file")
    pasted = request.POST.get("pasted", "")
    if given is None and not pasted.strip():
        messages.error(request, _("Choose a file, or paste rows."))
        return None
    if given is not None:
        name, content = given.name or "", given.read()
        form = (
            ImportBatch.Form.CSV if name.lower().endswith((".csv", ".txt", ".tsv")) else ImportBatch.Form.XLSX
        )
    else:
        name, content, form = f"{_('Pasted')} {today():%Y-%m-%d}.txt", pasted.encode(), ImportBatch.Form.PASTE
    return attempt(
        request,
        lambda: bring_sheet(
            register=ledger.register,
            unit=unit,
            name=name,
            content=content,
            form=form,
            by=request.user,
            at=timezone.now(),
            in_background=True,
        ),
    )


def batch_of(request: HttpRequest, ledger: Ledger, batch_id: int) -> ImportBatch:
    """One's own import.

    Raises:
        RefusedError: `registers.import.missing`.
    """
    rows = ImportBatch.objects.select_related("register__current", "unit")
    found = rows.filter(pk=batch_id, register=ledger.register, brought_by=request.user).first()
    if found is None:
        raise RefusedError("registers.import.missing", id=batch_id)
    return found


@require_safe
@missing_is_404
def batch(request: HttpRequest, key: str, batch_id: int) -> HttpResponse:
    """What the import would do, row by row; how far the worker is; or, when it is over, what it did."""
    ledger = ledger_named(request, key)
    found = batch_of(request, ledger, batch_id)
    shown = {**frame(ledger, "table"), "batch": found}
    if found.carried_out_at is not None:
        cells = bad_cells_of(found.outcome)
        shown |= {"page": paged(request, cells), "bad_count": len(cells)}
        return render(request, "registers/imported.html", shown)
    if found.asked:
        return render(request, "registers/importing.html", {**shown, **how_far(found)})
    problem = message_of(RefusedError(found.fault, **found.fault_values), language()) if found.fault else ""
    return previewed(request, ledger, found, problem=problem)


def how_far(found: ImportBatch) -> dict[str, int]:
    """How far the worker is."""
    done = min(rows_done(found), found.rows)
    return {"done": done, "share": 100 * done // max(1, found.rows)}


@require_safe
@missing_is_404
def progress(request: HttpRequest, key: str, batch_id: int) -> HttpResponse:
    """How far the worker is; once it is done, the whole page is to be asked for again."""
    ledger = ledger_named(request, key)
    found = batch_of(request, ledger, batch_id)
    shown = {"register": ledger.register, "batch": found, **how_far(found)}
    response = render(request, "registers/_importing.html", shown)
    if not found.asked:
        response["HX-Refresh"] = "true"
    return response


def plan_to_show(request: HttpRequest, found: ImportBatch, sheet: Sheet, *, final: bool) -> ImportPlan:
    """What would become of each row: as the worker found it, or looked at now where the sheet is small.

    Raises:
        RefusedError: `registers.import.*`.
    """
    if found.outcome:
        return plan_of(found.outcome, matching_of(found, sheet))
    return preview(batch=found, by=request.user, at=timezone.now(), final=final)


@require_safe
@missing_is_404
def bad_cells(request: HttpRequest, key: str, batch_id: int) -> HttpResponse:
    """Every bad cell of an import as a file, to be mended one after the other."""
    ledger = ledger_named(request, key)
    found = batch_of(request, ledger, batch_id)
    sheet, _names = sheet_of(found)
    cells = (
        bad_cells_of(found.outcome)
        if found.outcome
        else plan_to_show(request, found, sheet, final=True).bad_cells
    )
    heads = (
        _("Sheet"),
        _("Cell"),
        _("Column"),
        _("What stands there"),
        _("Why it cannot stand"),
        _("Perhaps meant"),
    )
    rows = tuple(
        (each.sheet, each.cell, each.column, text_of(each.raw), each.words(language()), each.fault.suggestion)
        for each in cells
    )
    return sheet_response(FileSheet(_("Bad cells"), heads, rows), "xlsx")


def previewed(request: HttpRequest, ledger: Ledger, found: ImportBatch, *, problem: str = "") -> HttpResponse:
    """The page of an import that has not been carried out."""
    final = request.GET.get("draft") != "1"
    shown: dict[str, Any] = {**frame(ledger, "table"), "batch": found, "problem": problem, "final": final}
    try:
        sheet, names = sheet_of(found)
        plan = plan_to_show(request, found, sheet, final=final)
    except RefusedError as error:
        return render(request, "registers/batch.html", {**shown, "problem": words(error)})
    only = request.GET.get("only", "")
    rows = [row for row in plan.rows if not only or row.action == only]
    page = Paginator(rows, SHOWN_ROWS).get_page(request.GET.get("page"))
    shown |= {
        "sheets": names,
        "plan": plan,
        "first_bad": plan.bad_cells[:SHOWN_BAD],
        "counts": [(str(label), action, plan.count(action)) for action, label in ACTION_WORDS.items()],
        "only": only,
        "page": page,
        "rows": [preview_row(row, plan, sheet) for row in page.object_list],
        "action_words": ACTION_WORDS,
        "matched": [column for column in plan.matching.columns if column.key],
        "choices": field_choices(ledger),
        "chosen_labels": dict(field_choices(ledger)),
    }
    return render(request, "registers/batch.html", shown)


def preview_row(row: RowPlan, plan: ImportPlan, sheet: Sheet) -> PreviewRow:
    """A row with its cells, those that are bad with why."""
    columns = [column for column in plan.matching.columns if column.key]
    stands = sheet.rows[row.row - 1] if row.row - 1 < len(sheet.rows) else ()
    by_field: dict[str, list[BadCell]] = {}
    for bad in row.bad:
        by_field.setdefault(bad.fault.field, []).append(bad)
    cells = tuple(
        (
            text_of(stands[column.index]) if column.index < len(stands) else "",
            tuple(by_field.pop(column.key, ())),
        )
        for column in columns
    )
    return PreviewRow(row, cells, tuple(bad for rest in by_field.values() for bad in rest))


def text_of(cell: Any) -> str:
    """A cell as it is shown."""
    if cell is None:
        return ""
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def field_choices(ledger: Ledger) -> list[tuple[str, str]]:
    """What a column can be."""
    fields = [
        (each.key, label_of(each, language()))
        for each in ledger.definition.fields
        if not each.hidden and each.kind not in ("computed", "file") and ledger.reach(each)
    ]
    special = [
        (key, str(SPECIAL_LABELS[key]))
        for key in SPECIAL
        if key not in ledger.definition.field_by_key
        and (key != STAGE or ledger.definition.stages)
        and (key != CLASS or ledger.definition.classes)
    ]
    return fields + special


@require_POST
@missing_is_404
def match(request: HttpRequest, key: str, batch_id: int) -> HttpResponse:
    """Say which sheet is meant, and which column is which field."""
    ledger = ledger_named(request, key)
    found = batch_of(request, ledger, batch_id)
    chosen = {
        place_of(name.removeprefix("column-")): value
        for name, value in request.POST.items()
        if name.startswith("column-")
    }
    sheet = request.POST.get("sheet", found.sheet)
    attempt(
        request,
        lambda: set_matching(
            batch_id=batch_id,
            chosen=chosen if sheet == found.sheet or not found.sheet else {},
            sheet=sheet,
            by=request.user,
            at=timezone.now(),
        ),
    )
    return redirect("registers:import-batch", key=key, batch_id=batch_id)


@require_POST
@missing_is_404
def carry_out(request: HttpRequest, key: str, batch_id: int) -> HttpResponse:
    """All rows, or the good ones."""
    ledger = ledger_named(request, key)
    found = batch_of(request, ledger, batch_id)
    how: dict[str, Any] = {
        "batch_id": batch_id,
        "good_rows_only": request.POST.get("rows") == "good",
        "final": request.POST.get("draft") != "1",
        "by": request.user,
        "at": timezone.now(),
    }
    try:
        if found.rows > FEW_ROWS:
            ask_to_carry_out(**how)
        else:
            carry_out_import(**how)
    except RefusedImportError as error:
        return previewed(request, ledger, found, problem=words(error))
    except RefusedError as error:
        messages.error(request, words(error))
    return redirect(reverse("registers:import-batch", args=[key, batch_id]))
