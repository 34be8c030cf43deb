"""Registers: the list, one with its definition, its table at any instant, what changed, digests of days."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from nianlun.apps.people.models import Unit
from nianlun.apps.registers import actions
from nianlun.apps.registers.api import shapes
from nianlun.apps.registers.exporting.plain import entry_in_full, register_in_short, row_in_short
from nianlun.apps.registers.queries.differences import EntryDifference, table_difference
from nianlun.apps.registers.queries.entries import entry_page
from nianlun.apps.registers.queries.ledger import Ledger, ledger_for
from nianlun.apps.registers.queries.registers import register_for, registers_for
from nianlun.apps.registers.queries.roots import root_of
from nianlun.apps.registers.queries.table import TablePage, table
from nianlun.apps.registers.queries.table_request import TableRequest, instant_from, request_from
from nianlun.define.export import plain
from nianlun.define.kinds import KINDS
from nianlun.kernel.errors import RefusedError

router = Router()
MOST_PER_PAGE = 200


@router.get("", response=list[shapes.RegisterShort], summary="List registers")
def list_registers(request: HttpRequest) -> list[dict[str, Any]]:
    """Registers you may see."""
    return [register_in_short(each) for each in registers_for(request.auth)]


@router.get("/{key}", response=shapes.RegisterFull, summary="A register with its definition")
def one_register(request: HttpRequest, key: str) -> dict[str, Any]:
    """What an entry of the register must say."""
    ledger = ledger_for(request.auth, register_for(request.auth, key))
    listed = next(each for each in registers_for(request.auth, with_closed=True) if each.register.key == key)
    return register_in_short(listed) | {"definition": seen_definition(ledger), "value_schema": schema(ledger)}


def seen_definition(ledger: Ledger) -> dict[str, Any]:
    """The definition without the fields hidden everywhere from the person."""
    found: dict[str, Any] = plain(ledger.definition)
    seen = {each.key for each in ledger.definition.fields if ledger.reach(each)}
    return found | {"fields": [each for each in found["fields"] if each["key"] in seen]}


def schema(ledger: Ledger) -> dict[str, Any]:
    """JSON Schema of the values of an entry."""
    fields = [each for each in ledger.definition.fields if ledger.reach(each) and not each.hidden]
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [each.key for each in fields if each.required],
        "properties": {
            each.key: KINDS[each.kind].api_schema(each.options) | {"title": each.label} for each in fields
        },
    }


@router.get("/{key}/entries", response=shapes.EntryTable, summary="A page of a register")
def list_entries(
    request: HttpRequest,
    key: str,
    filter: list[str] = Query([], description="`field:way:operand:...`, as `amount:at_least:1亿元`."),  # noqa: A002, B008
    sort: list[str] = Query([], description="Field keys; `-` before one: the largest first."),  # noqa: B008
    search: str = "",
    group: str = "",
    sums: list[str] = Query([], description="Keys of number fields to add up."),  # noqa: B008
    as_of: str = Query("", description="A day, up to its end, or an instant; empty: now."),
    view: str = "",
    drafts: bool = True,  # noqa: FBT001, FBT002 - a parameter of the address
    dropped: bool = False,  # noqa: FBT001, FBT002 - a parameter of the address
    page: int = 1,
    per_page: int = 50,
) -> dict[str, Any]:
    """Entries you may see, as they stand or stood at an instant."""
    asked = asked_for(
        {
            "filter": filter,
            "sort": sort,
            "search": search,
            "group": group,
            "sums": sums,
            "as_of": as_of,
            "view": view,
            "drafts": "yes" if drafts else "no",
            "dropped": "yes" if dropped else "no",
        },
        page=page,
        per_page=per_page,
    )
    found = table(request.auth, register_for(request.auth, key), asked, today=timezone.localdate())
    return table_in_plain(found)


def asked_for(query: dict[str, Any], *, page: int, per_page: int) -> TableRequest:
    """The request that parameters stand for."""
    return request_from(query, page=min(page, 10**6), per_page=min(per_page, MOST_PER_PAGE))


def table_in_plain(found: TablePage) -> dict[str, Any]:
    """A page of a register."""
    return {
        "items": [row_in_short(row) for row in found.rows],
        "total": found.total,
        "page": found.request.page,
        "per_page": found.request.per_page,
        "sums": _as_text(found.sums),
        "groups": [
            {"value": each.value, "count": each.count, "sums": _as_text(each.sums)} for each in found.groups
        ],
    }


def _as_text(sums: Any) -> dict[str, str | None]:
    return {key: None if value is None else f"{value:f}" for key, value in sums.items()}


@router.post("/{key}/entries", response={201: shapes.EntryFull}, summary="Make an entry")
def make_entry(request: HttpRequest, key: str, body: shapes.NewEntry) -> Status[dict[str, Any]]:
    """Add an entry to a register you keep."""
    unit = Unit.objects.filter(pk=body.unit).first()
    if unit is None:
        raise RefusedError("registers.entry.unit_unknown", unit=body.unit)
    entry = actions.create_entry(
        register=register_for(request.auth, key),
        unit=unit,
        values=body.values,
        stage=body.stage,
        classes=body.classes,
        final=body.final,
        stored=True,
        by=request.auth,
        at=timezone.now(),
    )
    return Status(201, entry_in_full(entry_page(request.auth, entry.pk, today=timezone.localdate())))


@router.get("/{key}/differences", response=shapes.DifferencePage, summary="What changed between two instants")
def differences(
    request: HttpRequest, key: str, since: str, until: str, view: str = "", page: int = 1, per_page: int = 50
) -> dict[str, Any]:
    """The difference of a register between two days, each up to its end, entry by entry."""
    first, last = instant_from(since), instant_from(until)
    if first is None or last is None:
        raise RefusedError("registers.table.as_of_unreadable", text=since or until)
    asked = asked_for({"view": view}, page=page, per_page=per_page)
    register = register_for(request.auth, key)
    found = table_difference(
        request.auth, register, since=first, until=last, request=asked, today=timezone.localdate()
    )
    return {
        "since": found.since,
        "until": found.until,
        "counts": found.counts,
        "corrected": found.corrected,
        "items": [_difference(each) for each in found.entries],
        "page": found.page,
        "pages": found.pages,
    }


def _difference(each: EntryDifference) -> dict[str, Any]:
    stage = each.difference.stage
    return {
        "entry": each.entry,
        "code": each.code,
        "kind": each.kind,
        "corrected": each.corrected,
        "changes": [
            {"field": one.field.key, "before": one.before, "after": one.after}
            for one in each.difference.fields
        ],
        "stage": None if stage is None else [one.key if one else None for one in stage],
    }


@router.get("/{key}/roots/{day}", response=shapes.DayRoot, summary="The digest of a day")
def root(request: HttpRequest, key: str, day: date) -> dict[str, Any]:
    """What can be printed in a bulletin, and held against later."""
    found = root_of(register_for(request.auth, key), day)
    if found is None:
        raise RefusedError("registers.root.missing", day=day)
    return {"register_key": key, "day": found.day, "versions": found.count, "root": found.root}
