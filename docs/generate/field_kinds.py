"""The page of field kinds; what each reads is read while the page is written."""

from __future__ import annotations

import inspect
import json
from datetime import date
from typing import Any

from docs.generate.pack_keys import own_rows
from nianlun.define.errors import BadValueError
from nianlun.define.every import Every
from nianlun.define.expressions.parser import parse
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.base import Kind, KindOptions, ReadContext
from nianlun.define.kinds.choices_of import Choice, ChoiceOptions
from nianlun.define.kinds.computed import ComputedOptions
from nianlun.define.kinds.decimal import DecimalOptions
from nianlun.define.kinds.file import FileOptions
from nianlun.define.kinds.integer import IntegerOptions
from nianlun.define.kinds.link import LinkOptions
from nianlun.define.kinds.long_text import LongTextOptions
from nianlun.define.kinds.lookup import NOTHING, Found
from nianlun.define.kinds.money import MoneyOptions
from nianlun.define.kinds.period import PeriodOptions
from nianlun.define.kinds.place import PlaceOptions
from nianlun.define.kinds.ratio import RatioOptions
from nianlun.define.kinds.text import TextOptions
from nianlun.define.kinds.unit import UnitOptions
from nianlun.define.messages import tell_value
from nianlun.define.words import Language

MATURITY = ChoiceOptions(
    choices=(
        Choice(id=1, key="imminent", label="即将落地", label_en="About to land"),
        Choice(id=2, key="deep", label="深入对接", label_en="In depth"),
    )
)


class Known:
    """Finds the three things the examples name."""

    names = ("沿江镇", "陈志远", "XM-2023-0007")

    def find(self, sort: str, text: str) -> Found:
        """By name."""
        del sort
        return Found(self.names.index(text) + 1) if text in self.names else NOTHING

    def name(self, sort: str, number: int) -> str | None:
        """By number."""
        del sort
        return self.names[number - 1]


EXAMPLES: dict[str, tuple[KindOptions, tuple[Any, ...]]] = {
    "text": (TextOptions(), ("青禾智能 泵阀产业园",)),
    "long_text": (LongTextOptions(), ("已实地考察两次。",)),
    "integer": (IntegerOptions(unit="家"), ("25家", "1,200", 25.0)),
    "decimal": (DecimalOptions(unit="亩"), ("65亩", "1,200.5")),
    "money": (MoneyOptions(unit="亿元"), ("3.2亿元", "5000万元", "3.2")),
    "ratio": (RatioOptions(), ("66.7%", "0.667")),
    "date": (KINDS["date"].options(), ("2023年10月20日", "2023.10.20", "10月20日")),
    "period": (PeriodOptions(every=Every.MONTH), ("2023年10月", "2023-10")),
    "yes_no": (KindOptions(), ("是", "√", "否")),
    "choice": (MATURITY, ("即将落地", "deep")),
    "choices": (MATURITY, ("深入对接、即将落地",)),
    "unit": (UnitOptions(units=("town", "street")), ("沿江镇",)),
    "person": (KindOptions(), ("陈志远",)),
    "place": (PlaceOptions(), ("120.55, 27.66", "东经120.55 北纬27.66")),
    "link": (LinkOptions(register="projects"), ("XM-2023-0007",)),
    "file": (FileOptions(types=("pdf", "docx")), ()),
    "computed": (ComputedOptions(formula=parse("invest_total / land_area"), result="money"), ()),
}
"""Options and what somebody types, by kind."""
CONTEXT = ReadContext(Known(), date(2023, 10, 25))


def field_kinds_page() -> str:
    """Every kind: what it stores, what it reads, its own keys, its filters."""
    introduction = (
        "# Kinds of fields\n\n"
        "What all fields share stands among the [keys of a pack](pack-keys.md#fielddef).\n"
        "Whatever is typed, pasted or imported is read in the same way; what cannot be read is named with a "
        "suggestion, never guessed.\n"
        "An empty box is a missing reading, never nought; so are `-`, `—`, `/` and `…` in kinds where a dash can be "
        "no value.\n"
    )
    contents = "\n".join(
        f"| [`{kind.key}`](#{_anchor(kind)}) | {kind.label} | {kind.label_en} |" for kind in KINDS.values()
    )
    table = f"| key | 中文 | English |\n|---|---|---|\n{contents}\n"
    return "\n".join([introduction, table, *(_kind(kind) for kind in KINDS.values())])


def _anchor(kind: Kind[Any]) -> str:
    return f"{kind.key}-{kind.label}"


def _kind(kind: Kind[Any]) -> str:
    options, typed = EXAMPLES[kind.key]
    described = (kind.describe(options, language).rstrip("。.") for language in Language)
    lines = [
        f"## {kind.key} {kind.label}\n",
        f"{(inspect.getdoc(type(kind)) or '').splitlines()[0]}",
        "Described as: {}; {}.\n".format(*described),
    ]
    if typed:
        lines += [
            "| typed | stored | shown |\n|---|---|---|",
            *(_row(kind, options, each) for each in typed),
            "",
        ]
    own = own_rows(kind.key)
    if own:
        lines += ["| key | value | meaning | needed |\n|---|---|---|---|", *own, ""]
    filters = "、".join(each.label for each in kind.filters(options))
    english = ", ".join(each.label_en for each in kind.filters(options))
    lines.append(f"Filters: {filters} ({english}).\n")
    return "\n".join(lines)


def _row(kind: Kind[Any], options: KindOptions, typed: Any) -> str:
    try:
        stored = kind.read(typed, options, CONTEXT)
    except BadValueError as error:
        return f"| {typed} | refused | {tell_value(error)} |"
    shown = kind.show(stored, options, Language.CHINESE, Known())
    return f"| {typed} | `{json.dumps(stored, ensure_ascii=False)}` | {shown} |"
