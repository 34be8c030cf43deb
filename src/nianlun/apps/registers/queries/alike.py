"""What is like an entry: entries of the ledgers its definition names, and documents of the library, with the reason.

Texts are compared as the person sees them: what is hidden from him is no reason. Pairs that are perhaps the same
thing are another matter, see `duplicates`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from nianlun.apps.library.queries.alike import AlikeDocument, alike_documents
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import EntryDocument, IndexRow
from nianlun.apps.registers.queries.entries import EntryPage
from nianlun.apps.registers.queries.ledger import Ledger
from nianlun.apps.registers.queries.naming import Names
from nianlun.apps.registers.queries.rows import rows_of
from nianlun.apps.registers.queries.table import TableRow, table_rows
from nianlun.apps.registers.queries.table_request import TableRequest
from nianlun.define.check.references import TEXTS
from nianlun.define.model import Alike, FieldDef
from nianlun.kernel.errors import RefusedError
from nianlun.text.similarity import Likeness, most_alike

MOST_COMPARED = 3000
"""Entries of a ledger that are compared, the newest; the page says where there are more."""
MOST_SHOWN = 5


@dataclass(frozen=True)
class AlikeEntry:
    """An entry with what it has in common with the one asked about."""

    row: TableRow
    likeness: Likeness
    is_linked: bool

    @property
    def reason(self) -> str:
        """The passages in one line."""
        return "、".join(self.likeness.passages)


@dataclass(frozen=True)
class AlikeEntries:
    """What was found in one ledger."""

    ledger: Ledger
    entries: tuple[AlikeEntry, ...]
    told: tuple[FieldDef, ...]
    """Fields told of each, where the person may see them."""
    compared: int
    """How many entries were compared."""
    is_cut: bool
    """Whether there are more than were compared."""


@dataclass(frozen=True)
class AlikeDocuments:
    """What was found in the library."""

    documents: tuple[AlikeDocument, ...]
    linked: frozenset[int]
    problem: RefusedError | None = None
    """Why the library could not be asked."""


def what_is_alike(page: EntryPage) -> Alike | None:
    """Where alike things are looked for, by the definition in force; None where nowhere."""
    alike = page.ledger.definition.alike
    return alike if alike is not None and (alike.registers or alike.documents) else None


def alike_entries(page: EntryPage, *, today: date) -> Iterator[AlikeEntries]:
    """For each ledger the definition names, the entries that have most in common; the person sees all of them."""
    alike, asked = what_is_alike(page), text_of(page)
    linked = {link.target_id for link in page.links} | {link.source_id for link in page.links}
    for key in alike.registers if alike is not None and asked else ():
        ledger = _ledger(page.ledger.names, key, today)
        if ledger is not None:
            yield _found_in(ledger, asked, besides=page.entry.pk, linked=linked)


def alike_in_library(page: EntryPage) -> AlikeDocuments | None:
    """Documents the person may read that have most in common with an entry; None where they are not asked for."""
    alike, asked = what_is_alike(page), text_of(page)
    if alike is None or not alike.documents or not asked:
        return None
    numbers = EntryDocument.objects.filter(entry=page.entry, unlinked_at__isnull=True)
    linked = frozenset(numbers.values_list("document", flat=True))
    try:
        found = alike_documents(page.ledger.standing.user, asked, most=MOST_SHOWN)
    except RefusedError as error:
        return AlikeDocuments((), linked, error)
    return AlikeDocuments(found, linked)


def text_of(page: EntryPage) -> str:
    """What of an entry is compared, as far as the person may see it, without names of units."""
    parts = []
    for each in _compared(page.ledger):
        pinned = page.definition.field_by_id.get(each.id)
        value = page.values.get(pinned.key) if pinned is not None else None
        parts.append(value if isinstance(value, str) else "")
    return _without_units("\n".join(part for part in parts if part), page.ledger.names)


def _without_units(text: str, names: Names) -> str:
    """The text without names of units: two matters are not alike because one unit answers for both."""
    for unit in sorted(names.units.values(), key=lambda each: -len(each.name)):
        text = text.replace(unit.name, "\n")
    return text


def _compared(ledger: Ledger) -> list[FieldDef]:
    fields = (ledger.definition.field_by_key.get(key) for key in ledger.definition.compared)
    return [each for each in fields if each is not None and each.kind in TEXTS]


def _ledger(names: Names, key: str, today: date) -> Ledger | None:
    """Another ledger as the person sees it; None where he may not know of it."""
    register = names.registers.get(key)
    if register is None or register.current is None or not names.rows_seen(register):
        return None
    slots, standing = names.slots[register.pk], names.standing(register)
    return Ledger(register, definition_of(register.current), slots, standing, names, today)


def _found_in(ledger: Ledger, asked: str, *, besides: int, linked: set[int]) -> AlikeEntries:
    texts = _texts(ledger, besides)
    is_cut = len(texts) > MOST_COMPARED
    likeness = dict(most_alike(asked, dict(list(texts.items())[:MOST_COMPARED]), most=MOST_SHOWN))
    rows = IndexRow.objects.filter(
        register=ledger.register, superseded_at__isnull=True, entry__in=list(likeness)
    )
    by_entry = {row.entry: row for row in table_rows(ledger, list(rows))}
    told = ledger.definition.alike.show if ledger.definition.alike is not None else ()
    return AlikeEntries(
        ledger,
        tuple(
            AlikeEntry(by_entry[entry], each, entry in linked)
            for entry, each in likeness.items()
            if entry in by_entry
        ),
        tuple(ledger.definition.field_by_key[key] for key in told),
        min(len(texts), MOST_COMPARED),
        is_cut,
    )


def _texts(ledger: Ledger, besides: int) -> dict[int, str]:
    """Compared text of living, submitted entries by number, the newest first; one more than are compared."""
    fields = [(str(each.id), ledger.reach(each)) for each in _compared(ledger)]
    rows = rows_of(ledger, TableRequest(with_drafts=False)).exclude(entry=besides).order_by("-entry")
    found = {}
    for entry, unit, values in rows.values_list("entry", "unit", "version__values")[: MOST_COMPARED + 1]:
        found[entry] = _joined(values, [number for number, reach in fields if unit in reach])
    return found


def _joined(values: Mapping[str, Any], numbers: list[str]) -> str:
    return "\n".join(str(values[number]) for number in numbers if values.get(number))
