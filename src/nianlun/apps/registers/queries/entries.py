"""One entry with all that belongs to it. The number of queries does not depend on how much that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q

from nianlun.apps.people.models import Role, User
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Attachment, Comment, Entry, EntryLink, IndexRow, Register, Version
from nianlun.apps.registers.queries.naming import entries_named, links_in
from nianlun.apps.registers.queries.rows import Ledger, as_of, ledger_for
from nianlun.apps.registers.queries.together import numbered, together
from nianlun.apps.registers.recording.computing import plain_values
from nianlun.apps.registers.recording.content import class_keys, content_of
from nianlun.apps.registers.recording.indexing import stood_from
from nianlun.define.model import FieldDef, Move, Stage
from nianlun.define.model import Register as Definition
from nianlun.kernel.errors import RefusedError
from nianlun.reckon.milestones import PlannedMilestone, milestones_of

MOST_REFERENCES = 50


@dataclass(frozen=True)
class Reference:
    """An entry that links here by one of its fields."""

    register: Register
    field: FieldDef
    entry: int
    name: str


@dataclass(frozen=True)
class EntryPage:
    """An entry as its page shows it."""

    ledger: Ledger
    entry: Entry
    row: IndexRow
    """What the index holds of the version shown."""
    version: Version
    """The version shown: the newest, or that of the instant asked about."""
    definition: Definition
    """The definition it is pinned to; the form is made of it."""
    values: Mapping[str, Any]
    """Stored readings by field key of that definition, computed ones too, without hidden ones."""
    hidden: frozenset[str]
    classes: frozenset[str]
    stage: Stage | None
    moves: tuple[Move, ...]
    """Steps the person may take from here."""
    milestones: tuple[PlannedMilestone, ...]
    attachments: tuple[Attachment, ...]
    comments: tuple[Comment, ...]
    links: tuple[EntryLink, ...]
    """Links from and to it; the other end may be one the person cannot see, then only its number shows."""
    references: tuple[Reference, ...]
    is_newest: bool

    @property
    def may_keep(self) -> bool:
        """Whether the person may change it."""
        return self.ledger.standing.may(Role.KEEP, self.entry.unit_id)

    @property
    def may_review(self) -> bool:
        """Whether the person may return it."""
        return self.ledger.standing.may(Role.REVIEW, self.entry.unit_id)

    @property
    def can_be_upgraded(self) -> bool:
        """Whether a newer definition is in force."""
        return self.version.definition_id != self.ledger.register.current_id


def entry_numbered(entry_id: int) -> Entry:
    """An entry with its register at hand; whether a person may see it is asked by `ledger_of`.

    Raises:
        RefusedError: `registers.entry.missing`.
    """
    found = Entry.objects.select_related("register__current", "unit", "merged_into")
    entry = next(iter(found.defer("register__current__definition").filter(pk=entry_id).order_by()), None)
    if entry is None:
        raise RefusedError("registers.entry.missing", id=entry_id)
    return entry


def ledger_of(user: User, entry: Entry, *, today: date | None = None) -> Ledger:
    """The register of an entry, for a person who may see the entry.

    Raises:
        RefusedError: `registers.entry.missing`, also where he may not know that it exists.
    """
    try:
        ledger = ledger_for(user, entry.register, today=today)
    except RefusedError as error:
        raise RefusedError("registers.entry.missing", id=entry.pk) from error
    if entry.unit_id not in ledger.standing.rows:
        raise RefusedError("registers.entry.missing", id=entry.pk)
    return ledger


def entry_page(
    user: User, entry_id: int, *, at: datetime | None = None, today: date | None = None
) -> EntryPage:
    """An entry now, or as it stood at an instant.

    Raises:
        RefusedError: `registers.entry.missing`, `registers.entry.not_yet`.
    """
    entry = entry_numbered(entry_id)
    ledger = ledger_of(user, entry, today=today)
    row = _row_at(entry, at)
    version = row.version
    definition = definition_of(version.definition)
    content = content_of(version)
    hidden = hidden_keys(ledger, definition, version.unit_id)
    readings = plain_values(definition, content, today=today, stood=stood_from(row.stood))
    values = {key: value for key, value in readings.items() if value is not None and key not in hidden}
    links, linking = _links(entry), _linking(ledger, entry)
    ledger.names.prime_entries(
        entries_named(definition.fields, version.values)
        | {link.target_id if link.source_id == entry.pk else link.source_id for link in links}
        | {number for _, _, number in linking}
    )
    stage = next((each for each in definition.stages if each.id == version.stage), None)
    classes = class_keys(definition, content.classes)
    return EntryPage(
        ledger=ledger,
        entry=entry,
        row=row,
        version=version,
        definition=definition,
        values=values,
        hidden=hidden,
        classes=classes,
        stage=stage,
        moves=_moves(ledger, entry, version, stage),
        milestones=tuple(milestones_of(definition, values, classes)),
        attachments=tuple(entry.attachments.filter(detached_at__isnull=True).select_related("attached_by")),
        comments=tuple(entry.comments.filter(withdrawn_at__isnull=True).select_related("written_by")),
        links=links,
        references=tuple(_references(ledger, linking)),
        is_newest=version.number == entry.newest,
    )


def hidden_keys(ledger: Ledger, definition: Definition, unit: int) -> frozenset[str]:
    """Fields of any version of the definition that are hidden from the person in a unit's entries."""
    now = {each.id for each in ledger.definition.fields}
    found = set()
    for each in definition.fields:
        reach = ledger.reach(each) if each.id in now else ledger.reach_of_old(definition, each)
        if unit not in reach:
            found.add(each.key)
    return frozenset(found)


def _moves(ledger: Ledger, entry: Entry, version: Version, stage: Stage | None) -> tuple[Move, ...]:
    if stage is None or version.number != entry.newest or not version.is_living:
        return ()
    return tuple(
        move
        for move in stage.moves_to
        if any(ledger.standing.may(role, entry.unit_id) for role in move.roles)
    )


def _row_at(entry: Entry, at: datetime | None) -> IndexRow:
    """The newest is found by its number: without statistics SQLite would look through all newest rows."""
    known = Q(entry=entry) & as_of(at) if at else Q(version__entry=entry, version__number=entry.newest)
    found = (
        IndexRow.objects.filter(known, register=entry.register)
        .select_related("version__definition", "version__recorded_by", "version__unit", "version__corrects")
        .defer("version__definition__definition")
    )
    row = next(iter(found.order_by()), None)
    if row is None:
        raise RefusedError("registers.entry.not_yet", code=entry.code)
    return row


def _links(entry: Entry) -> tuple[EntryLink, ...]:
    here = Q(source=entry) | Q(target=entry)
    return tuple(
        EntryLink.objects.filter(here, unlinked_at__isnull=True).select_related(
            "source__register", "target__register", "linked_by"
        )
    )


def _linking(ledger: Ledger, entry: Entry) -> list[tuple[Register, FieldDef, int]]:
    """Entries that link here by a field, with the field; one query for all fields of all registers."""
    names = ledger.names
    fields: list[tuple[Register, FieldDef]] = []
    questions = []
    for register in names.registers.values():
        definition = definition_of(register.current) if register.current is not None else None
        for each, key in links_in(definition.fields) if definition is not None else ():
            columns = names.slots[register.pk].of(each)
            if key == entry.register.key and columns and names.rows_seen(register):
                rows = IndexRow.objects.filter(
                    names.rows_seen(register).condition(),
                    register=register,
                    superseded_at__isnull=True,
                    is_living=True,
                    **{columns[0]: float(entry.pk)},
                )
                newest = rows.order_by("-entry").values("entry")[:MOST_REFERENCES]
                linking = numbered(Entry.objects.filter(pk__in=newest), len(fields))
                questions.append(linking.values_list("question", "pk"))
                fields.append((register, each))
    found = sorted(together(questions), key=lambda one: (one[0], -one[1]))
    return [(*fields[place], number) for place, number in found]


def _references(ledger: Ledger, linking: list[tuple[Register, FieldDef, int]]) -> Iterator[Reference]:
    for register, each, number in linking:
        yield Reference(register, each, number, ledger.names.name(register.key, number) or f"#{number}")


def newest_of(entry: Entry) -> Version:
    """The newest version of an entry."""
    return (
        Version.objects.select_related("definition")
        .defer("definition__definition")
        .get(entry=entry, number=F("entry__newest"))
    )
