"""Composes a report from its template: the words with their chips, the facts, and corrections of the last issue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from nianlun.apps.people.models import Unit
from nianlun.apps.reports.answering import Ledgers
from nianlun.apps.reports.correcting import corrections
from nianlun.apps.reports.promises import promises, registers_promised
from nianlun.apps.reports.queries import Template
from nianlun.apps.reports.sources import (
    Instants,
    catalog,
    counted_unit,
    desk_for,
    known_by,
    registers_of,
)
from nianlun.compose.report.composing import compose
from nianlun.compose.report.draft import Piece, facts_printed
from nianlun.compose.report.facts import Fact
from nianlun.define.model import ReportKind
from nianlun.define.reading.dates import chinese_date
from nianlun.define.reading.periods import Period


def names_of(period: Period, as_of: date, unit: Unit) -> dict[str, str]:
    """What is filled in for `{year}` and its like; `{number}` waits for the issue."""
    root = Unit.objects.get(pk=int(unit.path.strip("/").split("/")[0]))
    return {
        "year": str(period.last.year),
        "next_year": str(period.last.year + 1),
        "month": str(period.last.month),
        "quarter": "一二三四"[(period.last.month - 1) // 3],
        "week": str(as_of.isocalendar().week),
        "unit": unit.name,
        "county": root.name,
        "as_of": chinese_date(as_of),
    }


def composed(
    template: Template,
    unit: Unit,
    period: Period,
    as_of: date,
    *,
    at: datetime,
    last: tuple[Mapping[str, Fact], Template] | None = None,
) -> tuple[tuple[Piece, ...], Mapping[str, Fact]]:
    """The pieces and the facts they print."""
    known = known_by(as_of, at)
    definition = template.definition
    known_definitions = catalog()
    registers = registers_of(definition, known_definitions)
    if definition.kind is ReportKind.SUMMARY:
        registers |= registers_promised(template, known_definitions, as_of.year)
    desk = desk_for(registers, Instants(known_at=known, since=at, until=at))
    ledgers = Ledgers(desk, definition, period, as_of, counted_unit(unit))
    pieces = list(compose(definition, names_of(period, as_of, unit), ledgers))
    if definition.kind is ReportKind.SUMMARY:
        place = next((n for n, each in enumerate(pieces) if each.section == "problems"), len(pieces))
        pieces[place:place] = list(promises(ledgers, template))
    if last is not None:
        pieces += list(corrections(*last, ledgers, at))
    facts = ledgers.facts
    return tuple(pieces), {key: facts[key] for key in facts_printed(pieces)}
