"""The blanks of a report template, reckoned: each becomes a fact, a listing, a ranking or a series."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from nianlun.define.every import Every
from nianlun.define.expressions.evaluate import holds
from nianlun.define.expressions.parser import parse
from nianlun.define.expressions.situation import Situation
from nianlun.define.expressions.tree import Call, Expression, Literal, Name, Tree, names_in
from nianlun.define.expressions.types import Term
from nianlun.define.model import IndicatorDef, IndicatorKind
from nianlun.define.reading.periods import Period
from nianlun.define.suggest import listed, nearest
from nianlun.kernel.errors import DefinitionError
from nianlun.reckon.facts import Fact, sets_of
from nianlun.reckon.indicators import answer, indicator_of, version_of
from nianlun.reckon.methods import METHODS, Composing, Said, peers_of
from nianlun.reckon.periods import parts
from nianlun.reckon.ranks import Place
from nianlun.reckon.results import Counted
from nianlun.reckon.targets import setter_of

VALUE = "value"


@dataclass(frozen=True, kw_only=True)
class Listing:
    """Entries of a register by one of its views: the set is frozen, the composer prints the columns."""

    register: str
    """Key of the register."""
    view: str
    """Key of the view; empty for all entries."""
    is_table: bool
    """Whether a table was asked for, else a list."""
    fact: Fact
    """How many there are, and which."""

    @property
    def entries(self) -> tuple[Counted, ...]:
        """The entries, by number."""
        return self.fact.sets[0].entries


@dataclass(frozen=True, kw_only=True)
class RankRow:
    """A unit in a ranking."""

    unit: int
    """Number of the unit."""
    place: Place
    """Its place by the first indicator."""
    facts: tuple[Fact, ...]
    """One for each indicator."""


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """A table of units, the best first."""

    indicators: tuple[str, ...]
    """Keys of the columns; the first ranks."""
    rows: tuple[RankRow, ...]
    """Units by place."""


@dataclass(frozen=True, kw_only=True)
class Series:
    """Indicators over the months of the year, or over whatever spans they are asked in."""

    indicators: tuple[str, ...]
    """Keys, one line each."""
    periods: tuple[Period, ...]
    """The spans."""
    facts: tuple[tuple[Fact, ...], ...]
    """For each indicator its facts, one for each span."""
    is_chart: bool
    """Whether a picture was asked for."""


Printed: TypeAlias = Fact | Listing | Ranking | Series
"""What a blank can become."""


def reckon_blank(source: str, composing: Composing) -> Printed:
    """What stands between `{{` and `}}`, reckoned.

    Raises:
        ExpressionError: it cannot be read.
        DefinitionError: `define.report.*` or `define.reference.*`; a template that was loaded has none of these.
    """
    tree = parse(source).tree
    match tree:
        case Name(key=key):
            return fact_of(key, VALUE, (), composing)
        case Call(target=Name(key=key), name=method, arguments=arguments):
            return fact_of(key, method, texts_of(arguments), composing)
        case Call(target=None, name="table" | "list" as name, arguments=arguments):
            return _listing(texts_of(arguments), composing, is_table=name == "table")
        case Call(target=None, name="ranking", arguments=arguments):
            return _ranking(texts_of(arguments), composing)
        case Call(target=None, name="series" | "chart" as name, arguments=arguments):
            return _series(texts_of(arguments), composing, is_chart=name == "chart")
        case _:
            raise DefinitionError("define.report.function", key=source, row=1, suggestion="", known="")


def fact_of(key: str, method: str, words: tuple[str, ...], composing: Composing) -> Fact:
    """The fact of an indicator by one of the methods.

    Raises:
        DefinitionError: the indicator, the method or the setter is not known.
    """
    words, said = said_of(key, method, words, composing)
    return _fact(key, method, words, said, composing)


def said_of(
    key: str, method: str, words: tuple[str, ...], composing: Composing
) -> tuple[tuple[str, ...], Said]:
    """The same before it is frozen, with its words in canonical form: `county` for 县定."""
    if method not in METHODS:
        values = {"suggestion": nearest(method, METHODS), "known": listed(METHODS)}
        raise DefinitionError("define.report.method", key=method, row=1, **values)
    setters = tuple(_setter(word) for word in words)
    return setters, METHODS[method](indicator_of(key, composing.reckoner), composing, setters)


def _setter(word: str) -> str:
    found = setter_of(word)
    if found is None:
        raise DefinitionError("define.report.setter", key=word, row=1, suggestion="", known="")
    return found.value


def _fact(key: str, method: str, words: tuple[str, ...], said: Said, composing: Composing) -> Fact:
    quoted = ", ".join(f'"{word}"' for word in words)
    result, question = said.result, composing.question
    return Fact(
        expression=key if method == VALUE else f"{key}.{method}({quoted})",
        indicator=key,
        definition=version_of(key, composing.reckoner),
        period=question.period.code,
        as_of=question.as_of,
        known_at=question.known_at,
        unit=question.unit,
        numerator=result.numerator,
        denominator=result.denominator,
        value=result.value,
        measure=said.measure,
        text=said.text,
        provisional=result.provisional,
        sets=sets_of(result) if said.base else (),
    )


def texts_of(arguments: tuple[Tree, ...]) -> tuple[str, ...]:
    """The words written down between the brackets."""
    return tuple(
        each.value for each in arguments if isinstance(each, Literal) and isinstance(each.value, str)
    )


def _listing(words: tuple[str, ...], composing: Composing, *, is_table: bool) -> Listing:
    register, view = words[0], words[1] if len(words) > 1 else ""
    definition = composing.registers.get(register)
    if definition is None:
        known = composing.registers
        values = {"suggestion": nearest(register, known), "known": listed(sorted(known))}
        raise DefinitionError("define.reference.register", key=register, **values)
    where = next((each.where for each in definition.views if each.key == view), None)
    name = f"entries:{register}:{view}"
    counted = IndicatorDef(
        key=name,
        label=definition.label,
        kind=IndicatorKind.COUNT,
        register=register,
        where=where,
        measure="条",
    )
    indicators = {**composing.reckoner.indicators, name: counted}
    reckoner = replace(composing.reckoner, indicators=indicators, with_entries=True)
    said = METHODS[VALUE](counted, replace(composing, reckoner=reckoner), ())
    quoted = f'("{register}", "{view}")' if view else f'("{register}")'
    fact = _fact(name, VALUE, (), said, replace(composing, reckoner=reckoner))
    fact = replace(fact, expression=f"{'table' if is_table else 'list'}{quoted}", digest="")
    return Listing(register=register, view=view, is_table=is_table, fact=fact)


def _ranking(keys: tuple[str, ...], composing: Composing) -> Ranking:
    first = indicator_of(keys[0], composing.reckoner)
    _, places = peers_of(first, composing)
    rows = []
    for place in places:
        question = composing.question.of(place.unit, composing.peers[place.unit])
        here = replace(composing, question=question)
        facts = tuple(fact_of(key, VALUE, (), here) for key in keys)
        rows.append(RankRow(unit=place.unit, place=place, facts=facts))
    return Ranking(indicators=keys, rows=tuple(rows))


def _series(keys: tuple[str, ...], composing: Composing, *, is_chart: bool) -> Series:
    question = composing.question
    whole = question.in_year().period
    spans = tuple(each for each in parts(whole, Every.MONTH) if each.first <= question.as_of)
    facts = tuple(
        tuple(fact_of(key, VALUE, (), replace(composing, question=question.within(each))) for each in spans)
        for key in keys
    )
    return Series(indicators=keys, periods=spans, facts=facts, is_chart=is_chart)


def stands(condition: Expression | None, composing: Composing) -> bool:
    """Whether a section with such a condition over indicators stands in the report."""
    if condition is None:
        return True
    reckoner = replace(composing.reckoner, with_entries=False)
    values: dict[str, Term] = {
        key: answer(key, composing.question, reckoner).value for key in names_in(condition.tree)
    }
    return holds(condition, Situation(values=values))
