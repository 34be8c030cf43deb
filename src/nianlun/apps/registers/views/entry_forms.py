"""Writing entries: a new one, an update, a correction, a step to another stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nianlun.apps.people.models import Role, Unit
from nianlun.apps.people.queries import units_in_order
from nianlun.apps.people.views.refusals import missing_is_404, words
from nianlun.apps.registers.actions import correct_entry, create_entry, edit_entry, move_stage
from nianlun.apps.registers.actions.attachments import keep_file
from nianlun.apps.registers.forms.entry import PREFIX, Box, boxes, changed, grouped, raw_from_post, raw_of
from nianlun.apps.registers.models import State
from nianlun.apps.registers.queries.entries import EntryPage, entry_page
from nianlun.apps.registers.queries.ledger import Ledger
from nianlun.apps.registers.recording.faults import RefusedValuesError, ValueFault
from nianlun.apps.registers.views.common import frame, language, ledger_named, today
from nianlun.define.kinds.file import FileOptions
from nianlun.define.model import FieldDef, Stage
from nianlun.define.model import Register as Definition
from nianlun.kernel.errors import RefusedError


def keeper_units(ledger: Ledger) -> list[Unit]:
    """Units for which the person may add entries."""
    mine = ledger.standing.reach(Role.KEEP)
    return [each for each in units_in_order() if each.closed_on is None and each.pk in mine]


@require_http_methods(["GET", "POST"])
@missing_is_404
def new(request: HttpRequest, key: str) -> HttpResponse:
    """A new entry, as a draft or submitted at once."""
    ledger = ledger_named(request, key)
    units = keeper_units(ledger)
    if not units:
        raise PermissionDenied
    hidden = frozenset(each.key for each in ledger.definition.fields if not ledger.reach(each))
    fields = writable(ledger.definition, hidden)
    raw = {
        each.key: raw_of(each, None, ledger.names) if each.default is None else default_raw(each)
        for each in fields
    }
    refusal: RefusedError | None = None
    if request.method == "POST":
        raw |= raw_from_post(request.POST, fields)
        unit = next((each for each in units if str(each.pk) == request.POST.get("unit")), None)
        try:
            made = with_files(
                request,
                fields,
                {},
                lambda files: create_entry(
                    register=ledger.register,
                    unit=unit or units[0],
                    values={name: value for name, value in raw.items() if value not in ("", [])} | files,
                    stage=request.POST.get("stage", ""),
                    classes=request.POST.getlist("lists"),
                    final="final" in request.POST,
                    by=request.user,
                    at=timezone.now(),
                ),
            )
        except RefusedError as error:
            refusal = error
        else:
            messages.success(request, _("%(code)s has been added.") % {"code": made.code})
            if "another" in request.POST:
                return redirect("registers:new", key=key)
            return redirect("registers:entry", entry_id=made.pk)
    context = {
        **form_context(ledger, ledger.definition, fields, raw, refusal),
        "units": units,
        "unit": request.POST.get("unit", str(own_unit(request, units).pk)),
        "beginnings": ledger.definition.initial_stages if len(ledger.definition.initial_stages) > 1 else (),
        "chosen_stage": request.POST.get("stage", ""),
        "chosen_lists": request.POST.getlist("lists") or request.GET.getlist("lists"),
    }
    return render(request, "registers/new.html", context)


def own_unit(request: HttpRequest, units: Sequence[Unit]) -> Unit:
    """The unit somebody adds entries for unless he says otherwise: his own, or the first."""
    return next((each for each in units if each.pk == request.user.unit_id), units[0])


def default_raw(field: FieldDef) -> str:
    """What the definition says a new entry begins with, as somebody would type it."""
    return str(field.default)


def writable(definition: Definition, hidden: frozenset[str]) -> list[FieldDef]:
    """Fields the person may write."""
    return [
        each
        for each in definition.fields
        if not each.hidden and each.key not in hidden and each.kind != "computed"
    ]


def form_context(
    ledger: Ledger,
    definition: Definition,
    fields: Sequence[FieldDef],
    raw: Mapping[str, Any],
    refusal: RefusedError | None,
    *,
    needed: Callable[[FieldDef], bool] = lambda field: field.required,
    values: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What every form of an entry shows."""
    faults: tuple[ValueFault, ...] = refusal.faults if isinstance(refusal, RefusedValuesError) else ()
    made: list[Box] = boxes(
        definition, fields, raw, ledger.names, language(), faults=faults, needed=needed, values=values
    )
    on_form = {each.key for each in fields}
    return {
        **frame(ledger, ""),
        "names": ledger.names,
        "groups": grouped(definition, made),
        "refusal": words(refusal) if refusal and not faults else "",
        "fault_count": len(faults),
        "other_faults": [each for each in faults if each.field not in on_form],
        "classes": definition.classes,
        "several": definition.several_classes,
    }


def with_files(
    request: HttpRequest,
    fields: Sequence[FieldDef],
    stored: Mapping[str, Any],
    carry_out: Callable[[dict[str, Any]], Any],
) -> Any:
    """Write an entry with the files of its form; a file that cannot be taken is told beside all else that is wrong.

    Raises:
        RefusedError: what the writing refuses; nothing is written.
    """
    files, faults = files_of(request, fields, stored)
    if not faults:
        return carry_out(files)
    with transaction.atomic():
        others = faults_of(lambda: carry_out(files))
        transaction.set_rollback(True)
    told = {each.field for each in faults}
    raise RefusedValuesError((*(each for each in others if each.field not in told), *faults))


def faults_of(carry_out: Callable[[], Any]) -> tuple[ValueFault, ...]:
    """What is wrong with readings that somebody wants to write."""
    try:
        carry_out()
    except RefusedValuesError as error:
        return error.faults
    return ()


def files_of(
    request: HttpRequest, fields: Sequence[FieldDef], stored: Mapping[str, Any]
) -> tuple[dict[str, list[dict[str, Any]]], list[ValueFault]]:
    """Values of the fields of files that change: what is kept of the files there were, and what came besides.

    And what is wrong with files that came.
    """
    found, faults = {}, []
    for each in fields:
        name = f"{PREFIX}{each.key}"
        options = each.options
        if not isinstance(options, FileOptions) or f"{name}-asked" not in request.POST:
            continue
        before = list(stored.get(each.key) or ())
        kept = [file for file in before if file["digest"] in request.POST.getlist(f"{name}-kept")]
        came = []
        for given in request.FILES.getlist(name):
            try:
                file = keep_file(
                    name=given.name or "", content=given, most_mb=options.max_mb, endings=options.types
                )
            except RefusedError as error:
                faults.append(
                    ValueFault(
                        field=each.key,
                        label=each.label,
                        slug=error.slug,
                        raw=given.name,
                        values=error.values,
                    )
                )
            else:
                came.append(file)
        if came or kept != before:
            found[each.key] = kept + came
    return found, faults


def seen_to_write(request: HttpRequest, entry_id: int, *roles: str) -> EntryPage:
    """An entry the person may act on.

    Raises:
        RefusedError: `registers.entry.missing`.
        PermissionDenied: he may only read it.
    """
    seen = entry_page(request.user, entry_id, today=today())
    if not any(seen.ledger.standing.may(role, seen.entry.unit_id) for role in roles):
        raise PermissionDenied
    return seen


def stored_by_key(seen: EntryPage) -> dict[str, Any]:
    """Stored values by the keys of the definition the entry is pinned to."""
    return {each.key: seen.version.values.get(str(each.id)) for each in seen.definition.fields}


@require_http_methods(["GET", "POST"])
@missing_is_404
def edit(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Bring an entry up to date: the world has moved on."""
    return written(request, seen_to_write(request, entry_id, Role.KEEP), correcting=False)


@require_http_methods(["GET", "POST"])
@missing_is_404
def correct(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Say that an entry was wrong, and since when."""
    return written(request, seen_to_write(request, entry_id, Role.KEEP, Role.REVIEW), correcting=True)


def written(request: HttpRequest, seen: EntryPage, *, correcting: bool) -> HttpResponse:
    """The form of an update or a correction, and what comes back of it."""
    ledger, definition = seen.ledger, seen.definition
    fields = writable(definition, seen.hidden)
    stored = stored_by_key(seen)
    raw = {each.key: raw_of(each, stored.get(each.key), ledger.names) for each in fields}
    lists = list(seen.classes)
    refusal: RefusedError | None = None
    if request.method == "POST":
        came = raw_from_post(request.POST, fields)
        try:
            changes = changed(fields, came, stored, ledger.names)
            done = with_files(
                request,
                fields,
                stored,
                lambda files: write(request, seen, changes | files, correcting=correcting),
            )
        except RefusedError as error:
            refusal, raw, lists = error, raw | came, request.POST.getlist("lists")
        else:
            say(request, seen, done, correcting=correcting)
            return redirect("registers:entry", entry_id=seen.entry.pk)
    context = {
        **form_context(ledger, definition, fields, raw, refusal, values=stored),
        "seen": seen,
        "entry": seen.entry,
        "version": seen.version,
        "expected": request.POST.get("expected", seen.version.number),
        "correcting": correcting,
        "chosen_lists": lists,
        "all_stages": definition.stages,
        "chosen_stage": request.POST.get("stage", seen.stage.key if seen.stage else ""),
        "reason": request.POST.get("reason", ""),
        "wrong": request.POST.get("corrects", request.GET.get("corrects", "")),
        "is_draft": seen.version.state == State.DRAFT,
    }
    return render(request, "registers/edit.html", context)


def write(request: HttpRequest, seen: EntryPage, values: Mapping[str, Any], *, correcting: bool) -> Any:
    """Carry out an update or a correction."""
    lists = request.POST.getlist("lists") if "lists-asked" in request.POST else None
    common: dict[str, Any] = {
        "entry_id": seen.entry.pk,
        "values": values,
        "classes": lists,
        "expected_version": whole(request.POST.get("expected")),
        "by": request.user,
        "at": timezone.now(),
        "reason": request.POST.get("reason", ""),
    }
    if correcting:
        stage = request.POST.get("stage") or None
        return correct_entry(**common, corrects=whole(request.POST.get("corrects")), stage=stage)
    return edit_entry(**common)


def whole(text: str | None) -> int | None:
    """A whole number, or nothing."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def say(request: HttpRequest, seen: EntryPage, done: Any, *, correcting: bool) -> None:
    """What came of it, for the next page."""
    if done is None:
        messages.info(request, _("Nothing was changed in %(code)s.") % {"code": seen.entry.code})
    elif correcting:
        messages.success(request, _("%(code)s has been corrected.") % {"code": seen.entry.code})
    else:
        messages.success(request, _("%(code)s has been brought up to date.") % {"code": seen.entry.code})


@require_http_methods(["GET", "POST"])
@missing_is_404
def move(request: HttpRequest, entry_id: int, stage: str) -> HttpResponse:
    """Take an entry to another stage, with what the stage asks for."""
    seen = entry_page(request.user, entry_id, today=today())
    ledger, definition = seen.ledger, seen.definition
    target = definition.stage_by_key.get(stage)
    if target is None:
        raise RefusedError("registers.stage.missing", stage=stage)
    fields = asked_by(seen, target)
    stored = stored_by_key(seen)
    raw = {each.key: raw_of(each, stored.get(each.key), ledger.names) for each in fields}
    refusal: RefusedError | None = None
    if request.method == "POST":
        came = raw_from_post(request.POST, fields)
        try:
            with_files(
                request,
                fields,
                stored,
                lambda files: move_stage(
                    entry_id=entry_id,
                    to=stage,
                    values=changed(fields, came, stored, ledger.names) | files,
                    reason=request.POST.get("reason", ""),
                    expected_version=whole(request.POST.get("expected")),
                    by=request.user,
                    at=timezone.now(),
                ),
            )
        except RefusedError as error:
            if error.slug.endswith((".missing", ".not_allowed")) and not error.slug.startswith(
                "registers.stage"
            ):
                raise
            refusal, raw = error, raw | came
        else:
            messages.success(request, _("%(code)s stands in another stage now.") % {"code": seen.entry.code})
            return redirect("registers:entry", entry_id=entry_id)
    move_ = next((each for each in seen.stage.moves_to if each.to == stage), None) if seen.stage else None
    context = {
        **form_context(ledger, definition, fields, raw, refusal, needed=bool, values=stored),
        "seen": seen,
        "entry": seen.entry,
        "version": seen.version,
        "target": target,
        "move": move_,
        "reason": request.POST.get("reason", ""),
        "expected": request.POST.get("expected", seen.version.number),
    }
    return render(request, "registers/move.html", context)


def asked_by(seen: EntryPage, stage: Stage) -> list[FieldDef]:
    """Fields a stage asks for."""
    keys = {stage.date, *stage.required}
    fields = writable(seen.definition, seen.hidden)
    return [each for each in fields if each.key in keys or stage.key in each.required_in]
