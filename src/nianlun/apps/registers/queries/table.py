"""A page of a register: rows, totals, groups. The number of queries does not depend on the number of rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, QuerySet, Sum, Window
from django.utils import timezone

from nianlun.apps.people.models import Unit, User
from nianlun.apps.registers.models import IndexRow, Register, Version
from nianlun.apps.registers.queries.conditions import present_content, where
from nianlun.apps.registers.queries.rows import Ledger, ledger_for, ordered, rows_of, visible
from nianlun.apps.registers.queries.table_request import Sorting, TableRequest
from nianlun.apps.registers.queries.views import with_view
from nianlun.apps.registers.recording.computing import NO_STAGES, plain_values
from nianlun.apps.registers.recording.indexing import stood_from
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.base import IndexType
from nianlun.define.kinds.numeric import NumericKind
from nianlun.define.model import FieldDef, Stage
from nianlun.define.words import Language

SHOWN = 8
"""How many fields a table shows where nobody says which."""
NUMERIC = frozenset({"integer", "decimal", "money", "ratio"})
"""Kinds that can be added up."""


@dataclass(frozen=True)
class TableRow:
    """An entry as the table shows it."""

    entry: int
    version: int
    number: int
    """Number of the version, to be given back by whoever changes the entry."""
    code: str
    unit: Unit
    stage: Stage | None
    classes: tuple[str, ...]
    """Keys of its lists."""
    is_final: bool
    is_living: bool
    is_correction: bool
    recorded_at: datetime
    updated_at: datetime
    values: Mapping[str, Any]
    """Stored readings by field key, computed ones too, without those hidden from the person."""
    hidden: frozenset[str]
    """Keys of the fields hidden from the person in this row."""

    def show(self, each: FieldDef, language: Language, names: Any) -> str:
        """A cell in words."""
        return KINDS[each.kind].show(self.values.get(each.key), each.options, language, names)


@dataclass(frozen=True)
class Group:
    """Rows with an equal value: how many they are in all, and their sums."""

    value: Any
    """As the index holds it: number of a unit or stage, text of a field."""
    count: int
    sums: Mapping[str, Decimal | None]


@dataclass(frozen=True)
class TablePage:
    """What a table request gives."""

    ledger: Ledger
    request: TableRequest
    columns: tuple[FieldDef, ...]
    rows: tuple[TableRow, ...]
    total: int
    sums: Mapping[str, Decimal | None]
    """By field key, in the unit in which it is stored."""
    groups: tuple[Group, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.request.per_page))


def table(user: User, register: Register, request: TableRequest, *, today: date | None = None) -> TablePage:
    """A page of a register.

    Raises:
        RefusedError: `registers.register.missing`, `registers.table.*`
        BadValueError: an operand cannot be read.
    """
    ledger = ledger_for(user, register, today=today)
    if request.as_of is not None:
        ledger.names.call_as_on(timezone.localdate(request.as_of))
    request, condition = with_view(ledger, request)
    rows = rows_of(ledger, request)
    rows = rows.filter(where(ledger, rows, condition, request.as_of))
    summed = summed_fields(ledger, request)
    grouped = _groups(ledger, rows, request, summed)
    sort = ((Sorting(request.grouping),) if request.grouping else ()) + request.sort
    added = _added_up(grouped, summed) if grouped else None
    ids, totals, page = _page(ledger, ordered(ledger, rows, sort), request, summed, added)
    request = replace(request, page=page)
    found = {row.version_id: row for row in IndexRow.objects.filter(register=register, version__in=ids)}
    return TablePage(
        ledger,
        request,
        shown_columns(ledger, request),
        tuple(table_rows(ledger, [found[number] for number in ids])),
        totals.total,
        totals.sums,
        grouped,
    )


@dataclass(frozen=True)
class _Totals:
    total: int
    sums: Mapping[str, Decimal | None]


def _page(
    ledger: Ledger,
    rows: QuerySet[IndexRow],
    request: TableRequest,
    summed: Sequence[FieldDef],
    added: _Totals | None,
) -> tuple[list[int], _Totals, int]:
    """Versions of a page, in order, the totals of all pages, and the page, which is the last where there are fewer.

    Where rows are narrowed down, one pass gives all; where they are not, counting alone is far quicker. `added`: the
    totals where they are known already.
    """
    size = request.per_page
    start = (request.page - 1) * size
    sums = {f"sum_{each.id}": _sum(ledger, each) for each in summed}
    if added is None and (request.filters or request.search or request.as_of):
        windows = {name: Window(each) for name, each in sums.items()}
        seen = rows.annotate(total=Window(Count("*")), **windows)
        found = list(seen.values("version_id", "total", *windows)[start : start + size])
        if found:
            return [each["version_id"] for each in found], _totals(found[0], summed), request.page
    totals = added or _totals(rows.order_by().aggregate(total=Count("*"), **sums), summed)
    page = min(request.page, max(1, -(-totals.total // size)))
    ids = list(rows.values_list("version_id", flat=True)[(page - 1) * size : page * size])
    return ids, totals, page


def _added_up(groups: Iterable[Group], summed: Sequence[FieldDef]) -> _Totals:
    """Totals of all groups; where no group has a sum, there is none."""
    found = list(groups)
    sums: dict[str, Decimal | None] = {}
    for each in summed:
        parts = [part for group in found if (part := group.sums[each.key]) is not None]
        sums[each.key] = sum(parts, Decimal(0)) if parts else None
    return _Totals(sum(group.count for group in found), sums)


def _totals(found: Mapping[str, Any], summed: Sequence[FieldDef]) -> _Totals:
    sums = {each.key: rounded_sum(found[f"sum_{each.id}"], each) for each in summed}
    return _Totals(found["total"], sums)


def shown_columns(ledger: Ledger, request: TableRequest) -> tuple[FieldDef, ...]:
    """The fields a table shows, in order; those of which the person sees nothing are left out."""
    seen = [each for each in ledger.definition.fields if ledger.reach(each) and not each.hidden]
    if not request.columns:
        return tuple(each for each in seen if each.kind != "long_text")[:SHOWN]
    by_key = {each.key: each for each in seen}
    return tuple(by_key[key] for key in request.columns if key in by_key)


def summed_fields(ledger: Ledger, request: TableRequest) -> list[FieldDef]:
    """Fields a request adds up, as far as the person sees them."""
    fields = ledger.definition.field_by_key
    found = [fields[key] for key in dict.fromkeys(request.sums) if key in fields]
    return [each for each in found if is_number(each) and ledger.columns(each) and ledger.reach(each)]


def is_number(each: FieldDef) -> bool:
    """Whether values of a field can be added up."""
    kind = KINDS[each.kind]
    computed = each.kind == "computed" and kind.index_type(each.options) is IndexType.NUMBER
    return isinstance(kind, NumericKind) or computed


def _sum(ledger: Ledger, each: FieldDef) -> Sum:
    column = ledger.columns(each)[0]
    if not ledger.is_secret(each):
        return Sum(column)
    return Sum(column, filter=ledger.reach(each).condition())


def rounded_sum(total: float | None, each: FieldDef) -> Decimal | None:
    """A sum without the dust of binary fractions."""
    if total is None:
        return None
    places = 6 if each.kind in ("ratio", "decimal", "computed") else 2
    return Decimal(repr(total)).quantize(Decimal(1).scaleb(-places)).normalize() + 0


def _groups(
    ledger: Ledger, rows: QuerySet[IndexRow], request: TableRequest, summed: Sequence[FieldDef]
) -> tuple[Group, ...]:
    if not request.grouping:
        return ()
    each = None if request.grouping in _OWN else ledger.field(request.grouping)
    if each is not None and not ledger.columns(each):
        return ()
    term = visible(ledger, each, F(ledger.columns(each)[0])) if each else F(_OWN[request.grouping])
    sums = {f"sum_{one.id}": _sum(ledger, one) for one in summed}
    grouped = rows.order_by().values(group_value=term).annotate(count=Count("*"), **sums)
    return tuple(
        Group(
            found["group_value"],
            found["count"],
            {one.key: rounded_sum(found[f"sum_{one.id}"], one) for one in summed},
        )
        for found in sorted(
            grouped, key=lambda found: (found["group_value"] is None, str(found["group_value"]))
        )
    )


def table_rows(ledger: Ledger, rows: Sequence[IndexRow]) -> list[TableRow]:
    """Index rows with the values of their versions; three queries at most."""
    versions = versions_of(rows)
    found = [table_row(ledger, row, versions[row.version_id]) for row in rows]
    links = [each for each in ledger.definition.fields if each.kind == "link"]
    if links:
        ledger.names.prime(links, [versions[row.version_id].values for row in rows])
    return found


def versions_of(rows: Iterable[IndexRow]) -> dict[int, Version]:
    """The versions of index rows, by number, each with its definition; one query."""
    with_definition = Version.objects.select_related("definition").defer("definition__definition")
    return with_definition.in_bulk([row.version_id for row in rows])


def table_row(ledger: Ledger, row: IndexRow, version: Version) -> TableRow:
    """An entry as the table shows it."""
    stages, classes = ledger.definition.stages, ledger.definition.classes
    hidden = ledger.hidden_in(version.unit_id)
    return TableRow(
        entry=row.entry_id,
        version=row.version_id,
        number=version.number,
        code=row.code,
        unit=ledger.names.units[row.unit_id],
        stage=next((each for each in stages if each.id == row.stage), None),
        classes=tuple(each.key for each in classes if each.id in version.classes),
        is_final=row.is_final,
        is_living=row.is_living,
        is_correction=row.is_correction,
        recorded_at=row.recorded_at,
        updated_at=row.updated_at,
        values=seen_values(ledger, version, row, hidden),
        hidden=hidden,
    )


def seen_values(
    ledger: Ledger, version: Version, row: IndexRow | None, hidden: frozenset[str]
) -> dict[str, Any]:
    """Stored readings of a version by field key as the register speaks now, computed ones too."""
    stood = stood_from(row.stood) if row is not None else NO_STAGES
    content = present_content(ledger, version)
    values = plain_values(ledger.definition, content, today=ledger.today, stood=stood)
    return {key: value for key, value in values.items() if value is not None and key not in hidden}


_OWN = {"stage": "stage", "unit": "unit_id", "class": "classes", "state": "is_final", "code": "code"}
