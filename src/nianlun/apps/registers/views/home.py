"""The registers one may see, by field of work; and what they ask of the person who is signed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nianlun.apps.people.models import User
from nianlun.apps.people.views.listing import sheet_response
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Version
from nianlun.apps.registers.queries.duties import FloorStanding, duties_of, floors_of
from nianlun.apps.registers.queries.ledger import Ledger
from nianlun.apps.registers.queries.naming import Names, title_of
from nianlun.apps.registers.queries.packs import pack_labels
from nianlun.apps.registers.queries.registers import ListedRegister, registers_built_by, registers_for
from nianlun.apps.registers.queries.updates import UpdateRound, rounds_of
from nianlun.apps.registers.queries.work import MOST_CHANGES, my_work
from nianlun.apps.registers.views.building import may_build
from nianlun.apps.registers.views.common import today
from nianlun.apps.registers.views.upkeep_sheets import SHEETS, duty_sheet, floor_sheet, late_sheet

SHOWN_CHANGES = 12


@dataclass(frozen=True, slots=True)
class Card:
    """A register in the list."""

    listed: ListedRegister
    ledger: Ledger
    rounds: tuple[UpdateRound, ...]
    floors: tuple[FloorStanding, ...]

    @property
    def late(self) -> int:
        """Entries not brought up to date in time."""
        return sum(each.late for each in self.rounds)

    @property
    def waiting(self) -> int:
        """Entries still to be brought up to date."""
        return sum(each.waiting for each in self.rounds)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The list, in the order of the packs."""
    cards = list(cards_for(request.user))
    labels = pack_labels()
    packs: dict[str, list[Card]] = {}
    for card in cards:
        packs.setdefault(card.listed.register.pack, []).append(card)
    shown = {
        "packs": [(labels.get(key), key, inside) for key, inside in packs.items()],
        "built": registers_built_by(request.user),
        "may_build": may_build(request.user),
        "any_late": any(card.late for card in cards),
        "any_floor": any(card.floors for card in cards),
        "any_duty": any(card.ledger.definition.duties for card in cards),
    }
    return render(request, "registers/home.html", shown)


def ledgers_for(user: User) -> list[tuple[ListedRegister, Ledger]]:
    """The registers a person may see, ready to be asked; names and columns are fetched once for all."""
    names, day = Names(user), today()
    return [
        (
            listed,
            Ledger(row, definition_of(row.current), names.slots[row.pk], listed.standing, names, day),
        )
        for listed in registers_for(user)
        for row in (listed.register,)
        if row.current is not None
    ]


def cards_for(user: User) -> Iterator[Card]:
    """Each register with how it stands."""
    found = ledgers_for(user)
    rounds = rounds_of([(ledger, None) for listed, ledger in found if listed.entries], today=today())
    below = floors_of([ledger for _, ledger in found])
    for listed, ledger in found:
        number = listed.register.pk
        yield Card(listed, ledger, tuple(rounds.get(number, ())), tuple(below[number]))


def work_block(user: User, *, since: datetime | None = None) -> dict[str, Any] | None:
    """What the first page of the site says of the registers; nothing for who sees none.

    `since`: from when on to tell what others changed; without it, of the last days.
    """
    work = my_work(user, at=timezone.now(), today=today(), since=since)
    if not work.sees_registers:
        return None
    return {
        "busy": [each for each in work.registers if not each.is_quiet],
        "works": bool(work.registers),
        "late": work.late,
        "waiting": work.waiting,
        "returned": sum(each.returned for each in work.registers),
        "changed": f"{len(work.changes)}{'+' if len(work.changes) == MOST_CHANGES else ''}",
        "changes": [change_in_short(version) for version in work.changes[:SHOWN_CHANGES]],
        "more_changes": len(work.changes) > SHOWN_CHANGES,
        "since": since,
        "today": today(),
    }


def change_in_short(version: Version) -> dict[str, Any]:
    """One line about a version that somebody else recorded."""
    return {
        "entry_id": version.entry_id,
        "entry": version.entry,
        "title": title_of(definition_of(version.definition), version.values),
        "act": version.get_act_display(),
        "register": version.entry.register,
        "by": version.recorded_by,
        "at": version.recorded_at,
    }


@require_safe
def late(request: HttpRequest) -> HttpResponse:
    """Entries not brought up to date in time, by unit and register."""
    rows: list[dict[str, Any]] = []
    ledgers = [ledger for _listed, ledger in ledgers_for(request.user)]
    rounds = rounds_of([(ledger, None) for ledger in ledgers], today=today())
    for ledger in ledgers:
        for each in rounds[ledger.register.pk]:
            rows += [
                {"unit": ledger.names.units[unit], "ledger": ledger, "round": each, "number": number}
                for unit, number in each.late_by_unit.items()
            ]
    rows.sort(key=lambda row: (row["unit"].path, row["ledger"].register.order))
    if request.GET.get("format") in SHEETS:
        return sheet_response(late_sheet(rows), request.GET["format"])
    totals: dict[int, int] = {}
    for row in rows:
        totals[row["unit"].pk] = totals.get(row["unit"].pk, 0) + row["number"]
    return render(request, "registers/late.html", {"rows": rows, "totals": totals, "today": today()})


@require_safe
def floor_list(request: HttpRequest) -> HttpResponse:
    """How much must be in each register, and how much there is."""
    ledgers = [ledger for _listed, ledger in ledgers_for(request.user) if ledger.definition.floors]
    below = floors_of(ledgers)
    found = [(ledger, below[ledger.register.pk]) for ledger in ledgers]
    if request.GET.get("format") in SHEETS:
        return sheet_response(floor_sheet(found), request.GET["format"])
    return render(request, "registers/floors.html", {"found": found})


@require_safe
def duty_list(request: HttpRequest) -> HttpResponse:
    """What every unit owes in the span that is on, and who has not done it."""
    ledgers = [ledger for _listed, ledger in ledgers_for(request.user) if ledger.definition.duties]
    owed = duties_of(ledgers, day=today())
    found = [(ledger, owed[ledger.register.pk]) for ledger in ledgers]
    if request.GET.get("format") in SHEETS:
        return sheet_response(duty_sheet(found), request.GET["format"])
    return render(request, "registers/duties.html", {"found": found})
