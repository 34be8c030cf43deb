"""What a register says otherwise on two days, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from nianlun.apps.people.views.listing import MOST_ROWS, sheet_response
from nianlun.apps.people.views.refusals import missing_is_404, words
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import State
from nianlun.apps.registers.queries.differences import EntryDifference, TableDifference, table_difference
from nianlun.apps.registers.queries.ledger import Ledger
from nianlun.apps.registers.queries.naming import title_of
from nianlun.apps.registers.queries.table_request import TableRequest, instant_from
from nianlun.apps.registers.views.asking import address_of, chips_of, filter_text, request_of_address
from nianlun.apps.registers.views.common import frame, language, ledger_named, register_named, today
from nianlun.compose.sheet import Sheet
from nianlun.define.words import either, label_of
from nianlun.kernel.errors import RefusedError

KIND_WORDS: dict[str, str | Promise] = {
    "added": pgettext_lazy("difference", "Added"),
    "dropped": pgettext_lazy("difference", "No longer there"),
    "changed": pgettext_lazy("difference", "Changed"),
}
MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that differs, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry that differs."""

    entry: EntryDifference
    title: str
    words: str
    lines: tuple[Line, ...]


@require_safe
@missing_is_404
def difference(request: HttpRequest, key: str) -> HttpResponse:
    """The page, or the same as a file."""
    ledger = ledger_named(request, key)
    since = day_in(request, "from", today() - MONTH)
    until = day_in(request, "to", today())
    shown: dict[str, Any] = {**frame(ledger, "table"), "since": since, "until": until, "problem": ""}
    try:
        asked = replace(request_of_address(request.GET), as_of=None)
        extension = request.GET.get("format", "")
        if extension in ("csv", "xlsx"):
            return sheet_response(sheet(request, key, asked, since, until), extension)
        found = between(request, key, asked, since, until)
    except RefusedError as error:
        if error.slug.startswith("registers.register."):
            raise
        return render(request, "registers/difference.html", {**shown, "problem": words(error)})
    shown |= {
        "found": found,
        "names": found.ledger.names,
        "page": Paginator(range(sum(found.counts.values())), asked.per_page).get_page(found.page),
        "rows": [shown_entry(found.ledger, each) for each in found.entries],
        "counts": [(str(KIND_WORDS[kind]), kind, number) for kind, number in found.counts.items()],
        "chips": chips_of(ledger, asked),
        "query": address_of(asked),
        "asked_filters": [filter_text(each) for each in asked.filters],
    }
    return render(request, "registers/difference.html", shown)


def day_in(request: HttpRequest, name: str, default: date) -> date:
    """A day of the address, or the usual one."""
    try:
        return parse_date(request.GET.get(name, "")) or default
    except ValueError:
        return default


def end_of(day: date) -> datetime:
    """The end of a day, which the day takes in."""
    found = instant_from(day.isoformat())
    if found is None:
        raise AssertionError(day)
    return found


def between(request: HttpRequest, key: str, asked: TableRequest, since: date, until: date) -> TableDifference:
    """The difference of two days, the earlier one first."""
    first, last = sorted((since, until))
    return table_difference(
        request.user,
        register_named(key),
        since=end_of(first),
        until=end_of(last),
        request=asked,
        today=today(),
    )


def shown_entry(ledger: Ledger, each: EntryDifference) -> Shown:
    """An entry with its lines."""
    version = each.after or each.before
    if version is None:
        raise AssertionError(each.code)
    definition = definition_of(version.definition)
    hidden = ledger.hidden_in(version.unit_id)
    title = "" if definition.title in hidden else title_of(definition, version.values)
    return Shown(each, title, str(KIND_WORDS[each.kind]), tuple(lines(ledger, each)))


def lines(ledger: Ledger, each: EntryDifference) -> Iterator[Line]:
    """What differs: stage, unit, lists, state, and field by field."""
    found = each.difference
    if found.stage:
        yield Line(_("Stage"), *(label_of(stage, language()) if stage else "—" for stage in found.stage))
    if found.unit:
        yield Line(_("Kept by"), *(ledger.names.name("unit", number) or "?" for number in found.unit))
    if found.classes:
        yield Line(_("Lists"), *(list_words(ledger, keys) for keys in found.classes))
    if found.state:
        yield Line(_("State"), *(str(State(state).label) for state in found.state))
    for change in found.fields:
        before, after = (
            change.show(value, language(), ledger.names) if value is not None else ""
            for value in (change.before, change.after)
        )
        yield Line(label_of(change.field, language()), before, after)


def list_words(ledger: Ledger, keys: frozenset[str]) -> str:
    """Labels of lists."""
    found = [label_of(each, language()) for each in ledger.definition.classes if each.key in keys]
    return either(language(), "、", ", ").join(found)


def sheet(request: HttpRequest, key: str, asked: TableRequest, since: date, until: date) -> Sheet:
    """Every difference on a line of its own."""
    found = between(request, key, replace(asked, page=1, per_page=MOST_ROWS), since, until)
    rows: list[tuple[str, ...]] = []
    for each in found.entries:
        entry = shown_entry(found.ledger, each)
        head = (each.code, entry.title, entry.words)
        rows += [(*head, line.label, line.before, line.after) for line in entry.lines] or [
            (*head, "", "", "")
        ]
    columns = (_("Number"), _("Entry"), _("Difference"), _("Field"), f"{since:%Y-%m-%d}", f"{until:%Y-%m-%d}")
    return Sheet(f"{found.ledger.register} {since:%Y-%m-%d} {until:%Y-%m-%d}", columns, tuple(rows))
