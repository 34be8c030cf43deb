"""Where reports take their numbers from: the one place that knows how counting is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from nianlun.apps.indicators.queries.confirmed import confirmed_targets
from nianlun.apps.indicators.queries.counting import Books, DatabaseSource
from nianlun.apps.indicators.queries.targets import plain_target
from nianlun.apps.people.models import Person, Unit, UnitKind, User
from nianlun.apps.people.queries import SYSTEM_USERNAME
from nianlun.apps.registers.definitions.installed import installed
from nianlun.apps.reports.books import Book, Instants, book_of
from nianlun.apps.reports.counting import ReportSource
from nianlun.define.catalog import Catalog
from nianlun.define.check.indicators import parts_of_indicator
from nianlun.define.figures import figures_of
from nianlun.define.model import IndicatorDef, ReportTemplateDef, TargetDef
from nianlun.define.reading.periods import Period
from nianlun.reckon.asking import Question
from nianlun.reckon.methods import Composing
from nianlun.reckon.source import Reckoner
from nianlun.reckon.versions import CHINA, end_of

LOCAL = (UnitKind.TOWN, UnitKind.STREET, UnitKind.VILLAGE)
"""Units whose reports count what is theirs; those of bureaus and counties count the whole."""


def known_by(as_of: date, now: datetime) -> datetime:
    """The end of the day, or now where the day is not over."""
    return min(end_of(as_of, CHINA), now)


def catalog() -> Catalog:
    """All definitions of this installation."""
    return installed().catalog


def targets_of(found: Catalog, known_at: datetime | None = None) -> tuple[TargetDef, ...]:
    """All targets in force, or in force at an instant: those people have confirmed, then those of packs."""
    confirmed = [plain_target(row) for row in confirmed_targets(known_at)]
    set_ = {(each.indicator, each.setter, each.year, each.unit) for each in confirmed}
    packed = [each for contents in found.packs for each in contents.targets]
    rest = [each for each in packed if (each.indicator, each.setter, each.year, each.unit) not in set_]
    return (*confirmed, *rest)


def indicators_of(template: ReportTemplateDef, found: Catalog) -> dict[str, IndicatorDef]:
    """Indicators a template asks for, with all they are reckoned from."""
    asked: set[str] = {template.ranked_by} if template.ranked_by else set()
    for section in template.sections:
        asked |= {key for key, _ in figures_of(section.text, template.words).indicators}
    return closure(asked, found)


def closure(keys: Iterable[str], found: Catalog) -> dict[str, IndicatorDef]:
    """Indicators with all they are reckoned from."""
    waiting, known = list(keys), {}
    while waiting:
        key = waiting.pop()
        indicator = found.indicators.get(key)
        if indicator is not None and key not in known:
            known[key] = indicator
            waiting += [*parts_of_indicator(indicator), f"{key}_city_rank"]
    return known


def registers_of(template: ReportTemplateDef, found: Catalog) -> set[str]:
    """Registers a template counts or lists."""
    keys = {each.register for each in indicators_of(template, found).values() if each.register}
    for section in template.sections:
        keys |= {key for key, _ in figures_of(section.text, template.words).registers}
    return keys


@dataclass(frozen=True)
class Desk:
    """Everything at hand to count facts of a period for units, as known at instants."""

    catalog: Catalog
    book: Book
    instants: Instants

    @cached_property
    def source(self) -> ReportSource:
        """Counts; a number never depends on who looks."""
        nobody = User(username=SYSTEM_USERNAME, is_active=False)
        return ReportSource(DatabaseSource(Books(nobody)), self.book)

    @cached_property
    def units(self) -> Mapping[int, Unit]:
        """All units by number."""
        return {each.pk: each for each in Unit.objects.all()}

    @cached_property
    def persons(self) -> Mapping[int, str]:
        """Names of all persons by number."""
        return dict(Person.objects.values_list("pk", "name"))

    @cached_property
    def below(self) -> Mapping[int, frozenset[int]]:
        """Each unit with all below it."""
        found: dict[int, set[int]] = {number: set() for number in self.units}
        for unit in self.units.values():
            for part in unit.path.strip("/").split("/"):
                found.setdefault(int(part), set()).add(unit.pk)
        return {number: frozenset(units) for number, units in found.items()}

    @cached_property
    def targets(self) -> tuple[TargetDef, ...]:
        """All targets."""
        return targets_of(self.catalog)

    def reckoner(self) -> Reckoner:
        """Answers with their entries."""
        return Reckoner(self.catalog.indicators, self.source)

    def composing(
        self,
        period: Period,
        as_of: date,
        unit: int | None,
        *,
        at: datetime | None = None,
        kinds: tuple[str, ...] = (),
        target_year: int | None = None,
    ) -> Composing:
        """What one fact is asked with; `at` other than `until` asks as it stood before corrections."""
        question = Question(
            period=period,
            as_of=as_of,
            known_at=at or max(self.instants.until, self.instants.known_at),
            unit=unit,
            units=self.below[unit] if unit is not None else None,
        )
        peers = {
            each.pk: self.below[each.pk]
            for each in sorted(
                self.units.values(), key=lambda each: (each.kind != "street", each.order, each.pk)
            )
            if each.kind in kinds and each.closed_on is None
        }
        return Composing(
            question=question,
            reckoner=self.reckoner(),
            targets=self.targets,
            unit_name=self.units[unit].name if unit is not None else "",
            peers=peers,
            registers=self.book.registers,
            target_year=target_year,
        )


def desk_for(registers: Iterable[str], instants: Instants) -> Desk:
    """A desk with the registers that are needed."""
    found = catalog()
    return Desk(found, book_of(registers, instants), instants)


def counted_unit(unit: Unit) -> int | None:
    """The unit whose entries a report counts; none means the whole."""
    return unit.pk if unit.kind in LOCAL else None


def now() -> datetime:
    """The instant, by the clock of the site."""
    return timezone.now()
