"""Composes a report from its template: the words with their chips, the facts, and corrections of the last issue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from nianlun.apps.people.models import Unit
from nianlun.apps.reports.answering import ENTRY, Ledgers
from nianlun.apps.reports.queries import Template
from nianlun.apps.reports.sources import (
    Instants,
    catalog,
    closure,
    counted_unit,
    desk_for,
    known_by,
    registers_of,
    targets_of,
)
from nianlun.apps.reports.verifying import Checked, Verdict, check_facts
from nianlun.compose.report.chips import DIGITS, chip, marked
from nianlun.compose.report.composing import compose
from nianlun.compose.report.draft import Piece, facts_printed
from nianlun.compose.report.facts import Fact
from nianlun.define.catalog import Catalog
from nianlun.define.every import Every
from nianlun.define.model import ReportKind, TargetDef
from nianlun.define.reading.dates import chinese_date
from nianlun.define.reading.periods import Period, read_period
from nianlun.reckon.amounts import target_value
from nianlun.reckon.changes import Why
from nianlun.reckon.targets import SETTERS, meets

MOST_CORRECTIONS = 20
"""Lines of corrections a paper prints."""
WHYS = {
    "added": "新增",
    "late": "补录",
    "advanced": "进度更新",
    "corrected": "更正",
    "moved": "调整单位",
    "dropped": "核减",
    "reading": "数据更新",
}
"""Why a number changed, as papers say it."""
ASKED = {
    "completion": "完成率",
    "gap": "差额",
    "growth": "增幅",
    "share": "占比",
    "rank": "名次",
    "target": "目标",
    "previous": "上期数",
}
"""What was asked of an indicator, as papers say it."""


def names_of(period: Period, as_of: date, unit: Unit) -> dict[str, str]:
    """What is filled in for `{year}` and its like; `{number}` waits for the issue."""
    root = Unit.objects.get(pk=int(unit.path.strip("/").split("/")[0]))
    return {
        "year": str(period.last.year),
        "next_year": str(period.last.year + 1),
        "month": str(period.last.month),
        "quarter": "一二三四"[(period.last.month - 1) // 3],
        "week": str(as_of.isocalendar().week),
        "unit": unit.name,
        "county": root.name,
        "as_of": chinese_date(as_of),
    }


def composed(
    template: Template,
    unit: Unit,
    period: Period,
    as_of: date,
    *,
    at: datetime,
    last: tuple[Mapping[str, Fact], Template] | None = None,
) -> tuple[tuple[Piece, ...], Mapping[str, Fact]]:
    """The pieces and the facts they print."""
    known = known_by(as_of, at)
    definition = template.definition
    known_definitions = catalog()
    ours: set[str] = set()
    registers = registers_of(definition, known_definitions)
    if definition.kind is ReportKind.SUMMARY:
        promised = {each.indicator for each in targets_of(known_definitions) if each.year == as_of.year}
        ours = promised & _indicators_beside(template, known_definitions)
        registers |= {each.register for each in closure(ours, known_definitions).values() if each.register}
    desk = desk_for(registers, Instants(known_at=known, since=at, until=at))
    ledgers = Ledgers(desk, definition, period, as_of, counted_unit(unit))
    pieces = list(compose(definition, names_of(period, as_of, unit), ledgers))
    if definition.kind is ReportKind.SUMMARY:
        place = next((n for n, each in enumerate(pieces) if each.section == "problems"), len(pieces))
        pieces[place:place] = list(_promises(ledgers, ours))
    if last is not None:
        pieces += list(_corrections(*last, ledgers, at))
    facts = ledgers.facts
    return tuple(pieces), {key: facts[key] for key in facts_printed(pieces)}


def _indicators_beside(template: Template, known: Catalog) -> set[str]:
    """Indicators of the template's own field of work."""
    pack = template.key.split("/")[0]
    return {each.key for contents in known.packs if contents.pack.key == pack for each in contents.indicators}


def _promises(ledgers: Ledgers, ours: set[str]) -> Iterator[Piece]:
    """What was promised for the year and what became of it, each line with its target and its figure."""
    year, unit = ledgers.as_of.year, ledgers.unit
    name = ledgers.desk.units[unit].name if unit is not None else ""
    promised = [each for each in ledgers.desk.targets if each.year == year and each.unit == name]
    promised = [each for each in promised if each.indicator in ours]
    if not promised:
        return
    yield Piece(kind="heading", section="promises", level=2, text="目标任务完成情况")
    for each in promised:
        yield Piece(kind="item", section="promises", text=_promise(each, ledgers))


def _promise(target: TargetDef, ledgers: Ledgers) -> str:
    indicator = ledgers.desk.catalog.indicators[target.indicator]
    setter = target.setter.value
    wanted = ledgers.fact(target.indicator, "target", setter, prefix="promise:")
    actual = ledgers.fact(target.indicator, "value")
    ratio = ledgers.fact(target.indicator, "completion", setter)
    is_met = actual.value is not None and meets(
        actual.value, target_value(target, indicator), indicator.better
    )
    is_over = (ledgers.as_of.month, ledgers.as_of.day) == (12, 31)
    said = "已完成" if is_met else "未完成" if is_over else "推进中"
    label = DIGITS.sub(lambda match: f"⟦={match[0]}⟧", indicator.label)
    return (
        f"{label}：{SETTERS[target.setter][0]}目标{chip(wanted.id)}，实际{chip(actual.id)}，"
        f"完成率{chip(ratio.id)}，{said}。"
    )


def _corrections(
    facts: Mapping[str, Fact], template: Template, ledgers: Ledgers, at: datetime
) -> Iterator[Piece]:
    """更正上期X为Y: numbers of the last issue that have turned out to be wrong."""
    checked = check_facts(list(facts.values()), template.definition, now=at)
    changed = [each for each in checked if _is_told(each)][:MOST_CORRECTIONS]
    if not changed:
        return
    yield Piece(kind="heading", section="corrections", text="更正")
    for each in changed:
        old = replace(each.fact, id=f"before:{each.fact.id}")
        new = replace(
            each.fact,
            id=f"after:{each.fact.id}",
            display=each.now,
            number=each.now.removesuffix(each.fact.measure) if DIGITS.search(each.now) else "",
            value=each.value,
            numerator=each.numerator,
            denominator=each.denominator,
            digest=each.digest,
            over=each.over,
            under=each.under,
            until=at,
        )
        ledgers.facts |= {old.id: old, new.id: new}
        yield Piece(kind="item", section="corrections", text=_correction(each, old, new, ledgers))


def _is_told(checked: Checked) -> bool:
    """A changed number that the last issue printed itself, not one it had corrected, nor of an entry that is gone."""
    fact = checked.fact
    is_own = not fact.id.startswith(("before:", "after:"))
    is_gone = fact.asked == ENTRY and any(each.why is Why.DROPPED for each in checked.causes)
    return checked.verdict is Verdict.CHANGED and is_own and not is_gone


def _correction(checked: Checked, old: Fact, new: Fact, ledgers: Ledgers) -> str:
    causes = dict.fromkeys(WHYS[each.why] + marked(each.code) for each in checked.causes)
    more = (("指标口径调整",) if checked.redefined else ()) + (("目标调整",) if checked.retargeted else ())
    said = "、".join((*causes, *more))
    why = f"（{said}）" if said else ""
    return f"更正上期{_what(old, checked, ledgers)}{chip(old.id)}为{chip(new.id)}{why}。"


def _what(fact: Fact, checked: Checked, ledgers: Ledgers) -> str:
    """What the last issue printed: whose, of which month, which figure."""
    label = DIGITS.sub(lambda match: marked(match[0]), fact.label)
    if fact.asked == ENTRY:
        return "、".join(marked(each.code) for each in checked.causes) + label
    span = read_period(fact.period)
    month = f"{span.last.year}年{span.last.month}月" if span.every is Every.MONTH else ""
    is_of_report = (fact.period, month) == (ledgers.period.code, month)
    setter = next((words[0] for each, words in SETTERS.items() if each.value == fact.setter), "")
    asked = ASKED.get(fact.asked, "")
    return f"{fact.unit_name}{'' if is_of_report else month}{label}{setter}{asked}"
