"""A template and answers to a draft: every blank becomes a chip, every sentence stands or falls by its figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from nianlun.compose.report.chips import chip, mark_words
from nianlun.compose.report.draft import Piece
from nianlun.compose.report.facts import Fact
from nianlun.define.expressions.evaluate import holds
from nianlun.define.expressions.parser import parse
from nianlun.define.expressions.situation import Situation
from nianlun.define.expressions.tree import Call, Expression, Literal, Name, Tree, names_in
from nianlun.define.figures import BLANK, setter_named
from nianlun.define.model import ReportSection, ReportTemplateDef
from nianlun.define.templates import Choice, Words, nodes_of

NOTHING = "无。"
"""Stands where a list is empty."""
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A table of entries or units; cells are words with chips."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A chart and the facts it draws."""

    specification: str
    caption: str
    facts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """What each fact is drawn at: a unit, a month."""


class Answers(Protocol):
    """Counts what a template asks for; what it has counted it keeps as facts."""

    def fact(self, indicator: str, asked: str, setter: str = "") -> Fact:
        """One figure of the report's own unit."""

    def value(self, indicator: str) -> Decimal | None:
        """The bare value, for sentences that depend on it."""

    def ranking(self, indicators: tuple[str, ...]) -> Rows:
        """Units in the order of the first indicator."""

    def table(self, register: str, view: str) -> Rows:
        """Entries of a register, by a view."""

    def items(self, register: str, view: str) -> tuple[str, ...]:
        """The same, a sentence for each."""

    def chart(self, form: str, indicator: str) -> Drawing:
        """An indicator over units (`chart`) or months (`series`)."""


def compose(template: ReportTemplateDef, names: Mapping[str, str], answers: Answers) -> tuple[Piece, ...]:
    """The pieces of a draft, in the order of the template."""
    return tuple(piece for each in template.sections for piece in _section(each, template, names, answers))


def _section(
    section: ReportSection, template: ReportTemplateDef, names: Mapping[str, str], answers: Answers
) -> Iterator[Piece]:
    if not stands(section.when, answers):
        return
    if section.heading:
        heading = mark_words(filled(section.heading, names), template.words)
        yield Piece(kind="heading", section=section.key, level=section.level, text=heading)
    words = mark_words(_told(filled(section.text, names), answers), template.words)
    table: list[tuple[str, ...]] = []
    for line in (*(match[0].strip() for match in _LINE.finditer(words)), ""):
        if line.startswith("|") and line.endswith("|"):
            cells = tuple(_chips(cell.strip(), answers) for cell in line.strip("|").split("|"))
            table += [] if all(set(cell) <= set("-: ") for cell in cells) else [cells]
            continue
        if table:
            yield Piece(kind="table", section=section.key, head=table[0], rows=tuple(table[1:]))
            table = []
        yield from _line(line, section.key, answers)


def stands(condition: Expression | None, answers: Answers) -> bool:
    """Whether a condition over indicators holds; no condition always does."""
    if condition is None:
        return True
    values = {key: answers.value(key) for key in names_in(condition.tree)}
    return holds(condition, Situation(values=dict(values)))


def filled(text: str, names: Mapping[str, str]) -> str:
    """The text with `{year}` and its like filled in."""
    return re.sub(r"(?<!\{)\{(\w+)\}(?!\})", lambda match: names.get(match[1], match[0]), text)


def _told(text: str, answers: Answers) -> str:
    """The text with its choices made."""
    return "".join(_node(each, answers) for each in nodes_of(text))


def _node(node: Words | Choice, answers: Answers) -> str:
    if isinstance(node, Words):
        return node.text
    chosen = node.then if stands(node.when, answers) else node.otherwise
    return "".join(_node(each, answers) for each in chosen)


def _line(line: str, section: str, answers: Answers) -> Iterator[Piece]:
    if not line:
        return
    match = BLANK.fullmatch(line)
    call = parse(match[1].strip()).tree if match else None
    if isinstance(call, Call) and call.target is None:
        yield from _block(call, section, answers)
    elif line.startswith("- "):
        yield Piece(kind="item", section=section, text=_chips(line[2:], answers))
    else:
        yield Piece(kind="paragraph", section=section, text=_chips(line, answers))


def _block(call: Call, section: str, answers: Answers) -> Iterator[Piece]:
    texts = _texts(call)
    if call.name == "list":
        items = answers.items(texts[0], texts[1] if len(texts) > 1 else "")
        for text in items or (NOTHING,):
            yield Piece(kind="item", section=section, text=text)
    elif call.name in ("table", "ranking"):
        rows = (
            answers.ranking(texts)
            if call.name == "ranking"
            else answers.table(texts[0], texts[1] if len(texts) > 1 else "")
        )
        if rows.rows:
            yield Piece(kind="table", section=section, text=rows.caption, head=rows.head, rows=rows.rows)
        else:
            yield Piece(kind="paragraph", section=section, text=NOTHING)
    else:
        for key in texts:
            drawn = answers.chart(call.name, key)
            yield Piece(
                kind="chart",
                section=section,
                text=drawn.caption,
                chart=drawn.specification,
                shows=drawn.facts,
                places=drawn.places,
            )


def _chips(text: str, answers: Answers) -> str:
    return BLANK.sub(lambda match: _chip(parse(match[1].strip()).tree, answers), text)


def _chip(tree: Tree, answers: Answers) -> str:
    if isinstance(tree, Name):
        return chip(answers.fact(tree.key, "value").id)
    if isinstance(tree, Call) and isinstance(tree.target, Name):
        texts = _texts(tree)
        setter = setter_named(texts[0]) if texts else None
        return chip(answers.fact(tree.target.key, tree.name, setter.value if setter else "").id)
    raise ValueError(tree)


def _texts(call: Call) -> tuple[str, ...]:
    return tuple(
        each.value for each in call.arguments if isinstance(each, Literal) and isinstance(each.value, str)
    )
