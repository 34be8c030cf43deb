"""The page of an entry: what stands, how it came to be so, and what can be done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nianlun.apps.people.queries import in_order
from nianlun.apps.people.views.refusals import missing_is_404
from nianlun.apps.registers.models import State
from nianlun.apps.registers.queries.alike import what_is_alike
from nianlun.apps.registers.queries.documents import documents_of
from nianlun.apps.registers.queries.duplicates import similar_to
from nianlun.apps.registers.queries.entries import EntryPage, entry_page
from nianlun.apps.registers.queries.matches import open_links
from nianlun.apps.registers.queries.table_request import instant_from
from nianlun.apps.registers.queries.timeline import timeline_of
from nianlun.apps.registers.queries.told_apart import told_apart
from nianlun.apps.registers.views.common import frame, today
from nianlun.define.entry import fields_for
from nianlun.define.model import FieldDef, Group, Stage


@dataclass(frozen=True, slots=True)
class Part:
    """Fields under one heading."""

    group: Group | None
    filled: tuple[tuple[FieldDef, Any], ...]
    """Fields with what stands in them."""
    missing: tuple[FieldDef, ...]
    hidden: tuple[FieldDef, ...]
    """What the person may not see."""


@dataclass(frozen=True, slots=True)
class Node:
    """A milestone on the page."""

    label: Any
    due_on: date
    done_on: date | None
    is_late: bool
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class Near:
    """An entry somebody has linked to this one."""

    link: int
    entry: int
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Like:
    """Another entry that looks like this one."""

    entry: int
    name: str
    ratio: float


LIKE_ENOUGH = 0.86
"""Likeness from which another entry is shown as perhaps the same."""


@require_safe
@missing_is_404
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """One entry, now or as it stood at the end of a day."""
    at = instant_from(request.GET.get("as_of", ""))
    page = entry_page(request.user, entry_id, at=at, today=today())
    return render(request, "registers/entry.html", shown(page, at))


def shown(page: EntryPage, at: datetime | None) -> dict[str, Any]:
    """What the template needs."""
    ledger, version = page.ledger, page.version
    is_open = at is None and ledger.register.closed_at is None
    keeps, reviews = page.may_keep and is_open, page.may_review and is_open
    course = timeline_of(ledger, page.entry).items
    return {
        **frame(ledger, ""),
        "definition": page.definition,
        "stages": page.definition.stages,
        "seen": page,
        "entry": page.entry,
        "version": version,
        "names": ledger.names,
        "as_of": f"{at:%Y-%m-%d}" if at else "",
        "title": page.values.get(page.definition.title, ""),
        "parts": parts(page),
        "lists": [each for each in page.definition.classes if each.key in page.classes],
        "next_stages": next_stages(page) if is_open else [],
        "reached": days_reached(page.row.reached),
        "updated_at": page.row.updated_at,
        "milestones": nodes(page),
        "course": [item for item in course if item.version.number <= version.number],
        "links": links(page),
        "references": references(page),
        "documents": documents_of(ledger.standing.user, page.entry),
        "has_alike": at is None and version.is_living and what_is_alike(page) is not None,
        "alike": alike(page) if keeps and version.is_living else [],
        "is_draft": version.state == State.DRAFT,
        "keeps": keeps,
        "has_texts": at is None and has_texts(page),
        "waits": keeps and bool(open_links(page)),
        "reviews": reviews,
        "units": [each for each in in_order(ledger.names.units.values()) if each.closed_on is None]
        if keeps
        else [],
    }


def parts(page: EntryPage) -> list[Part]:
    """The fields of the entry's lists, by group."""
    fields = fields_for(page.definition, tuple(page.classes))
    headings: list[Group | None] = [None, *page.definition.groups]
    found = []
    for group in headings:
        inside = [each for each in fields if each.group == (group.key if group else "")]
        if inside:
            found.append(
                Part(
                    group,
                    tuple((each, page.values[each.key]) for each in inside if each.key in page.values),
                    tuple(
                        each for each in inside if each.key not in page.values and each.key not in page.hidden
                    ),
                    tuple(each for each in inside if each.key in page.hidden),
                )
            )
    return found


def has_texts(page: EntryPage) -> bool:
    """Whether the entry holds a file whose originality can be checked."""
    inside = (
        file["name"]
        for field in page.definition.fields
        if field.kind == "file"
        for file in page.values.get(field.key) or ()
    )
    names = (*inside, *(each.name for each in page.attachments))
    return any(name.lower().endswith((".docx", ".txt")) for name in names)


def next_stages(page: EntryPage) -> list[Stage]:
    """Where the person may take the entry from its stage."""
    by_key = page.definition.stage_by_key
    return [by_key[move.to] for move in page.moves if move.to in by_key]


def nodes(page: EntryPage) -> list[Node]:
    """The milestones in the order of their days; what an ended entry leaves undone is not late."""
    ended = page.stage is not None and page.stage.terminal
    return [
        Node(
            each.milestone,
            each.due_on,
            each.done_on,
            each.is_late(today()) and not (ended and each.done_on is None),
            each.planned.provisional,
        )
        for each in page.milestones
    ]


def links(page: EntryPage) -> list[Near]:
    """Entries that somebody has linked to this one, or this one to."""
    found = []
    for link in page.links:
        other = link.target if link.source_id == page.entry.pk else link.source
        name = page.ledger.names.name(other.register.key, other.pk) or other.code
        found.append(Near(link.pk, other.pk, name, link.words))
    return found


def references(page: EntryPage) -> list[tuple[Any, FieldDef, list[Any]]]:
    """Entries whose fields lead here, by register and field."""
    found: dict[tuple[int, int], tuple[Any, FieldDef, list[Any]]] = {}
    for each in page.references:
        key = (each.register.pk, each.field.id)
        found.setdefault(key, (each.register, each.field, []))[2].append(each)
    return list(found.values())


def alike(page: EntryPage) -> list[Like]:
    """Living entries that are perhaps the same thing; pairs that somebody has told apart are not asked again."""
    definition = page.definition
    if not definition.similar_by:
        return []
    found = similar_to(
        page.ledger.standing.user, page.ledger.register, page.values, most=3, besides=page.entry.pk
    )
    told = told_apart(page.entry)
    near = [(other, ratio) for other, ratio in found if ratio >= LIKE_ENOUGH and other.pk not in told]
    page.ledger.names.prime_entries({other.pk for other, _ratio in near})
    key = page.ledger.register.key
    return [
        Like(other.pk, page.ledger.names.name(key, other.pk) or other.code, ratio) for other, ratio in near
    ]


def days_reached(text: str) -> dict[int, str]:
    """The day on which each stage was reached, by its number; empty where no field tells it."""
    pairs = (part.split(":", 1) for part in text.split("|") if part)
    return {int(number): day for number, day in pairs}
