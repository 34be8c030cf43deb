"""The reference page of a register, an indicator list, or the expression language, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nianlun.define.catalog import Catalog
from nianlun.define.describe_words import (
    alike_words,
    cycle_words,
    duty_words,
    floor_words,
    milestone_words,
    secrecy_words,
)
from nianlun.define.expressions.functions import FUNCTIONS
from nianlun.define.kinds import KINDS
from nianlun.define.model import FieldDef, IndicatorDef, Register
from nianlun.define.words import Language, either, label_of


def register_page(register: Register, language: Language) -> str:
    """Everything a register asks, in the words of its definition."""
    return "\n".join(_register(register, language)).rstrip() + "\n"


def _register(register: Register, language: Language) -> Iterator[str]:
    yield f"# {label_of(register, language)}"
    yield ""
    description = either(language, register.description, register.description_en)
    if description:
        yield description
        yield ""
    yield from _facts(register, language)
    yield from _heading("字段", "Fields", language)
    yield from _table(
        either(language, "字段 | 键 | 填什么 | 何时必填", "Field | Key | What | Needed"),
        _fields(register, language),
    )
    if register.classes:
        yield from _heading("清单", "Lists", language)
        yield from _table(
            either(language, "清单 | 键 | 说明 | 更新", "List | Key | What | Kept"),
            _classes(register, language),
        )
    if register.stages:
        yield from _heading("阶段", "Stages", language)
        yield from _table(
            either(language, "阶段 | 键 | 之后可到", "Stage | Key | Leads to"), _stages(register, language)
        )
    yield from _bullets(
        "节点",
        "Milestones",
        [milestone_words(each, register, language) for each in register.milestones],
        language,
    )
    yield from _bullets(
        "数量底线", "Floors", [floor_words(each, language) for each in register.floors], language
    )
    yield from _bullets(
        "定期任务", "Duties", [duty_words(each, language) for each in register.duties], language
    )
    yield from _bullets(
        "校验", "Rules", [f"{label_of(each, language)}（`{each.must}`）" for each in register.rules], language
    )
    yield from _bullets("视图", "Views", [label_of(each, language) for each in register.views], language)


def _facts(register: Register, language: Language) -> Iterator[str]:
    facts = [
        (either(language, "键", "Key"), f"`{register.key}`"),
        (either(language, "编号", "Numbers"), f"`{register.code}`"),
        (either(language, "密级", "Secrecy"), secrecy_words(register.secrecy, language)),
        (either(language, "维护单位", "Kept by"), register.maintainer),
        (
            either(language, "更新", "Update"),
            cycle_words(register.update, language) if register.update else "",
        ),
        (either(language, "相似内容", "What is like an entry"), alike_words(register, language)),
    ]
    for name, words in facts:
        if words:
            yield f"- {name}{either(language, '：', ': ')}{words}"
    yield ""


def _fields(register: Register, language: Language) -> Iterator[tuple[str, ...]]:
    for each in register.fields:
        if not each.hidden:
            yield (
                label_of(each, language),
                f"`{each.key}`",
                _what(each, language),
                _needed(each, register, language),
            )


def _what(each: FieldDef, language: Language) -> str:
    """What to write into a field, and who alone may see it."""
    words = [KINDS[each.kind].describe(each.options, language), either(language, each.help, each.help_en)]
    if each.secrecy is not None:
        colon = either(language, "：", ": ")
        words.append(f"{either(language, '密级', 'Secrecy')}{colon}{secrecy_words(each.secrecy, language)}")
    return either(language, "。", ". ").join(word for word in words if word)


def _needed(each: FieldDef, register: Register, language: Language) -> str:
    if each.required:
        return either(language, "必填", "always")
    found = [
        label_of(register.stage_by_key[key], language)
        for key in each.required_in
        if key in register.stage_by_key
    ]
    found += [
        label_of(stage, language) for stage in register.stages if each.key in (stage.date, *stage.required)
    ]
    found += [label_of(one, language) for one in register.classes if each.key in one.required]
    if each.required_if is not None:
        found.append(f"`{each.required_if}`")
    return either(language, "、".join(found), ", ".join(found))


def _classes(register: Register, language: Language) -> Iterator[tuple[str, ...]]:
    for each in register.classes:
        description = either(language, each.description, each.description_en)
        update = cycle_words(each.update, language) if each.update else ""
        yield label_of(each, language), f"`{each.key}`", description, update


def _stages(register: Register, language: Language) -> Iterator[tuple[str, ...]]:
    for each in register.stages:
        after = [label_of(register.stage_by_key[move.to], language) for move in each.moves_to]
        yield label_of(each, language), f"`{each.key}`", either(language, "、".join(after), ", ".join(after))


def _heading(chinese: str, english: str, language: Language) -> Iterator[str]:
    yield f"## {either(language, chinese, english)}"
    yield ""


def _table(head: str, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {head} |"
    yield "|" + "---|" * (head.count("|") + 1)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
    yield ""


def _bullets(chinese: str, english: str, lines: list[str], language: Language) -> Iterator[str]:
    if lines:
        yield from _heading(chinese, english, language)
        yield from (f"- {line}" for line in lines)
        yield ""


def indicators_page(catalog: Catalog, language: Language) -> str:
    """Every indicator with its unit and how it is counted."""
    lines = [f"# {either(language, '指标', 'Indicators')}", ""]
    head = either(language, "指标 | 键 | 单位 | 怎么算", "Indicator | Key | Unit | How")
    rows = [
        (label_of(each, language), f"`{each.key}`", each.measure, _how(each, catalog, language))
        for each in catalog.indicators.values()
    ]
    return "\n".join([*lines, *_table(head, rows)]).rstrip() + "\n"


def _how(each: IndicatorDef, catalog: Catalog, language: Language) -> str:
    parts = [each.kind.value]
    if each.register in catalog.registers:
        parts.append(label_of(catalog.registers[each.register], language))
    parts += [
        f"`{condition}`" for condition in (each.where, each.value, each.formula) if condition is not None
    ]
    parts += [f"`{key}`" for key in (each.numerator, each.denominator, each.of, each.date) if key]
    return either(language, "；", "; ").join(parts)


def expressions_page(language: Language) -> str:
    """The functions of conditions and formulas."""
    head = either(language, "函数 | 说明", "Function | What it gives")
    rows = [
        (f"`{each.name}`", either(language, each.description, each.description_en))
        for each in FUNCTIONS.values()
    ]
    return (
        "\n".join([f"# {either(language, '条件与公式', 'Expressions')}", "", *_table(head, rows)]).rstrip()
        + "\n"
    )
