"""The lists of what was not kept in time, of floors and of duties, as files to be handed round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nianlun.apps.registers.queries.duties import DutyStanding, FloorStanding
from nianlun.apps.registers.queries.ledger import Ledger
from nianlun.apps.registers.views.common import language, today
from nianlun.compose.sheet import Sheet
from nianlun.define.words import label_of

SHEETS = frozenset({"csv", "xlsx"})


def late_sheet(rows: Iterable[Mapping[str, Any]]) -> Sheet:
    """Entries not brought up to date in time, by unit."""
    columns = (pgettext("organisation", "Unit"), _("Register"), _("List"), _("Was due"), _("Entries"))
    found = tuple(
        (
            row["unit"].name,
            str(row["ledger"].register),
            label_of(row["round"].list, language()) if row["round"].list else "",
            row["round"].missed.due_on,
            row["number"],
        )
        for row in rows
    )
    return Sheet(f"{_('Not updated in time')} {today():%Y-%m-%d}", columns, found)


def floor_sheet(found: Iterable[tuple[Ledger, list[FloorStanding]]]) -> Sheet:
    """What there must be, and what there is."""
    columns = (
        _("Register"),
        _("What there must be"),
        _("There are"),
        _("At least"),
        _("Lacking"),
        _("Asked for by"),
    )
    rows = tuple(
        (
            str(ledger.register),
            label_of(each.floor, language()),
            each.number,
            each.floor.at_least,
            each.short,
            each.floor.source,
        )
        for ledger, standings in found
        for each in standings
    )
    return Sheet(f"{_('Floors')} {today():%Y-%m-%d}", columns, rows)


def duty_sheet(found: Iterable[tuple[Ledger, list[DutyStanding]]]) -> Sheet:
    """What every unit owes, and what it has done of it."""
    columns = (
        _("Register"),
        _("Duties"),
        pgettext("organisation", "Unit"),
        pgettext("how many", "Done"),
        _("At least"),
    )
    rows = tuple(
        (
            str(ledger.register),
            label_of(each.duty, language()),
            unit.name,
            each.done[number],
            each.duty.at_least,
        )
        for ledger, standings in found
        for each in standings
        for number, unit in each.units.items()
    )
    return Sheet(f"{_('Duties')} {today():%Y-%m-%d}", columns, rows)
