"""What was set and what was promised for the year of a summary, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator

from nianlun.apps.indicators.models import Pledge, Target
from nianlun.apps.indicators.queries.promised import pledges_of, promised_targets
from nianlun.apps.indicators.queries.settled import COMPARATORS
from nianlun.apps.indicators.queries.targets import plain_target
from nianlun.apps.reports.answering import Ledgers
from nianlun.apps.reports.queries import Template
from nianlun.apps.reports.sources import closure, targets_of
from nianlun.compose.report.chips import DIGITS, chip, marked
from nianlun.compose.report.draft import Piece
from nianlun.define.catalog import Catalog
from nianlun.define.model import IndicatorDef, TargetDef
from nianlun.reckon.indicators import answer
from nianlun.reckon.promises import Outcome, settle
from nianlun.reckon.targets import SETTERS

SECTION = "promises"
GROUPS = (
    (Outcome.KEPT, "已兑现"),
    (Outcome.MISSED, "未兑现"),
    (Outcome.DROPPED, "未实施"),
    (Outcome.OPEN, "推进中"),
    (Outcome.UNTOLD, "尚无数据"),
)
"""What became of promises, in the order of the paper."""
WORDS = {**dict(GROUPS), Outcome.KEPT: "已完成", Outcome.MISSED: "未完成"}
"""The same of what others have set."""


def registers_promised(template: Template, known: Catalog, year: int) -> set[str]:
    """Registers that targets and promises of the year are counted from."""
    keys = {each.indicator for each in targets_of(known) if each.year == year}
    keys |= set(promised_targets(year).values_list("indicator", flat=True))
    found = closure(keys & _indicators_beside(template, known), known)
    return {each.register for each in found.values() if each.register}


def _indicators_beside(template: Template, known: Catalog) -> set[str]:
    """Indicators of the template's own field of work."""
    pack = _pack(template)
    return {each.key for contents in known.packs if contents.pack.key == pack for each in contents.indicators}


def _pack(template: Template) -> str:
    return template.key.split("/")[0]


def promises(ledgers: Ledgers, template: Template) -> Iterator[Piece]:
    """Targets that were set, then what was promised in the last year's paper, by what became of it."""
    ours = _indicators_beside(template, ledgers.desk.catalog)
    name = ledgers.desk.units[ledgers.unit].name if ledgers.unit is not None else ""
    rows = [row for row in promised_targets(ledgers.as_of.year) if row.indicator in ours]
    rows = [row for row in rows if plain_target(row).unit == name]
    promised = {(row.indicator, row.setter) for row in rows if row.withdrawn_at is None}
    targets = [each for each in ledgers.desk.targets if each.year == ledgers.as_of.year and each.unit == name]
    targets = [
        each
        for each in targets
        if each.indicator in ours and (each.indicator, each.setter.value) not in promised
    ]
    if targets:
        yield Piece(kind="heading", section=SECTION, level=2, text="目标任务完成情况")
    for each in targets:
        outcome, said = _counted(each, None, ledgers)
        yield Piece(kind="item", section=SECTION, text=f"{said}，{WORDS[outcome]}。")
    pledges = [
        each for each in pledges_of(ledgers.as_of.year, _pack(template)) if each.unit_id == ledgers.unit
    ]
    yield from _kept_and_missed([*(_row(row, ledgers) for row in rows), *(_words(each) for each in pledges)])


def _kept_and_missed(told: list[tuple[Outcome, str]]) -> Iterator[Piece]:
    if told:
        yield Piece(kind="heading", section=SECTION, level=2, text="上年承诺兑现情况")
    for outcome, words in GROUPS:
        said = [text for each, text in told if each is outcome]
        if said:
            yield Piece(kind="heading", section=SECTION, level=3, text=words)
        for text in said:
            yield Piece(kind="item", section=SECTION, text=text)


def _row(row: Target, ledgers: Ledgers) -> tuple[Outcome, str]:
    """A promise with a number; one that was given up is quoted, with the reason.

    One passage may promise two things: the indicator says which of them was given up.
    """
    if row.withdrawn_at is not None:
        label = _label(ledgers.desk.catalog.indicators[row.indicator])
        return Outcome.DROPPED, f"{label}：{_quoted(row.passage)}（{_quoted(row.reason)}）。"
    outcome, said = _counted(plain_target(row), COMPARATORS.get(Target.Comparator(row.comparator)), ledgers)
    return outcome, f"{said}。"


def _words(pledge: Pledge) -> tuple[Outcome, str]:
    """A promise without a number, as somebody judged it."""
    outcome = Outcome(pledge.verdict) if pledge.verdict else Outcome.OPEN
    note = f"（{_quoted(pledge.note)}）" if pledge.note else ""
    return outcome, f"{_quoted(pledge.passage)}{note}。"


def _quoted(words: str) -> str:
    """Words of a document or a person, with no figure of this paper among them."""
    return marked(words.rstrip("。；，").replace("⟦", "").replace("⟧", ""))


def _label(indicator: IndicatorDef) -> str:
    """What an indicator is called; the digits in it are words."""
    return DIGITS.sub(lambda match: marked(match[0]), indicator.label)


def _counted(target: TargetDef, comparator: str | None, ledgers: Ledgers) -> tuple[Outcome, str]:
    indicator, setter = ledgers.desk.catalog.indicators[target.indicator], target.setter.value
    composing = ledgers.composing(target.indicator)
    result = answer(target.indicator, composing.question, composing.reckoner)
    wanted = ledgers.fact(target.indicator, "target", setter, prefix="promise:")
    actual = ledgers.fact(target.indicator, "value")
    ratio = ledgers.fact(target.indicator, "completion", setter)
    said = (
        f"{_label(indicator)}：{SETTERS[target.setter][0]}目标{chip(wanted.id)}，"
        f"实际{chip(actual.id)}，完成率{chip(ratio.id)}"
    )
    return settle(target, indicator, result, comparator=comparator).outcome, said
