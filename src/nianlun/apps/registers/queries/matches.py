"""What could be linked to an entry: entries of another ledger that speak in the same terms, ranked with reasons.

Two ledgers speak in the same terms where fields have one key and one kind: a need and a resource both have `kind`
and `area`. A choice must be the same; of a quantity there must be enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from nianlun.apps.people.models import User
from nianlun.apps.registers.models import Register
from nianlun.apps.registers.queries.entries import EntryPage
from nianlun.apps.registers.queries.ledger import Ledger, ledger_for
from nianlun.apps.registers.queries.rows import rows_of
from nianlun.apps.registers.queries.table import TableRow, table_rows
from nianlun.apps.registers.queries.table_request import TableRequest
from nianlun.define.kinds.choices_of import ChoiceOptions
from nianlun.define.kinds.link import LinkOptions
from nianlun.define.model import FieldDef
from nianlun.define.model import Register as Definition

MOST_LOOKED_AT = 500
MOST_SHOWN = 20
QUANTITIES = frozenset({"decimal", "integer", "money"})


@dataclass(frozen=True)
class Reason:
    """One thing both ledgers say."""

    field: FieldDef
    wanted: Any
    offered: Any
    fits: bool


@dataclass(frozen=True)
class Match:
    """A candidate with what speaks for it and against it."""

    row: TableRow
    reasons: tuple[Reason, ...]

    @property
    def fitting(self) -> int:
        """In how many things it fits."""
        return sum(1 for each in self.reasons if each.fits)

    @property
    def excess(self) -> Decimal:
        """How much more there is than is wanted, in parts of it; the less the better."""
        return sum(
            (
                (Decimal(str(each.offered)) - wanted) / wanted
                for each in self.reasons
                if each.fits and each.field.kind in QUANTITIES and (wanted := Decimal(str(each.wanted)))
            ),
            Decimal(0),
        )


@dataclass(frozen=True)
class Matching:
    """One link of the entry that waits to be made."""

    link: FieldDef
    ledger: Ledger
    matches: tuple[Match, ...]


def open_links(page: EntryPage) -> list[FieldDef]:
    """Links a later stage asks for and that are not made yet."""
    return [
        each
        for each in page.definition.fields
        if isinstance(each.options, LinkOptions) and each.required_in and not page.values.get(each.key)
    ]


def matchings_of(user: User, page: EntryPage, *, today: date) -> list[Matching]:
    """For each open link, the entries that fit best; those in their first stage only, and that the person may see."""
    found = []
    for link in open_links(page):
        assert isinstance(link.options, LinkOptions)  # noqa: S101 - `open_links` gives no others
        target = Register.objects.select_related("current").filter(key=link.options.register).first()
        if target is None or target.current is None:
            continue
        ledger = ledger_for(user, target, today=today)
        shared = tuple(shared_fields(page.definition, ledger.definition))
        wanted = [each for each in shared if page.values.get(each.key) is not None]
        if wanted:
            rows = candidates(ledger)
            found.append(Matching(link, ledger, ranked(page.values, wanted, rows)))
    return found


def shared_fields(one: Definition, other: Definition) -> Iterator[FieldDef]:
    """Fields of the first that the second has too: of one key, one kind, and the same choices."""
    for each in one.fields:
        same = other.field_by_key.get(each.key)
        if same is None or same.kind != each.kind:
            continue
        if each.kind in QUANTITIES or _same_choices(each, same):
            yield each


def _same_choices(one: FieldDef, other: FieldDef) -> bool:
    choices, others = one.options, other.options
    return (
        isinstance(choices, ChoiceOptions)
        and isinstance(others, ChoiceOptions)
        and set(choices.keys) == set(others.keys)
    )


def candidates(ledger: Ledger) -> list[TableRow]:
    """Entries nobody has taken: those in a stage in which entries begin."""
    rows = rows_of(ledger, TableRequest(with_drafts=False))
    if ledger.definition.stages:
        rows = rows.filter(stage__in=[each.id for each in ledger.definition.initial_stages])
    return list(table_rows(ledger, list(rows.order_by("entry")[:MOST_LOOKED_AT])))


def ranked(
    values: Mapping[str, Any], wanted: Iterable[FieldDef], rows: Iterable[TableRow]
) -> tuple[Match, ...]:
    """The best first: what fits in most things, then what leaves least over; a wrong choice does not fit at all."""
    fields = list(wanted)
    found = []
    for row in rows:
        reasons = tuple(_reason(each, values[each.key], row.values.get(each.key)) for each in fields)
        if all(each.fits for each in reasons if each.field.kind not in QUANTITIES):
            found.append(Match(row, reasons))
    found.sort(key=lambda each: (-each.fitting, each.excess, each.row.entry))
    return tuple(found[:MOST_SHOWN])


def _reason(field: FieldDef, wanted: Any, offered: Any) -> Reason:
    if offered is None:
        return Reason(field, wanted, None, fits=False)
    if field.kind in QUANTITIES:
        return Reason(field, wanted, offered, fits=Decimal(str(offered)) >= Decimal(str(wanted)))
    return Reason(field, wanted, offered, fits=wanted == offered)
