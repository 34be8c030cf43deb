"""A register by stage: cards that can be dragged, or moved by a list, to another stage."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from nianlun.apps.people.views.refusals import missing_is_404, words
from nianlun.apps.registers.actions import move_stage
from nianlun.apps.registers.models import Entry
from nianlun.apps.registers.queries.board import MOST_CARDS
from nianlun.apps.registers.queries.board import board as board_columns
from nianlun.apps.registers.queries.ledger import Ledger
from nianlun.apps.registers.recording.faults import RefusedValuesError
from nianlun.apps.registers.views.asking import address_of, chips_of, request_of_address
from nianlun.apps.registers.views.common import frame, ledger_named
from nianlun.apps.registers.views.entry_forms import whole
from nianlun.define.model import FieldDef, Stage
from nianlun.define.model.views import ViewKind
from nianlun.kernel.errors import RefusedError

CARD_FIELDS = 4
REFUSED = 422


@require_safe
@missing_is_404
def board(request: HttpRequest, key: str) -> HttpResponse:
    """The board, narrowed as the address asks."""
    ledger = ledger_named(request, key)
    asked = request_of_address(request.GET)
    if not asked.view and "view" not in request.GET:
        first = next((each.key for each in ledger.definition.views if each.kind is ViewKind.BOARD), "")
        asked = replace(asked, view=first)
    shown = {
        **frame(ledger, "board"),
        "columns": board_columns(ledger, asked),
        "fields": card_fields(ledger, asked.view),
        "title_field": ledger.definition.field_by_key.get(ledger.definition.title),
        "names": ledger.names,
        "asked": asked,
        "chips": chips_of(ledger, asked),
        "query": address_of(asked),
        "most": MOST_CARDS,
        "moves": moves(ledger.definition.stages),
    }
    return render(request, "registers/board.html", shown)


def card_fields(ledger: Ledger, view: str) -> list[FieldDef]:
    """What a card says besides the title: the columns of the view, or the first required fields."""
    fields, title = ledger.definition.field_by_key, ledger.definition.title
    named = next((each.columns for each in ledger.definition.views if each.key == view), ())
    chosen = [fields[key] for key in named if key in fields] or [
        each for each in fields.values() if each.required
    ]
    return [each for each in chosen if each.key != title and ledger.reach(each)][:CARD_FIELDS]


def moves(stages: tuple[Stage, ...]) -> dict[str, list[Stage]]:
    """The stages that may follow each stage."""
    by_key = {each.key: each for each in stages}
    return {each.key: [by_key[move.to] for move in each.moves_to if move.to in by_key] for each in stages}


@require_POST
@missing_is_404
def drop(request: HttpRequest, key: str) -> HttpResponse:
    """A card was dropped on another stage: it is moved, or the answer says why not, and what to fill in."""
    ledger = ledger_named(request, key)
    number = whole(request.POST.get("entry")) or 0
    if not Entry.objects.filter(pk=number, register=ledger.register).exists():
        raise RefusedError("registers.entry.missing", id=number)
    try:
        version = move_stage(
            entry_id=number,
            to=request.POST.get("stage", ""),
            expected_version=whole(request.POST.get("expected")),
            by=request.user,
            at=timezone.now(),
        )
    except RefusedValuesError as error:
        why = " ".join(dict.fromkeys(each.words(request.LANGUAGE_CODE) for each in error.faults))
        return JsonResponse({"words": why, "form": True}, status=REFUSED)
    except RefusedError as error:
        if error.slug in ("registers.entry.missing", "registers.entry.not_allowed"):
            raise
        needs_form = error.slug.endswith("reason_needed")
        return JsonResponse({"words": words(error), "form": needs_form}, status=REFUSED)
    return JsonResponse({"version": version.number})
