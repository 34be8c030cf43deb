"""What a template's text asks for: figures, tables, charts and lists between `{{` and `}}`; the rest is words.

`{{ projects_new }}` prints the value with its unit, `{{ projects_new.completion("county") }}` a completion,
`{{ projects_new.rank() }}` a place, `{{ projects_new.in_period() }}` the value of the week, month or quarter
the paper is about, where the bare name prints the year so far; `{{ table("projects", "landing") }}` and `{{ list("problems") }}` print
entries of a register, `{{ chart("projects_new") }}` a chart, `{{ ranking("projects_new") }}` a table of units;
`{% if projects_new > signed_all %}...{% else %}...{% endif %}` is a sentence that depends on a figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianlun.define.expressions.errors import ExpressionError
from nianlun.define.expressions.parser import parse
from nianlun.define.expressions.tree import Call, Literal, Name, Tree, names_in, parts_of
from nianlun.define.expressions.typing import TypeFault
from nianlun.define.model.indicators import Setter
from nianlun.define.suggest import listed, nearest
from nianlun.define.templates import TAG, conditions_of

METHODS = {
    "value": 0,
    "in_period": 0,
    "number": 0,
    "completion": 1,
    "target": 1,
    "gap": 1,
    "growth": 0,
    "previous": 0,
    "rank": 0,
    "share": 0,
    "city_rank": 0,
    "sentence": 0,
}
"""What can be asked of an indicator, and how many setters it takes."""
ENTRY_LISTS = ("table", "list")
"""Functions that print entries of a register, perhaps by a view."""
SETTER_WORDS = {
    "国定": Setter.NATION,
    "省定": Setter.PROVINCE,
    "市定": Setter.CITY,
    "县定": Setter.COUNTY,
    "自定": Setter.UNIT,
}
"""How the trade calls the setters; a template may use either word."""
INDICATOR_PRINTS = ("chart", "ranking", "series")
"""Functions that print an indicator over time or units."""

BLANK = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_ISSUE_BLANK = re.compile(r"\{(?:year|month|quarter|week|number|unit|county|next_year)\}")
_GAP = "　"
_DIGITS = re.compile(r"[0-9０-９]+(?:[.,．]\d+)*")


@dataclass(frozen=True)
class Asked:
    """What a text asks for."""

    indicators: tuple[tuple[str, int], ...]
    """Keys of indicators with the row of the text, counted from 1."""
    registers: tuple[tuple[str, int], ...]
    """Keys of registers with the row."""
    lists: tuple[tuple[str, str, int], ...]
    """Registers whose entries are printed, each with its view and the row."""
    faults: tuple[TypeFault, ...]
    """What cannot be."""


def figures_of(text: str, words: tuple[str, ...]) -> Asked:
    """Read the blanks of a text; digits outside them that are not in `words` are faults."""
    reader = _Reader()
    for match in BLANK.finditer(text):
        reader.blank(match[1].strip(), text.count("\n", 0, match.start()) + 1)
    conditions, faults = conditions_of(text)
    reader.faults += faults
    reader.indicators += [(key, row) for each, row in conditions for key in sorted(names_in(each.tree))]
    for number, line in enumerate(words_outside(text, words).split("\n"), start=1):
        if "{{" in line or "}}" in line:
            reader.say("braces", row=number)
        for digits in _DIGITS.findall(line):
            reader.say("bare_number", number=digits, row=number)
    return Asked(
        tuple(dict.fromkeys(reader.indicators)),
        tuple(dict.fromkeys(reader.registers)),
        tuple(reader.lists),
        tuple(reader.faults),
    )


def words_outside(text: str, words: tuple[str, ...]) -> str:
    """What stands outside of blanks and tags, each of those and each of the words a gap; lines stay lines."""
    rest = _ISSUE_BLANK.sub(_GAP, TAG.sub(_only_lines, BLANK.sub(_only_lines, text)))
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, _GAP)
    return rest


def setter_named(word: str) -> Setter | None:
    """The setter of a key or of the trade's word for it."""
    return SETTER_WORDS.get(word) or (Setter(word) if word in tuple(Setter) else None)


def _only_lines(match: re.Match[str]) -> str:
    return _GAP + "\n" * match[0].count("\n")


class _Reader:
    def __init__(self) -> None:
        self.indicators: list[tuple[str, int]] = []
        self.registers: list[tuple[str, int]] = []
        self.lists: list[tuple[str, str, int]] = []
        self.faults: list[TypeFault] = []

    def say(self, fault: str, **values: object) -> None:
        self.faults.append(TypeFault(f"define.report.{fault}", dict(values)))

    def blank(self, source: str, row: int) -> None:
        try:
            tree = parse(source).tree
        except ExpressionError as error:
            self.faults.append(TypeFault(error.slug, {**error.values, "expression": source, "row": row}))
            return
        for part in parts_of(tree):
            if isinstance(part, Call) and part.target is not None:
                self._method(part, row)
            elif isinstance(part, Call):
                self._function(part, row)
            elif isinstance(part, Name):
                self.indicators.append((part.key, row))

    def _method(self, call: Call, row: int) -> None:
        if call.name not in METHODS:
            self.say(
                "method",
                key=call.name,
                suggestion=nearest(call.name, METHODS),
                known=listed(METHODS),
                row=row,
            )
            return
        texts = _texts(call.arguments)
        if len(call.arguments) != METHODS[call.name] or len(texts) != len(call.arguments):
            self.say("arguments", key=call.name, wanted=METHODS[call.name], row=row)
        for text in texts:
            if setter_named(text) is None:
                known = tuple(each.value for each in Setter)
                self.say("setter", key=text, suggestion=nearest(text, known), known=listed(known), row=row)

    def _function(self, call: Call, row: int) -> None:
        texts = _texts(call.arguments)
        known = (*ENTRY_LISTS, *INDICATOR_PRINTS)
        if call.name not in known:
            self.say(
                "function", key=call.name, suggestion=nearest(call.name, known), known=listed(known), row=row
            )
        elif not texts:
            self.say("arguments", key=call.name, wanted=1, row=row)
        elif call.name in ENTRY_LISTS:
            self.registers.append((texts[0], row))
            self.lists.append((texts[0], texts[1] if len(texts) > 1 else "", row))
        else:
            self.indicators += [(text, row) for text in texts]


def _texts(arguments: tuple[Tree, ...]) -> list[str]:
    return [each.value for each in arguments if isinstance(each, Literal) and isinstance(each.value, str)]
