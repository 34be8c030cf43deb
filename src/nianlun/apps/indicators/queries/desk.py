"""Indicators as one person may see them: definitions, registers, units, rights. Every question begins with it.

A number never depends on who looks. What is public or internal may be seen by whoever may read the register
somewhere; what is restricted only by those who may see the entries of every unit asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from nianlun.apps.indicators.models import Target
from nianlun.apps.indicators.queries.confirmed import confirmed_targets
from nianlun.apps.indicators.queries.counting import Books, DatabaseSource, prepared
from nianlun.apps.indicators.queries.definitions import catalog_in_force
from nianlun.apps.library.parting.spans import touches
from nianlun.apps.library.queries.open_text import runs_closed_to
from nianlun.apps.people.models import Role, Unit, User
from nianlun.apps.people.queries import SYSTEM_USERNAME, units_of
from nianlun.apps.registers.queries.rights import EVERYWHERE, Reach, stricter
from nianlun.define.catalog import Catalog
from nianlun.define.check.indicators import parts_of_indicator
from nianlun.define.model import IndicatorDef, Pack
from nianlun.define.model.secrecy import Secrecy
from nianlun.define.reading.periods import Period
from nianlun.kernel.errors import RefusedError
from nianlun.reckon.asking import Question
from nianlun.reckon.indicators import answer
from nianlun.reckon.results import Result
from nianlun.reckon.source import Reckoner

AREA = "indicators"
RANKED_KINDS = ("town", "street")
"""Kinds of units that are ranked among each other."""


@dataclass
class Desk:
    """One person's view of all indicators during one request; what was counted once is remembered."""

    user: User
    catalog: Catalog = field(default_factory=catalog_in_force)
    books: Books = field(init=False)
    source: DatabaseSource = field(init=False)

    def __post_init__(self) -> None:
        self.books = Books(self.user)
        self.source = DatabaseSource(self.books)

    @property
    def units(self) -> Mapping[int, Unit]:
        """All units by number."""
        return self.books.names.units

    @cached_property
    def reckoner(self) -> Reckoner:
        """Answers with the entries they were counted from."""
        return Reckoner(self.catalog.indicators, self.source)

    @cached_property
    def seen(self) -> dict[str, IndicatorDef]:
        """Indicators the person may know of, in the order of the packs."""
        return {key: each for key, each in self.catalog.indicators.items() if self._reach(each)}

    @cached_property
    def packs(self) -> list[tuple[Pack, list[IndicatorDef]]]:
        """The same by field of work."""
        found = []
        for contents in self.catalog.packs:
            inside = [each for each in contents.indicators if each.key in self.seen]
            if inside:
                found.append((contents.pack, inside))
        return found

    @cached_property
    def _read(self) -> Reach:
        """Units whose entered readings the person may see."""
        if self.user.username == SYSTEM_USERNAME:
            return EVERYWHERE
        return Reach(frozenset(units_of(self.user, Role.READ, AREA)))

    def registers_of(self, indicator: IndicatorDef) -> Iterator[IndicatorDef]:
        """The indicator and all it is reckoned from."""
        waiting, known = [indicator.key], set()
        while waiting:
            key = waiting.pop()
            each = self.catalog.indicators.get(key)
            if each is not None and key not in known:
                known.add(key)
                yield each
                waiting += parts_of_indicator(each)

    def _reach(self, indicator: IndicatorDef) -> bool:
        return all(bool(reach) for _, reach in self._reaches(indicator))

    def _reaches(self, indicator: IndicatorDef) -> Iterator[tuple[Secrecy, Reach]]:
        own = indicator.secrecy
        for each in self.registers_of(indicator):
            if each.register:
                book = self.books.by_key.get(each.register)
                if book is None:
                    yield Secrecy.INTERNAL, Reach()
                    continue
                secrecy = stricter(stricter(Secrecy(book.register.secrecy), each.secrecy), own)
                yield secrecy, book.standing.sees(secrecy)
            elif not parts_of_indicator(each):
                yield stricter(Secrecy.INTERNAL, own), self._read

    def may_see(self, indicator: IndicatorDef, question: Question) -> bool:
        """Whether the person may see the number for a unit, or for the whole, which is every unit there is."""
        wanted = frozenset(self.units) if question.units is None else question.units
        for secrecy, reach in self._reaches(indicator):
            if secrecy in (Secrecy.PUBLIC, Secrecy.INTERNAL):
                if not reach:
                    return False
            elif not reach.everywhere and not wanted <= reach.units:
                return False
        return True

    def may_keep(self, unit: int | None, pack: str = "") -> bool:
        """Whether the person may enter readings and confirm targets for a unit; the whole is the highest unit's.

        Whoever keeps a register of the field of work, in the unit that answers for it, speaks for the whole too.
        """
        if self.user.username == SYSTEM_USERNAME:
            return True
        if unit is None:
            return bool(self._kept & {each.pk for each in self.roots}) or pack in self._kept_packs
        return unit in self._kept

    @property
    def keeps_something(self) -> bool:
        """Whether there is anything he may enter or confirm."""
        return bool(self._kept or self._kept_packs)

    @cached_property
    def _kept(self) -> set[int]:
        return units_of(self.user, Role.KEEP, AREA)

    @cached_property
    def _kept_packs(self) -> set[str]:
        return {
            book.register.pack
            for book in self.books.by_key.values()
            if book.register.maintainer_id is not None
            and book.standing.may(Role.KEEP, book.register.maintainer_id)
        }

    def pack_of(self, key: str) -> str:
        """Key of the pack that defines an indicator."""
        return self._pack_of.get(key, "")

    @cached_property
    def _pack_of(self) -> dict[str, str]:
        return {
            each.key: contents.pack.key for contents in self.catalog.packs for each in contents.indicators
        }

    @property
    def roots(self) -> list[Unit]:
        """Units that belong to none."""
        return [each for each in self.units.values() if each.parent_id is None]

    def indicator(self, key: str) -> IndicatorDef:
        """An indicator the person may know of.

        Raises:
            RefusedError: `indicators.indicator.missing`.
        """
        found = self.seen.get(key)
        if found is None:
            raise RefusedError("indicators.indicator.missing", key=key)
        return found

    def under(self, unit: int) -> frozenset[int]:
        """A unit and all below it."""
        path = self.units[unit].path
        return frozenset(each.pk for each in self.units.values() if each.path.startswith(path))

    def question(
        self, period: Period, as_of: date, unit: int | None = None, known_at: datetime | None = None
    ) -> Question:
        """A question; a highest unit is the whole.

        Raises:
            RefusedError: `indicators.unit.missing`.
        """
        found = Question(period=period, as_of=as_of, known_at=known_at)
        if unit is None:
            return found
        if unit not in self.units:
            raise RefusedError("indicators.unit.missing", id=unit)
        return found if self.units[unit].parent_id is None else found.of(unit, self.under(unit))

    def ask(self, key: str, question: Question) -> Result:
        """The answer with its entries.

        Raises:
            RefusedError: `indicators.indicator.missing`, `indicators.value.not_allowed`.
        """
        indicator = self.indicator(key)
        if not self.may_see(indicator, question):
            raise RefusedError("indicators.value.not_allowed", label=indicator.label)
        return answer(key, question, self.reckoner)

    def totals(self, asked: Iterable[tuple[str, Question]]) -> dict[tuple[str, Question], Result]:
        """Answers without entries, counted together; those the person may not see are left out."""
        wanted = self._allowed(asked)
        reckoner = prepared(self.source, self.catalog, wanted)
        return {(key, question): answer(key, question, reckoner) for key, question in wanted}

    def prepare(self, asked: Iterable[tuple[str, Question]]) -> None:
        """Count beforehand what is going to be asked, with as few queries as can be."""
        prepared(self.source, self.catalog, self._allowed(asked))

    def _allowed(self, asked: Iterable[tuple[str, Question]]) -> list[tuple[str, Question]]:
        return [
            (key, question)
            for key, question in dict.fromkeys(asked)
            if key in self.seen and self.may_see(self.seen[key], question)
        ]

    @cached_property
    def confirmed(self) -> list[Target]:
        """Targets that people have confirmed and that stand; without words of parts closed to the person."""
        rows = list(confirmed_targets())
        for row in rows:
            start = row.start or 0
            if row.document is not None and touches(
                runs_closed_to(self.user, row.document), start, start + len(row.passage)
            ):
                row.passage = ""
        return rows

    def peers(self, question: Question) -> list[Unit]:
        """Units that are ranked: towns and streets below the unit asked about."""
        return sorted(
            (
                each
                for each in self.units.values()
                if each.kind in RANKED_KINDS
                and each.closed_on is None
                and (question.units is None or each.pk in question.units)
                and each.pk != question.unit
            ),
            key=lambda each: (each.kind != "street", each.order, each.pk),
        )

    def cuttable(self, indicator: IndicatorDef) -> bool:
        """Whether the number can be told for single units: all it is counted from says which."""
        return all(each.unit for each in self.registers_of(indicator) if each.register) and any(
            each.register for each in self.registers_of(indicator)
        )
