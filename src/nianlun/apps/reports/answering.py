"""What a template asks, answered by reckoning; each answer is kept as a fact with its records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from nianlun.apps.reports.books import entry_standing
from nianlun.apps.reports.sources import Desk
from nianlun.apps.reports.typed import figures_in
from nianlun.compose.charts import Point, Words, bar_chart, line_chart, lying_bar_chart
from nianlun.compose.report.chips import DIGITS, chip
from nianlun.compose.report.composing import Drawing, Rows
from nianlun.compose.report.facts import Fact, Record, digest_of_records
from nianlun.define.entry import compute
from nianlun.define.every import Every
from nianlun.define.expressions.situation import Situation
from nianlun.define.kinds import KINDS
from nianlun.define.model import IndicatorDef, Register, ReportTemplateDef
from nianlun.define.openness import closed_columns, columns_of
from nianlun.define.reading.numbers import written
from nianlun.define.reading.periods import Period, year_of
from nianlun.define.words import Language
from nianlun.reckon import facts as reckoned
from nianlun.reckon.amounts import in_measure
from nianlun.reckon.expressions import Listing, fact_of, reckon_blank
from nianlun.reckon.indicators import answer, indicator_of
from nianlun.reckon.methods import Composing, peers_of
from nianlun.reckon.periods import parts
from nianlun.reckon.versions import EntryVersion

ENTRY = "entry"
"""What is asked where words of an entry are printed."""
IN_PERIOD = "in_period"
"""What is asked where a figure is that of the paper's own week, month or quarter."""
MOST_COLUMNS = 6
"""Columns of a table that a page of paper holds."""
PLAN_SECTION = "plan"
"""Key of the section that speaks of the year after."""


@dataclass
class Ledgers:
    """Answers for one report."""

    desk: Desk
    template: ReportTemplateDef
    period: Period
    as_of: date
    unit: int | None
    facts: dict[str, Fact] = field(default_factory=dict)

    def composing(self, indicator: str, *, unit: int | None = None, asked: str = "") -> Composing:
        """The question: months for what is asked by month in a monthly paper, else the year so far."""
        period = year_of(self.as_of.year)
        found = self.desk.catalog.indicators.get(indicator)
        if found is not None and found.period is not Every.YEAR and self.period.every is found.period:
            period = self.period
        plan_year = self.as_of.year + 1 if asked == "target" and self.template.kind == "summary" else None
        return self.desk.composing(
            period,
            self.as_of,
            unit if unit is not None else self.unit,
            kinds=self.template.ranked_units,
            target_year=plan_year,
        )

    def fact(
        self, indicator: str, asked: str, setter: str = "", unit: int | None = None, prefix: str = ""
    ) -> Fact:
        """One figure; counted once."""
        if asked == IN_PERIOD:
            return self._within(indicator, self.period)
        name = prefix + ".".join(
            each for each in (indicator, "" if asked == "value" else asked, setter) if each
        )
        name += f"@{unit}" if unit is not None and unit != self.unit else ""
        if name not in self.facts:
            composing = self.composing(indicator, unit=unit, asked=asked if not prefix else "")
            made = fact_of(indicator, asked, (setter,) if setter else (), composing)
            self.facts[name] = self.as_printed(name, made, asked, setter)
        return self.facts[name]

    def as_printed(self, name: str, made: reckoned.Fact, asked: str, setter: str = "") -> Fact:
        """A fact as reports keep it."""
        over = _records(made, (reckoned.OVER, reckoned.PART))
        under = _records(made, (reckoned.UNDER,))
        instants, indicator = self.desk.instants, self.desk.catalog.indicators.get(made.indicator)
        return Fact(
            id=name,
            asked=asked,
            indicator=made.indicator,
            label=indicator.label if indicator else made.indicator,
            version=made.definition,
            setter=setter,
            period=made.period,
            unit=made.unit,
            unit_name=self.desk.units[made.unit].name if made.unit is not None else "",
            as_of=made.as_of,
            known_at=instants.known_at,
            since=instants.since,
            until=instants.until,
            display=made.text,
            number=made.text.removesuffix(made.measure) if DIGITS.match(made.text.lstrip("-")) else "",
            measure=made.measure,
            value=made.value,
            numerator=made.numerator,
            denominator=made.denominator,
            digest=digest_of_records(over, under),
            over=over,
            under=under,
        )

    def value(self, indicator: str) -> Decimal | None:
        """The bare value."""
        composing = self.composing(indicator)
        return answer(indicator, composing.question, composing.reckoner).value

    def ranking(self, indicators: tuple[str, ...]) -> Rows:
        """Units in the order of the first indicator, each cell a fact."""
        composing = self.composing(indicators[0])
        named = [indicator_of(key, composing.reckoner) for key in indicators]
        _, places = peers_of(named[0], composing)
        rows = []
        for place in places:
            rank = self.fact(indicators[0], "rank", unit=place.unit)
            cells = [chip(self.fact(key, "value", unit=place.unit).id) for key in indicators]
            rows.append((chip(rank.id), self.desk.units[place.unit].name, *cells))
        return Rows(head=("名次", "单位", *(each.label for each in named)), rows=tuple(rows))

    def table(self, register: str, view: str) -> Rows:
        """Entries by a view; cells with figures in them are chips."""
        definition, entries = self._entries(register, view)
        columns = _columns(definition, view)
        rows = [tuple(self.cell(definition, each, key) for key in columns) for each in entries]
        labels = [definition.field_by_key[key].label if key != "stage" else "阶段" for key in columns]
        return Rows(head=tuple(labels), rows=tuple(rows))

    def items(self, register: str, view: str) -> tuple[str, ...]:
        """A sentence for each entry: what it is called, who is to solve it and by when."""
        definition, entries = self._entries(register, view)
        if definition.title in closed_columns(definition, view):
            return ()
        columns = [
            key for key in _columns(definition, view) if key not in (definition.title, "kind", "stage")
        ]
        found = []
        for each in entries:
            inside = "，".join(said for key in columns if (said := self._said(definition, each, key)))
            carried = "（上年结转）" if _is_carried(each, self.as_of) else ""
            title = self.cell(definition, each, definition.title) + carried
            found.append(f"{title}（{inside}）。" if inside else f"{title}。")
        return tuple(found)

    def _said(self, definition: Register, version: EntryVersion, key: str) -> str:
        """What stands in a field, under its label: a bare date would not say what is due on it."""
        text, known = self.cell(definition, version, key), definition.field_by_key.get(key)
        return f"{known.label}：{text}" if text and known is not None else text

    def _entries(self, register: str, view: str) -> tuple[Register, list[EntryVersion]]:
        source = f'table("{register}", "{view}")' if view else f'table("{register}")'
        composing = self.composing("")
        listing = reckon_blank(source, composing)
        if not isinstance(listing, Listing):
            raise TypeError(source)
        book, definition = self.desk.book, self.desk.book.registers[register]
        at = book.ledger.instant(composing.question)
        standing = book.standing(register, [each.entry for each in listing.entries], at)
        chosen = next((each for each in definition.views if each.key == view), None)
        found = [standing[each.entry] for each in listing.entries]
        for sort in reversed(chosen.sort if chosen else ()):
            found.sort(key=lambda each, key=sort.field: str(each.values.get(key) or "~"))
        return definition, found

    def cell(self, definition: Register, version: EntryVersion, key: str) -> str:
        """What stands in a field; a chip where it has a figure or a date in it."""
        text = shown(self.desk, definition, version, key, self.as_of)
        if not DIGITS.search(text) and not figures_in(text) and "⟦" not in text:
            return text
        return chip(self.entry_fact(definition, version, key, text).id)

    def entry_fact(self, definition: Register, version: EntryVersion, key: str, text: str) -> Fact:
        """Words of an entry as a fact."""
        name = f"{definition.key}:{version.entry}.{key}"
        over = (Record(version.entry, version.number),)
        instants = self.desk.instants
        self.facts[name] = Fact(
            id=name,
            asked=ENTRY,
            indicator=definition.key,
            label=definition.field_by_key[key].label,
            period=self.period.code,
            as_of=self.as_of,
            known_at=instants.known_at,
            since=instants.since,
            until=instants.until,
            display=text,
            field=key,
            entry=version.entry,
            digest=digest_of_records(over),
            over=over,
        )
        return self.facts[name]

    def chart(self, form: str, indicator: str) -> Drawing:
        """Bars over the ranked units, or over the months of the year."""
        composing = self.composing(indicator)
        named = indicator_of(indicator, composing.reckoner)
        if composing.peers and form == "chart":
            pairs = [
                (self.desk.units[unit].name, self.fact(indicator, "value", unit=unit))
                for unit in composing.peers
            ]
            pairs.sort(key=lambda pair: _from_above(pair[1]))
            place, draw = "单位", lying_bar_chart
        else:
            pairs = [(f"{span.first.month}月", self._within(indicator, span)) for span in self._months()]
            place, draw = "月份", line_chart if form == "series" else bar_chart
        points = [_point(named, each, fact) for each, fact in pairs]
        words = Words(title=named.label, place=place, value=f"{named.label}（{named.measure}）")
        caption = f"图：{named.label}（{named.measure}，截至{self.as_of.year}年{self.as_of.month}月{self.as_of.day}日）"
        return Drawing(
            specification=draw(points, words),
            caption=caption,
            facts=tuple(fact.id for _, fact in pairs),
            places=tuple(each for each, _ in pairs),
        )

    def _months(self) -> Iterable[Period]:
        return [each for each in parts(year_of(self.as_of.year), Every.MONTH) if each.first <= self.as_of]

    def _within(self, indicator: str, span: Period) -> Fact:
        """The value of a span other than the year."""
        name = f"{indicator}/{span.code}"
        if name not in self.facts:
            composing = self.composing(indicator)
            composing = replace(composing, question=composing.question.within(span))
            self.facts[name] = self.as_printed(name, fact_of(indicator, "value", (), composing), "value")
        return self.facts[name]


def shown(desk: Desk, definition: Register, version: EntryVersion, key: str, as_of: date) -> str:
    """What stands in a field of an entry, in words."""
    if key == "stage":
        stage = definition.stage_by_key.get(version.stage or "")
        return stage.label if stage else ""
    each = definition.field_by_key.get(key)
    if each is None:
        return ""
    values = version.values
    if each.kind == "computed":
        here = Situation(today=as_of, as_of=as_of, stage=version.stage, classes=version.classes)
        values = compute(definition, version.values, here)
    return KINDS[each.kind].show(values.get(key), each.options, Language.CHINESE, _Names(desk))


@dataclass(frozen=True)
class _Names:
    """Names of units, and of entries of the registers at hand."""

    desk: Desk

    def name(self, sort: str, number: int) -> str | None:
        """What a thing is called."""
        if sort == "unit":
            return self.desk.units[number].name if number in self.desk.units else None
        if sort == "person":
            return self.desk.persons.get(number)
        book = self.desk.book
        if sort in book.registers:
            at = max(self.desk.instants.until, self.desk.instants.known_at)
            version = entry_standing(book, sort, number, at)
            title = book.registers[sort].title
            return str(version.values.get(title, "")) if version else None
        return None

    def find(self, sort: str, text: str) -> object:
        """Nothing is looked for here."""
        raise NotImplementedError(sort, text)


def _records(made: reckoned.Fact, roles: tuple[str, ...]) -> tuple[Record, ...]:
    return tuple(
        Record(one.entry, one.version, "" if one.part is None else written(one.part))
        for each in made.sets
        if each.role in roles
        for one in each.entries
    )


def _columns(definition: Register, view: str) -> tuple[str, ...]:
    """Columns a paper prints; what not every reader may see is left out."""
    closed = closed_columns(definition, view)
    known = [
        key
        for key in columns_of(definition, view)
        if (key in definition.field_by_key and key not in closed) or (key == "stage" and definition.stages)
    ]
    return tuple(known[:MOST_COLUMNS])


def _is_carried(version: EntryVersion, as_of: date) -> bool:
    """Whether a problem was raised before the year of the report."""
    raised = version.values.get("raised_on")
    return isinstance(raised, str) and raised[:4] < f"{as_of.year:04d}"


def _point(indicator: IndicatorDef, place: str, fact: Fact) -> Point:
    value = float(in_measure(fact.value, indicator.measure)) if fact.value is not None else None
    return Point(indicator.label, place, value, fact.display)


def _from_above(fact: Fact) -> tuple[bool, Decimal]:
    """The largest first, those without a value last."""
    return fact.value is None, -(fact.value or Decimal(0))
