"""Writing in the table: the box of one cell, and what was typed into it; names while they are being typed."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from nianlun.apps.people.views.refusals import missing_is_404, words
from nianlun.apps.registers.actions import edit_entry
from nianlun.apps.registers.forms.entry import NOT_TYPED, PREFIX, boxes, raw_from_post, raw_of
from nianlun.apps.registers.models import IndexRow
from nianlun.apps.registers.queries.entries import EntryPage, entry_page
from nianlun.apps.registers.queries.naming import title_column
from nianlun.apps.registers.queries.table import table_rows
from nianlun.apps.registers.recording.faults import RefusedValuesError
from nianlun.apps.registers.recording.indexing import fold
from nianlun.apps.registers.templatetags.registers import cell as cell_words
from nianlun.apps.registers.views.common import language, ledger_named, today
from nianlun.apps.registers.views.entry_forms import stored_by_key, whole
from nianlun.define.model import FieldDef
from nianlun.kernel.errors import RefusedError

SUGGESTED = 12
CONFLICT, REFUSED = 409, 422


@require_http_methods(["GET", "POST"])
@missing_is_404
def cell(request: HttpRequest, key: str) -> HttpResponse:
    """The box for a cell; or, when something was typed, the cell as it stands now, or why it does not."""
    asked = request.POST if request.method == "POST" else request.GET
    seen = entry_page(request.user, whole(asked.get("entry")) or 0, today=today())
    definition = seen.definition
    field = definition.field_by_key.get(asked.get("field", ""))
    if (
        field is None
        or seen.ledger.register.key != key
        or field.kind in NOT_TYPED
        or field.key in seen.hidden
        or not seen.may_keep
    ):
        raise RefusedError("registers.cell.not_allowed", field=asked.get("field", ""))
    if request.method == "GET":
        return box(request, seen, field)
    return keep(request, seen, field)


def box(request: HttpRequest, seen: EntryPage, field: FieldDef) -> HttpResponse:
    """The box of a field, filled with what stands."""
    raw = {field.key: raw_of(field, stored_by_key(seen).get(field.key), seen.ledger.names)}
    made = boxes(seen.definition, [field], raw, seen.ledger.names, language())[0]
    return render(
        request, "registers/_cell.html", {"box": made, "version": seen.version, "names": seen.ledger.names}
    )


def keep(request: HttpRequest, seen: EntryPage, field: FieldDef) -> HttpResponse:
    """Save what was typed; a conflict says who was quicker."""
    came = raw_from_post(request.POST, [field]).get(field.key, "")
    try:
        version = edit_entry(
            entry_id=seen.entry.pk,
            values={field.key: came},
            expected_version=whole(request.POST.get("expected")),
            by=request.user,
            at=timezone.now(),
        )
    except RefusedValuesError as error:
        faults = [
            {"words": each.words(request.LANGUAGE_CODE), "suggestion": each.suggestion}
            for each in error.faults
        ]
        return JsonResponse({"faults": faults}, status=REFUSED)
    except RefusedError as error:
        status = CONFLICT if error.slug.endswith("changed_meanwhile") else REFUSED
        return JsonResponse({"faults": [{"words": words(error), "suggestion": ""}]}, status=status)
    number = version.number if version is not None else seen.version.number
    return JsonResponse({"version": number, "cells": cells_now(seen, request)})


def cells_now(seen: EntryPage, request: HttpRequest) -> dict[str, str]:
    """The cells of the row as they stand now: a formula may have changed with the reading it is made from."""
    row = table_rows(
        seen.ledger,
        list(
            IndexRow.objects.filter(
                register=seen.ledger.register,
                version__entry=seen.entry,
                version__number=F("version__entry__newest"),
            )
        ),
    )[0]
    asked = request.POST.getlist("shown")
    fields = [
        each for each in seen.ledger.definition.fields if each.key in asked and each.key not in row.hidden
    ]
    return {each.key: cell_words(row, each, seen.ledger.names) for each in fields}


@require_safe
@missing_is_404
def suggest(request: HttpRequest, key: str) -> HttpResponse:
    """Entries of a register whose number or name holds what was typed so far."""
    ledger = ledger_named(request, key)
    typed = next(
        (
            value
            for name, value in request.GET.items()
            if name == request.GET.get("box") or name.startswith(PREFIX)
        ),
        request.GET.get("q", ""),
    ).strip()
    rows: Any = IndexRow.objects.none()
    if typed:
        rows = IndexRow.objects.filter(
            ledger.standing.rows.condition(),
            register=ledger.register,
            superseded_at__isnull=True,
            is_living=True,
        )
        column = title_column(ledger.definition, ledger.slots)
        by_code = rows.filter(code__icontains=typed)
        rows = (by_code | rows.filter(**{f"{column}__contains": fold(typed)}) if column else by_code)[
            :SUGGESTED
        ]
    numbers = {row.entry_id for row in rows}
    if numbers:
        ledger.names.prime_entries(numbers)
    names = [ledger.names.name("entry", number) for number in sorted(numbers)]
    return render(request, "registers/_suggest.html", {"options": names})
