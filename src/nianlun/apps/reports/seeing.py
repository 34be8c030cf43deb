"""What a person may learn of numbers counted again: only what he may see in the ledgers himself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from nianlun.apps.indicators.queries.desk import Desk
from nianlun.apps.people.models import User
from nianlun.apps.registers.models import Entry, Register
from nianlun.apps.registers.queries.ledger import Ledger, ledger_for
from nianlun.apps.reports.answering import ENTRY
from nianlun.apps.reports.causes import told
from nianlun.apps.reports.verifying import Checked, Verdict
from nianlun.compose.report.facts import Fact
from nianlun.define.reading.periods import read_period
from nianlun.define.words import Language
from nianlun.kernel.errors import NianlunError, RefusedError


def with_rights(checked: Sequence[Checked], by: User, language: Language) -> tuple[Checked, ...]:
    """Numbers counted again, for somebody: closed where he may not see them, with the causes he may see."""
    sight = Sight(by)
    sight.look_at([each.fact for each in checked])
    shown = [
        each
        if each.verdict is Verdict.FOREIGN or sight.sees(each.fact)
        else Checked(fact=each.fact, verdict=Verdict.CLOSED)
        for each in checked
    ]
    causes = told([each.causes for each in shown], [each.fact.since for each in shown], by, language)
    return tuple(replace(each, causes=why) for each, why in zip(shown, causes, strict=True))


@dataclass
class Sight:
    """What one person sees of indicators and of entries' fields."""

    user: User
    desk: Desk = field(init=False)
    _units: Mapping[int, int] = field(default_factory=dict)
    """Unit of each entry."""
    _ledgers: dict[str, Ledger | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.desk = Desk(self.user)

    def look_at(self, facts: Sequence[Fact]) -> None:
        """Fetch the units of all entries at once."""
        entries = {each.entry for each in facts if each.asked == ENTRY and each.entry is not None}
        self._units = dict(Entry.objects.filter(pk__in=entries).values_list("pk", "unit")) if entries else {}

    def sees(self, fact: Fact) -> bool:
        """Whether the person may see what a fact was counted from, or taken from."""
        if fact.asked == ENTRY:
            return self._sees_field(fact)
        indicator = self.desk.seen.get(fact.indicator)
        if indicator is None:
            return False
        try:
            question = self.desk.question(read_period(fact.period), fact.as_of, fact.unit)
        except NianlunError:
            return False
        return self.desk.may_see(indicator, question)

    def _sees_field(self, fact: Fact) -> bool:
        ledger, unit = self._ledger(fact.indicator), self._units.get(fact.entry or 0)
        if ledger is None or unit is None or unit not in ledger.standing.rows:
            return False
        each = ledger.definition.field_by_key.get(fact.field)
        return each is None or unit in ledger.reach(each)

    def _ledger(self, key: str) -> Ledger | None:
        if key not in self._ledgers:
            row = Register.objects.select_related("current").filter(key=key).first()
            try:
                self._ledgers[key] = ledger_for(self.user, row) if row is not None else None
            except RefusedError:
                self._ledgers[key] = None
        return self._ledgers[key]
