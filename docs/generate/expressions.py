"""The page of the expression language; every example on it is reckoned while the page is written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from nianlun.define.expressions.evaluate import evaluate
from nianlun.define.expressions.functions import FUNCTIONS, Function
from nianlun.define.expressions.parser import parse
from nianlun.define.expressions.scope import WORDS
from nianlun.define.expressions.situation import Situation
from nianlun.define.expressions.types import Term, Type

EXAMPLE = Situation(
    values={
        "invest": Decimal(320_000_000),
        "land": Decimal(65),
        "share": Decimal("0.667"),
        "signed_on": date(2023, 3, 28),
        "started_on": None,
        "industry": "pets",
        "name": "青禾智能泵阀产业园",
        "year": "2023",
    },
    today=date(2023, 10, 25),
    as_of=date(2023, 10, 20),
    updated_on=date(2023, 10, 18),
    stage="signed",
    reached={"signed": date(2023, 3, 28)},
    classes=frozenset({"landing"}),
    unit=7,
    code="XM-2023-0007",
    under=lambda unit, name: unit == 7 and name == "经济开发区",
)
"""The entry of which the examples speak."""

WRITTEN = (
    ("number", "`3`, `2.5`, `3万` (万 and 亿 multiply)", "3万"),
    ("money", "`1亿元`, `500万元`, `100万美元`: kept in the base unit of its currency", "1亿元"),
    ("ratio", "`66.7%`, `5‰`: 1 is the whole", "66.7%"),
    ("text", "`\"pets\"`, `'pets'`, `“pets”`", '"pets"'),
    ("date", "`2023-10-20`", "2023-10-20"),
    ("truth", "`true`, `false`", "true"),
)
"""What can be written down, with an example."""

OPERATORS = (
    ("==", "等于", "same", 'industry == "pets"'),
    ("!=", "不等于", "other", 'stage != "dropped"'),
    ("<", "小于", "less", "land < 100"),
    ("<=", "不大于", "less or same", "signed_on <= 2023-06-30"),
    (">", "大于", "more", "share > 50%"),
    (">=", "不小于", "more or same", "invest >= 1亿元"),
    ("in", "是其中之一", "one of those listed", 'industry in ("pets", "display")'),
    ("not in", "不是其中之一", "none of those listed", 'industry not in ("pets", "display")'),
    ("and", "并且", "both", 'invest >= 1亿元 and industry == "pets"'),
    ("or", "或者", "either", 'land > 100 or industry == "pets"'),
    ("not", "非", "the opposite", "not has(started_on)"),
    ("+", "加", "plus; a date and a number of days give a date", "signed_on + 30"),
    ("-", "减", "minus; two dates give days", "as_of - signed_on"),
    ("*", "乘", "times", "land * 2"),
    ("/", "除", "divided by; nothing where it is divided by 0", "invest / land"),
)
"""Signs and words between values."""

CALLS = {
    "days_between": "days_between(signed_on, as_of)",
    "year": "year(signed_on)",
    "month": "month(signed_on)",
    "add_days": "add_days(signed_on, 10)",
    "coalesce": "coalesce(started_on, as_of)",
    "has": "has(started_on)",
    "when": "when(invest >= 1亿元, 10, 0)",
    "round": "round(land / 7, 1)",
    "least": "least(1, share)",
    "most": "most(land, 100)",
    "contains": 'contains(name, "泵阀")',
    "reached": 'reached("signed")',
    "reached_on": 'reached_on("signed")',
    "in_class": 'in_class("landing")',
    "under": 'under("经济开发区")',
}
"""An example for each function."""

MEANINGS = {
    "today": ("今天", "the day it is"),
    "as_of": ("截止日期", "the day asked about; today, where nobody has asked about another"),
    "updated_on": ("最近更新日期", "the day the newest version was recorded"),
    "unit": ("保管单位", "the unit that keeps the entry"),
    "code": ("编号", "the entry's number"),
    "stage": ("阶段", "key of the stage it stands in"),
}
"""Names that stand for something in every register."""


def expressions_page() -> str:
    """What can be written down, the signs, the names and the functions."""
    parts = (_introduction(), _written(), _operators(), _names(), _functions())
    return "\n".join(parts)


def _introduction() -> str:
    facts = [
        f"`{key}` {'is missing' if value is None else 'is ' + _shown(value)}"
        for key, value in EXAMPLE.values.items()
    ]
    return (
        "# Conditions and formulas\n\n"
        "Packs say with them which entries count, what is needed, what must hold and how a value is reckoned; "
        "[how to write them](../how-to/write-a-pack.md#conditions-and-formulas) stands apart.\n"
        "Types are checked when the pack is loaded: money compares with money of its currency, a choice with its "
        "own keys, a stage and a list with those of the register.\n"
        "A reading that is missing stays missing through the whole formula, as it does in the database: "
        "a condition over it does not hold, and neither does its opposite; only `has`, `coalesce`, `when`, `and` "
        "and `or` can still give something.\n\n"
        "The results below were reckoned for an entry that stands in the stage `signed` and the list `landing`; "
        f"{', '.join(facts)}; the day asked about is {EXAMPLE.as_of}.\n"
    )


def _written() -> str:
    rows = "\n".join(
        f"| {name} | {words} | `{example}` | `{_result(example)}` |" for name, words, example in WRITTEN
    )
    return f"## What can be written down\n\n| type | written | example | gives |\n|---|---|---|---|\n{rows}\n"


def _operators() -> str:
    rows = "\n".join(
        f"| `{sign}` | {chinese} | {english} | `{example}` | `{_result(example)}` |"
        for sign, chinese, english, example in OPERATORS
    )
    return (
        "## Signs\n\n"
        "Below, what binds closer stands later: `or`, `and`, `not`, comparisons, `+ -`, `* /`; brackets go first.\n\n"
        f"| sign | 中文 | English | example | gives |\n|---|---|---|---|---|\n{rows}\n"
    )


def _names() -> str:
    rows = "\n".join(
        f"| `{name}` | {MEANINGS[name][0]} | {MEANINGS[name][1]} |" for name in (*WORDS, "stage")
    )
    return (
        "## Names\n\n"
        "Every field of the register by its key, in formulas of indicators every indicator by its key, and:\n\n"
        f"| name | 中文 | English |\n|---|---|---|\n{rows}\n"
    )


def _functions() -> str:
    rows = "\n".join(
        f"| `{_signature(each)}` | {each.description} | {each.description_en} | `{CALLS[each.name]}` "
        f"| `{_result(CALLS[each.name])}` |"
        for each in FUNCTIONS.values()
    )
    return f"## Functions\n\n| function | 中文 | English | example | gives |\n|---|---|---|---|---|\n{rows}\n"


def _signature(function: Function) -> str:
    takes = [_types(each) for each in function.takes]
    least = function.least if function.least is not None else len(takes)
    shown = [each if place < least else f"[{each}]" for place, each in enumerate(takes)]
    if function.name == "under":
        shown = ["[unit]", "text"]
    return f"{function.name}({', '.join(shown)}{', …' if function.repeats else ''})"


def _types(allowed: frozenset[Type]) -> str:
    if allowed == frozenset(Type):
        return "any"
    return "/".join(sorted(allowed))


def _result(source: str) -> str:
    return _shown(evaluate(parse(source), EXAMPLE))


def _shown(value: Term) -> str:
    if value is None:
        return "(missing)"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        rounded = value.quantize(Decimal("0.0001")) if value.as_tuple().exponent < -4 else value
        return f"{rounded.normalize():f}"
    return str(value)
