"""Bringing units, persons and posts in from a sheet; a second time changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from nianlun.adapters.sheets import read_sheets
from nianlun.apps.audit.actions import record
from nianlun.apps.people.actions.units import create_unit
from nianlun.apps.people.importing import KINDS, RANKS, BadPeopleCell, SheetRow, read_people
from nianlun.apps.people.models import Holding, Person, Post, Unit, User
from nianlun.apps.people.queries import SYSTEM_USERNAME, may
from nianlun.apps.people.unit_names import units_called
from nianlun.kernel.errors import RefusedError


@dataclass
class PeopleOutcome:
    """What became of a sheet."""

    units_made: int = 0
    units_there: int = 0
    persons_made: int = 0
    persons_changed: int = 0
    persons_there: int = 0
    holdings_made: int = 0


class RefusedPeopleError(RefusedError):
    """Some cells are bad; nothing was brought in."""

    def __init__(self, bad: Sequence[BadPeopleCell]) -> None:
        super().__init__(
            "people.import.bad_cells",
            count=len(bad),
            cells="、".join(f"{each.sheet}!{each.cell}" for each in bad[:10]),
        )
        self.bad = tuple(bad)


@transaction.atomic
def import_people(*, name: str, content: bytes, by: User, at: datetime) -> PeopleOutcome:
    """Make the units, persons and posts of a sheet that are not there yet: all of them or none.

    Raises:
        RefusedPeopleError: some cells are bad, all of them listed.
        RefusedError: `sheets.file.*`, `people.import.nothing`, `people.import.not_allowed`.
    """
    found = read_people(read_sheets(name, content))
    if not found.units and not found.persons:
        raise RefusedError("people.import.nothing", name=name)
    if by.username != SYSTEM_USERNAME and not may(by, "administer", _root(), "people"):
        raise RefusedError("people.import.not_allowed")
    outcome, bad = PeopleOutcome(), list[BadPeopleCell]()
    for row in found.units:
        _unit(row, outcome, bad, by=by, at=at)
    for row in found.persons:
        _person(row, outcome, bad, at=at)
    if bad:
        raise RefusedPeopleError(bad)
    root = _root()
    if root is not None:
        record("people.imported", root, by=by, at=at, unit=root, **outcome.__dict__)
    return outcome


def _root() -> Unit | None:
    return Unit.objects.filter(parent__isnull=True).order_by("pk").first()


def _unit(row: SheetRow, outcome: PeopleOutcome, bad: list[BadPeopleCell], *, by: User, at: datetime) -> None:
    cells = row.cells
    if not cells.get("name"):
        bad.append(row.bad("name", "people.import.no_name"))
        return
    parent = _parent(row, bad)
    kind = KINDS.get(cells.get("kind", "").replace("（", "").replace("）", "") or "bureau")
    if kind is None:
        bad.append(
            row.bad("kind", "people.import.kind", value=cells["kind"], known="、".join(dict.fromkeys(KINDS)))
        )
        return
    if any(each.sheet == row.sheet and each.cell == row.bad("parent", "").cell for each in bad):
        return
    if Unit.objects.filter(parent=parent, name=cells["name"]).exists():
        outcome.units_there += 1
        return
    order = cells.get("order", "")
    create_unit(
        name=cells["name"],
        kind=kind,
        parent=parent,
        short_name=cells.get("short_name", ""),
        order=int(order) if order.isdecimal() else row.number,
        by=by,
        at=at,
    )
    outcome.units_made += 1


def _parent(row: SheetRow, bad: list[BadPeopleCell]) -> Unit | None:
    """The unit above; the root where the sheet does not say, none for the first unit of all."""
    name = row.cells.get("parent", "")
    if not name:
        root = _root()
        return None if root is None or root.name == row.cells["name"] else root
    return _named(row, "parent", name, bad)


def _named(row: SheetRow, key: str, name: str, bad: list[BadPeopleCell]) -> Unit | None:
    units = units_called(name)
    if len(units) == 1:
        return units[0]
    slug = "people.import.unit_several" if units else "people.import.unit_unknown"
    bad.append(row.bad(key, slug, value=name))
    return None


def _person(row: SheetRow, outcome: PeopleOutcome, bad: list[BadPeopleCell], *, at: datetime) -> None:
    cells = row.cells
    if not cells.get("name"):
        bad.append(row.bad("name", "people.import.no_name"))
        return
    unit = _named(row, "unit", cells.get("unit", ""), bad)
    email = _email(row, bad)
    if unit is None or email is None:
        return
    values = {key: value for key, value in (("phone", cells.get("phone", "")), ("email", email)) if value}
    person = Person.objects.filter(name=cells["name"], unit=unit).first()
    if person is None:
        person = Person.objects.create(name=cells["name"], unit=unit, **values)
        outcome.persons_made += 1
    elif any(getattr(person, key) != value for key, value in values.items()):
        for key, value in values.items():
            setattr(person, key, value)
        person.save(update_fields=list(values))
        outcome.persons_changed += 1
    else:
        outcome.persons_there += 1
    if cells.get("post"):
        _hold(row, person, outcome, bad, at=at)


def _email(row: SheetRow, bad: list[BadPeopleCell]) -> str | None:
    email = row.cells.get("email", "")
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError:
        bad.append(row.bad("email", "people.import.email", value=email))
        return None
    return email


def _hold(
    row: SheetRow, person: Person, outcome: PeopleOutcome, bad: list[BadPeopleCell], *, at: datetime
) -> None:
    rank = RANKS.get(row.cells.get("rank", "").upper() or "A")
    if rank is None:
        bad.append(row.bad("rank", "people.import.rank", value=row.cells["rank"], known="A、B、代理"))
        return
    post, _ = Post.objects.get_or_create(unit=person.unit, title=row.cells["post"])
    today = timezone.localtime(at).date()
    held = Holding.objects.filter(post=post, person=person, rank=rank, until_on__isnull=True)
    if not held.exists():
        Holding.objects.create(post=post, person=person, rank=rank, since_on=today)
        outcome.holdings_made += 1
