"""更正上期X为Y: numbers of the last issue that have turned out to be wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from nianlun.apps.reports.answering import ENTRY, Ledgers
from nianlun.apps.reports.queries import Template
from nianlun.apps.reports.verifying import Checked, Verdict, check_facts
from nianlun.compose.report.chips import DIGITS, chip, marked
from nianlun.compose.report.draft import Piece
from nianlun.compose.report.facts import Fact
from nianlun.define.every import Every
from nianlun.define.reading.periods import read_period
from nianlun.reckon.changes import Why
from nianlun.reckon.targets import SETTERS

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


def corrections(
    facts: Mapping[str, Fact], template: Template, ledgers: Ledgers, at: datetime
) -> Iterator[Piece]:
    """The last part of a paper that comes again and again; nothing where all was right."""
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
    month = "当周" if span.every is Every.WEEK else month
    is_of_report = fact.period == ledgers.period.code
    setter = next((words[0] for each, words in SETTERS.items() if each.value == fact.setter), "")
    asked = ASKED.get(fact.asked, "")
    return f"{fact.unit_name}{'' if is_of_report else month}{label}{setter}{asked}"
