"""What is asked of a table, and how it is written in an address and in a saved view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from nianlun.kernel.errors import RefusedError

PER_PAGE = 50
MOST_PER_PAGE = 1000
SPECIAL = ("stage", "unit", "class", "code", "updated", "state", "recorded")
"""Names besides the fields, by which tables filter, sort and group; no field may have them."""
NO_GROUP = "-"
"""Asked for as grouping, it switches off that of the view."""


@dataclass(frozen=True)
class FilterBy:
    """One condition: a field or a special name, a way of the field's kind, and what it is compared with."""

    field: str
    way: str
    operands: tuple[str, ...] = ()
    """As people write them; read by the field's kind."""


@dataclass(frozen=True)
class Sorting:
    """A column to sort by."""

    field: str
    down: bool = False


@dataclass(frozen=True, kw_only=True)
class TableRequest:
    """Which entries, in which order, as of when, and how many of them."""

    filters: tuple[FilterBy, ...] = ()
    search: str = ""
    """Words looked for in the number, the title and the fields by which entries are alike."""
    sort: tuple[Sorting, ...] = ()
    group_by: str = ""
    """What rows are grouped by; empty as the view says, `NO_GROUP` by nothing whatever the view says."""
    columns: tuple[str, ...] = ()
    """Keys of fields; none means those of the view, or the first ones."""
    sums: tuple[str, ...] = ()
    """Keys of number fields to add up; none means those of the view."""
    as_of: datetime | None = None
    """None: now."""
    view: str = ""
    """Key of a view of the definition."""
    page: int = 1
    per_page: int = PER_PAGE
    with_drafts: bool = True
    with_dropped: bool = False

    @property
    def grouping(self) -> str:
        """What rows are really grouped by; empty for nothing."""
        return "" if self.group_by == NO_GROUP else self.group_by

    def as_query(self) -> dict[str, Any]:
        """As plain values, for an address or a saved view; what is as usual is left out."""
        found: dict[str, Any] = {
            "filter": [[each.field, each.way, *each.operands] for each in self.filters],
            "sort": [("-" if each.down else "") + each.field for each in self.sort],
            "search": self.search,
            "group": self.group_by,
            "columns": list(self.columns),
            "sums": list(self.sums),
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "view": self.view,
        }
        if not self.with_drafts:
            found["drafts"] = "no"
        if self.with_dropped:
            found["dropped"] = "yes"
        return {key: value for key, value in found.items() if value}

    def on_page(self, page: int) -> TableRequest:
        """The same on another page."""
        return replace(self, page=page)


def request_from(query: Mapping[str, Any], *, page: int = 1, per_page: int = PER_PAGE) -> TableRequest:
    """The request that plain values stand for.

    Raises:
        RefusedError: `registers.table.as_of_unreadable`.
    """
    return TableRequest(
        filters=tuple(_filter(each) for each in query.get("filter", ()) if each),
        search=str(query.get("search", "")),
        sort=tuple(Sorting(each.removeprefix("-"), each.startswith("-")) for each in query.get("sort", ())),
        group_by=str(query.get("group", "")),
        columns=tuple(query.get("columns", ())),
        sums=tuple(query.get("sums", ())),
        as_of=instant_from(str(query.get("as_of", ""))),
        view=str(query.get("view", "")),
        page=max(1, page),
        per_page=min(max(1, per_page), MOST_PER_PAGE),
        with_drafts=query.get("drafts") != "no",
        with_dropped=query.get("dropped") == "yes",
    )


def _filter(parts: Sequence[Any]) -> FilterBy:
    if isinstance(parts, str):
        parts = parts.split("\x1f") if "\x1f" in parts else parts.split(":")
    name, way, *operands = (*parts, "", "")[: max(2, len(parts))]
    return FilterBy(str(name), str(way), tuple(str(each) for each in operands))


def instant_from(text: str) -> datetime | None:
    """An instant, or the end of a day: 截至10月20日 takes in what was recorded on the 20th.

    Raises:
        RefusedError: `registers.table.as_of_unreadable`.
    """
    if not text.strip():
        return None
    try:
        day = parse_date(text) if len(text) <= len("2023-10-20") else None
        at = None if day else parse_datetime(text)
    except ValueError as error:
        raise RefusedError("registers.table.as_of_unreadable", text=text) from error
    if day is not None:
        return timezone.make_aware(datetime.combine(day, time.max))
    if at is None:
        raise RefusedError("registers.table.as_of_unreadable", text=text)
    return at if timezone.is_aware(at) else timezone.make_aware(at)
