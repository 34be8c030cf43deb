"""What is still wrong before a paper is composed: figures without a value, ledgers behind their cycle, corrections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from nianlun.apps.people.models import Unit, User
from nianlun.apps.registers.models import Register
from nianlun.apps.registers.queries.ledger import Ledger, ledger_for
from nianlun.apps.registers.queries.updates import rounds_of
from nianlun.apps.reports.answering import ENTRY
from nianlun.apps.reports.composing import composed, names_of
from nianlun.apps.reports.models import Report
from nianlun.apps.reports.queries import Template, facts_of, last_issued, template_named, usual_period
from nianlun.apps.reports.sources import catalog, known_by, registers_of
from nianlun.apps.reports.verifying import Verdict, check_facts
from nianlun.compose.report.composing import filled
from nianlun.compose.report.facts import Fact
from nianlun.define.reading.periods import Period
from nianlun.kernel.errors import RefusedError


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A paper as it would be composed, and what somebody should see to first."""

    title: str
    period: Period
    as_of: date
    facts: int
    """Figures it would print."""
    missing: tuple[Fact, ...]
    """Those without a value."""
    late: tuple[tuple[Register, int], ...]
    """Ledgers it counts, with entries not brought up to date in the last round before the day."""
    last: Report | None
    """The issue before."""
    changed: int
    """Numbers of that issue that are otherwise now; the paper will correct them."""

    @property
    def is_clean(self) -> bool:
        """Whether nothing is missing and nothing late."""
        return not self.missing and not self.late


def preview(
    *, template: str, unit: Unit, as_of: date, period: Period | None, by: User, at: datetime
) -> Preview:
    """Compose without keeping anything.

    Raises:
        RefusedError: `reports.template.missing`.
    """
    found = template_named(template)
    span = period or usual_period(found.definition, as_of)
    _, facts = composed(found, unit, span, as_of, at=at)
    before = last_issued(Report(unit=unit, template=template, as_of=as_of))
    return Preview(
        title=filled(found.definition.title, {**names_of(span, as_of, unit), "number": "×"}),
        period=span,
        as_of=as_of,
        facts=len(facts),
        missing=without_value(facts.values()),
        late=_late(found, as_of, by, known_by(as_of, at)),
        last=before,
        changed=_changed(before, found, at) if before is not None else 0,
    )


def without_value(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Figures for which there is nothing to count or no reading."""
    return tuple(each for each in facts if each.value is None and each.asked != ENTRY)


def _late(template: Template, as_of: date, by: User, at: datetime) -> tuple[tuple[Register, int], ...]:
    keys = registers_of(template.definition, catalog())
    rows = Register.objects.filter(key__in=keys, current__isnull=False).select_related("current")
    ledgers = [found for row in rows.order_by("key") if (found := _ledger(row, by)) is not None]
    rounds = rounds_of([(each, None) for each in ledgers], today=as_of, at=at)
    counted = [(each.register, sum(one.late for one in rounds[each.register.pk])) for each in ledgers]
    return tuple((register, number) for register, number in counted if number)


def _ledger(register: Register, by: User) -> Ledger | None:
    try:
        return ledger_for(by, register)
    except RefusedError:
        return None


def _changed(before: Report, template: Template, at: datetime) -> int:
    checked = check_facts(list(facts_of(before).values()), template.definition, now=at)
    return sum(1 for each in checked if each.verdict is Verdict.CHANGED)
