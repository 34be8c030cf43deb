"""Which column of a sheet is which field: by label, key, English label, what was chosen last time, or likeness."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz, process

from nianlun.define.model import FieldDef
from nianlun.define.model import Register as Definition
from nianlun.define.reading.marks import plain
from nianlun.kernel.measures import UNITS

UNIT, STAGE, CLASS, CODE = "unit", "stage", "class", "code"
"""Columns that every register has besides its fields."""
SPECIAL = {
    UNIT: ("责任单位", "填报单位", "归属单位", "保管单位", "keeping unit", "kept by"),
    STAGE: ("阶段", "当前阶段", "项目阶段", "所处阶段", "stage"),
    CLASS: ("清单", "所在清单", "所属清单", "列入清单", "list", "lists"),
    CODE: ("编号", "条目编号", "code"),
}
"""What people write above them."""
SERIAL = ("序号", "no.", "no", "#")
"""A column that only counts the rows."""
PLACE = "#"
LIKE_ENOUGH = 82
MOST_HEADER_ROWS = 12
TOTALS = ("合计", "总计", "小计", "共计", "total", "sum")
_IN_BRACKETS = re.compile(r"[（(\[【]([^）)\]】]*)[）)\]】]")


@dataclass(frozen=True)
class Column:
    """A column of the sheet."""

    index: int
    """Counted from 0."""
    header: str
    key: str = ""
    """Key of the field, or a special one; empty where it is left out."""
    guess: bool = False
    """Whether it was only alike; a person should look."""
    measure: str = ""
    """A unit of measure that stands in the header, for numbers that stand without one."""
    said: bool = False
    """Whether a person said so, for this sheet or the last one with such a header."""


@dataclass(frozen=True)
class Matching:
    """How a sheet is read."""

    header_row: int
    """Counted from 0; -1 where there is none."""
    columns: tuple[Column, ...]
    unmatched: tuple[str, ...] = field(default=())
    """Required fields that no column was found for."""

    def as_plain(self) -> dict[str, str]:
        """Keys by header, to be remembered; a column is left out again only if a person left it out."""
        return {
            column.header: column.key
            for column in self.columns
            if column.header and (column.key or column.said)
        }


def place_of(index: int | str) -> str:
    """The name under which a choice for the column at a place stands; it holds for that sheet only."""
    return f"{PLACE}{index}"


def match(
    definition: Definition,
    rows: Sequence[Sequence[Any]],
    *,
    chosen: Mapping[str, str] | None = None,
    order: Sequence[str] = (),
) -> Matching:
    """The columns of a sheet.

    `chosen`: keys by header, or by place (`place_of`), as a person has set them; empty for left out.
    A field that the definition no longer calls so is not heeded: it was chosen before the definition changed.
    `order`: keys in the order of the columns, for a block without header.
    """
    if order:
        columns = tuple(Column(index, "", key) for index, key in enumerate(order))
        return Matching(-1, columns, ())
    names = _names(definition)
    header_row = _header_row(rows, names)
    headers = [_words(cell) for cell in rows[header_row]] if rows else []
    known = {"", *SPECIAL, *(each.key for each in definition.fields)}
    holding = {header: key for header, key in (chosen or {}).items() if key in known}
    columns = _columns(headers, names, holding)
    found = {column.key for column in columns}
    missing = tuple(each.label for each in definition.fields if each.required and each.key not in found)
    return Matching(header_row, columns, missing)


def _words(cell: Any) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def _norm(text: str) -> str:
    return re.sub(r"[\s:：*＊_\-—]", "", plain(text)).casefold()


def _bare(text: str) -> str:
    return _norm(_IN_BRACKETS.sub("", text))


def _names(definition: Definition) -> dict[str, str]:
    """Keys by everything they may be called."""
    found: dict[str, str] = {}
    for key, words in SPECIAL.items():
        for word in words:
            found[_norm(word)] = key
    for each in definition.fields:
        if each.kind not in ("computed", "file") and not each.hidden:
            for name in (each.key, each.label_en, each.label):
                if name:
                    found[_norm(name)] = each.key
                    found.setdefault(_bare(name), each.key)
    return found


def _header_row(rows: Sequence[Sequence[Any]], names: Mapping[str, str]) -> int:
    """The row, among the first ones, in which most cells are names; titles stand above it."""
    best, most = 0, 0
    for number, row in enumerate(rows[:MOST_HEADER_ROWS]):
        known = sum(
            1 for cell in row if isinstance(cell, str) and (_norm(cell) in names or _bare(cell) in names)
        )
        if known > most:
            best, most = number, known
    return best


def _columns(
    headers: Sequence[str], names: Mapping[str, str], chosen: Mapping[str, str]
) -> tuple[Column, ...]:
    taken: set[str] = set()
    found: dict[int, Column] = {}
    for index, header in enumerate(headers):
        key = chosen.get(place_of(index), chosen.get(header) if header else None)
        said = key is not None
        if key is None and header:
            key = names.get(_norm(header)) or names.get(_bare(header))
        if key is not None and (key not in taken or not key):
            found[index] = Column(index, header, key, measure=_measure(header), said=said)
            taken.add(key)
    for index, header in enumerate(headers):
        if index not in found:
            key = _alike(header, names, taken) if header and _norm(header) not in SERIAL else ""
            found[index] = Column(index, header, key, guess=bool(key), measure=_measure(header))
            taken.add(key)
    return tuple(found[index] for index in sorted(found))


def _alike(header: str, names: Mapping[str, str], taken: set[str]) -> str:
    free = [name for name, key in names.items() if key not in taken]
    best = process.extractOne(
        _bare(header) or _norm(header), free, scorer=fuzz.WRatio, score_cutoff=LIKE_ENOUGH
    )
    return names[best[0]] if best is not None else ""


def _measure(header: str) -> str:
    for inside in _IN_BRACKETS.findall(header):
        unit = inside.removeprefix("单位").lstrip(":：").strip()
        if unit in UNITS or (unit[:1] in "千百十万亿" and unit[-1:] in "元个人家亩吨"):
            return unit
    return ""


def is_total(row: Sequence[Any]) -> bool:
    """Whether a row adds up the others."""
    first = next((_words(cell) for cell in row if _words(cell)), "")
    return _norm(first) in TOTALS


def measured(cell: Any, column: Column, each: FieldDef | None) -> Any:
    """A bare number with the unit that stands in the header, where the field's own is another."""
    own = getattr(each.options, "unit", "") if each is not None else ""
    if not column.measure or not own or own == column.measure or isinstance(cell, bool):
        return cell
    if isinstance(cell, (int, float)):
        return f"{cell!r}{column.measure}"
    text = str(cell).strip()
    return f"{text}{column.measure}" if text and text[-1].isdecimal() else cell
