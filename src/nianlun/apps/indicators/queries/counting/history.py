"""What happened to entries between two questions, from the index; all entries of an answer at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from nianlun.apps.indicators.queries.counting.books import Books, columns_of
from nianlun.apps.indicators.queries.counting.conditions import instant_of
from nianlun.apps.registers.models import IndexRow
from nianlun.apps.registers.recording.writing import in_parts
from nianlun.define.model import IndicatorDef
from nianlun.reckon.asking import Question
from nianlun.reckon.changes import Story
from nianlun.reckon.results import Result

Rows = list[Mapping[str, Any]]


@dataclass
class IndexHistory:
    """Knows the entries that count in one of two answers and not alike in the other."""

    books: Books
    indicators: Mapping[str, IndicatorDef]
    _rows: dict[tuple[str, int], Rows] = field(default_factory=dict)

    def look_at(self, before: Result, after: Result) -> None:
        """Fetch the versions of all entries that do not count alike; one query for each register."""
        wanted: dict[str, set[int]] = {}
        for key, entries in _changed(before, after):
            wanted.setdefault(self.indicators[key].register, set()).update(entries)
        for register, entries in wanted.items():
            for part in in_parts(sorted(entries)):
                for row in (
                    IndexRow.objects.filter(entry__in=part)
                    .order_by("entry", "recorded_at", "version")
                    .values()
                ):
                    self._rows.setdefault((register, row["entry_id"]), []).append(row)

    def story(self, indicator: IndicatorDef, entry: int, before: Question, after: Question) -> Story:
        """What happened to an entry between two questions."""
        rows = self._rows.get((indicator.register, entry), [])
        first, second = sorted((instant_of(before), instant_of(after)))
        old = _at(row for row in rows if row["recorded_at"] <= first)
        new = _at(row for row in rows if row["recorded_at"] <= second)
        known = old is not None and old["is_final"]
        day = self._day(indicator, new)
        return Story(
            is_new=not known and new is not None and new["is_living"],
            is_corrected=any(row["is_correction"] and first < row["recorded_at"] <= second for row in rows),
            is_dropped=known and new is not None and not new["is_living"],
            is_moved=self._unit(indicator, old) != self._unit(indicator, new),
            is_earlier=day is not None and day <= before.as_of,
        )

    def _columns(self, indicator: IndicatorDef, key: str) -> tuple[str, ...]:
        book = self.books.by_key.get(indicator.register)
        return columns_of(book, key) if book is not None and key else ()

    def _unit(self, indicator: IndicatorDef, row: Mapping[str, Any] | None) -> object:
        if row is None:
            return None
        columns = self._columns(indicator, indicator.unit)
        return row[columns[0]] if columns else row["unit_id"]

    def _day(self, indicator: IndicatorDef, row: Mapping[str, Any] | None) -> date | None:
        columns = self._columns(indicator, indicator.date)
        return row[columns[-1]] if row is not None and columns else None


def _at(rows: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    return max(rows, key=lambda row: (row["recorded_at"], row["version_id"]), default=None)


def _changed(before: Result, after: Result) -> Iterator[tuple[str, set[int]]]:
    first = {each.entry: each.part for each in before.counted}
    second = {each.entry: each.part for each in after.counted}
    differing = {
        entry
        for entry in first.keys() | second.keys()
        if entry not in first or entry not in second or first[entry] != second[entry]
    }
    if differing:
        yield before.indicator, differing
    for old, new in zip(before.parts, after.parts, strict=False):
        yield from _changed(old, new)
