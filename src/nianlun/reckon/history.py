"""What happened to an entry of the plain ledger between two questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nianlun.define.model import IndicatorDef
from nianlun.reckon.asking import Question
from nianlun.reckon.changes import Story
from nianlun.reckon.counting import day_of
from nianlun.reckon.versions import EntryVersion, Ledger, version_at


@dataclass(frozen=True)
class PlainHistory:
    """Looks at every version."""

    ledger: Ledger

    def story(self, indicator: IndicatorDef, entry: int, before: Question, after: Question) -> Story:
        """What happened to an entry between two questions."""
        versions = self.ledger.entries.get(indicator.register, {}).get(entry, ())
        first, second = sorted((self.ledger.instant(before), self.ledger.instant(after)))
        old, new = version_at(versions, first), version_at(versions, second)
        known = old is not None and old.is_final
        return Story(
            is_new=not known and new is not None and new.is_living,
            is_corrected=any(each.is_correction and first < each.recorded_at <= second for each in versions),
            is_dropped=known and new is not None and not new.is_living,
            is_moved=self._unit(indicator, old) != self._unit(indicator, new),
            is_earlier=_is_earlier(self._day(indicator, new), before.as_of),
        )

    def _unit(self, indicator: IndicatorDef, version: EntryVersion | None) -> object:
        if version is None:
            return None
        return version.values.get(indicator.unit) if indicator.unit else version.unit

    def _day(self, indicator: IndicatorDef, version: EntryVersion | None) -> date | None:
        if version is None or not indicator.date:
            return None
        value = version.values.get(indicator.date)
        field = self.ledger.registers[indicator.register].field_by_key[indicator.date]
        if value is None:
            return None
        return date.fromisoformat(value) if field.kind == "date" else day_of(value)


def _is_earlier(day: date | None, than: date) -> bool:
    return day is not None and day <= than
