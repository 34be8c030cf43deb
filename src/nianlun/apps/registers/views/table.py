"""A register as a table: filtered, sorted, grouped, summed, as of any day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nianlun.apps.people.models import Role
from nianlun.apps.people.views.refusals import missing_is_404, words
from nianlun.apps.registers.queries.ledger import Ledger
from nianlun.apps.registers.queries.table import Group, TablePage, TableRow, is_number
from nianlun.apps.registers.queries.table import table as table_page
from nianlun.apps.registers.queries.table_request import FilterBy, Sorting, TableRequest
from nianlun.apps.registers.queries.views import request_of, saved_views
from nianlun.apps.registers.recording.indexing import classes_text, slotted
from nianlun.apps.registers.views.asking import (
    MISSING,
    PER_PAGE,
    SPECIAL_LABELS,
    address_of,
    as_of_text,
    chips_of,
    group_offers,
    group_words,
    offered,
    offered_fields,
    request_of_address,
)
from nianlun.apps.registers.views.common import frame, language, ledger_named, register_named, today
from nianlun.define.model import FieldDef
from nianlun.define.model.views import ViewKind
from nianlun.kernel.errors import RefusedError

PARTS = {
    "search": ("search",),
    "view": ("view", "columns", "sums", "sort", "group"),
    "group": ("group",),
    "as_of": ("as_of",),
    "columns": ("columns", "sums"),
    "filter": (),
    "per_page": ("per_page",),
}
"""Forms of the page, and the parts of the address each changes."""
EXPORTS = (("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"))


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column."""

    key: str
    label: str
    field: FieldDef | None
    address: str
    """Sorts by it, or turns the order round."""
    order: str
    """`ascending`, `descending`, or empty."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stand together under a heading; one block without heading where nothing is grouped."""

    words: str
    group: Group | None
    rows: tuple[TableRow, ...]


@require_safe
@missing_is_404
def table(request: HttpRequest, key: str) -> HttpResponse:
    """The table; a condition that was added, and a saved view, become part of the address."""
    register = register_named(key)
    if request.GET.get("saved"):
        return saved(request, key)
    ledger = ledger_named(request, key)
    try:
        asked = request_of_address(request.GET, ledger)
        if request.GET.get("add"):
            return redirect(
                f"{reverse('registers:table', args=[key])}?{address_of(with_condition(asked, request))}"
            )
        page = table_page(request.user, register, asked, today=today())
    except RefusedError as error:
        if error.slug.startswith("registers.register."):
            raise
        page = table_page(request.user, register, TableRequest(), today=today())
        return render(request, "registers/table.html", shown(request, page, problem=words(error)))
    return render(request, "registers/table.html", shown(request, page))


def with_condition(asked: TableRequest, request: HttpRequest) -> TableRequest:
    """The request with the condition the form adds."""
    operands = tuple(each.strip() for each in request.GET.getlist("operand") if each.strip())
    added = FilterBy(request.GET["add"], request.GET.get("way", ""), operands)
    return replace(asked, filters=(*asked.filters, added), page=1)


def saved(request: HttpRequest, key: str) -> HttpResponse:
    """To the address of a saved view.

    Raises:
        RefusedError: `registers.view.missing`.
    """
    ledger = ledger_named(request, key)
    number = request.GET["saved"]
    found = (
        saved_views(request.user, ledger.register).filter(pk=int(number) if number.isdecimal() else 0).first()
    )
    if found is None:
        raise RefusedError("registers.view.missing", key=key)
    return redirect(f"{reverse(f'registers:{found.kind}', args=[key])}?{address_of(request_of(found))}")


def shown(request: HttpRequest, page: TablePage, *, problem: str = "") -> dict[str, Any]:
    """What the template needs."""
    ledger, asked = page.ledger, page.request
    return {
        **frame(ledger, "table"),
        "page": Paginator(range(page.total), asked.per_page).get_page(asked.page),
        "found": page,
        "asked": asked,
        "names": ledger.names,
        "heads": [head(asked, each.key, each) for each in page.columns],
        "fixed": {name: head(asked, name, None) for name in ("code", "stage", "unit", "updated")},
        "blocks": list(blocks(page)),
        "chips": chips_of(ledger, asked),
        "problem": problem,
        "as_of": as_of_text(asked),
        "query": address_of(asked),
        "fields": offered_fields(ledger),
        "groups": group_offers(ledger),
        "offered_columns": [
            each for each in ledger.definition.fields if ledger.reach(each) and not each.hidden
        ],
        "numbers": [
            each
            for each in ledger.definition.fields
            if is_number(each) and ledger.columns(each) and ledger.reach(each)
        ],
        "views": [each for each in ledger.definition.views if each.kind is ViewKind.TABLE],
        "saved": saved_views(request.user, ledger.register),
        "per_pages": PER_PAGE,
        "may_write": bool(ledger.standing.reach(Role.KEEP)) and asked.as_of is None,
        "span": len(page.columns) + 5,
        "kept": {part: kept(asked, *without) for part, without in PARTS.items()},
        "turned": {
            "dropped": address_of(replace(asked, with_dropped=not asked.with_dropped, page=1)),
            "now": address_of(replace(asked, as_of=None, page=1)),
        },
        "exports": EXPORTS,
        "open_units": [unit for unit in ledger.names.units.values() if unit.closed_on is None],
    }


def kept(asked: TableRequest, *without: str) -> list[tuple[str, str]]:
    """The parts of the address that a form keeps while it changes the others."""
    query = QueryDict(address_of(asked))
    pairs = [(name, value) for name, values in query.lists() for value in values if name not in without]
    return (
        pairs
        if asked.per_page == PER_PAGE[0] or "per_page" in without
        else [*pairs, ("per_page", str(asked.per_page))]
    )


def head(asked: TableRequest, key: str, field: FieldDef | None) -> Head:
    """The head of a column, sorting by a click."""
    now = next((each for each in asked.sort if each.field == key), None)
    order = "" if now is None else "descending" if now.down else "ascending"
    turned = Sorting(key, now is not None and not now.down)
    address = address_of(replace(asked, sort=(turned,), page=1))
    return Head(key, str(SPECIAL_LABELS.get(key, "")), field, address, order)


def blocks(page: TablePage) -> Iterator[Block]:
    """The rows under their headings; a group that began on an earlier page goes on."""
    key = page.request.grouping
    if not key:
        yield Block("", None, page.rows)
        return
    groups = {str(each.value): each for each in page.groups}
    for value, rows in groupby(page.rows, lambda row: group_value(page.ledger, key, row)):
        together = tuple(rows)
        yield Block(heading(page.ledger, key, together[0]), groups.get(str(value)), together)


def group_value(ledger: Ledger, key: str, row: TableRow) -> Any:
    """What a row is grouped by, as the index holds it."""
    field = ledger.definition.field_by_key.get(key)
    if field is not None:
        return next(iter(slotted(row.values.get(key), field)), None)
    match key:
        case "stage":
            return row.stage.id if row.stage else None
        case "unit":
            return row.unit.pk
        case "state":
            return row.is_final
        case "class":
            return classes_text([each.id for each in ledger.definition.classes if each.key in row.classes])
        case _:
            return row.code


def heading(ledger: Ledger, key: str, row: TableRow) -> str:
    """What the rows of a group have in common, in words."""
    field = ledger.definition.field_by_key.get(key)
    if field is not None:
        return row.show(field, language(), ledger.names) or str(MISSING)
    return group_words(ledger, key, group_value(ledger, key, row))


@require_safe
@missing_is_404
def condition_form(request: HttpRequest, key: str) -> HttpResponse:
    """The ways to ask about one field, for the form that adds a condition."""
    ledger = ledger_named(request, key)
    return render(
        request, "registers/_condition.html", {"offered": offered(ledger, request.GET.get("add", ""))}
    )
