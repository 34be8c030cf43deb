"""Units and persons from a sheet: columns known by what people write above them, every bad cell named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nianlun.adapters.sheets import Sheet, address
from nianlun.apps.people.models import Holding, UnitKind

UNIT_COLUMNS = {
    "name": ("名称", "单位名称", "单位", "name", "unit"),
    "short_name": ("简称", "short name"),
    "kind": ("类别", "类型", "单位类别", "kind"),
    "parent": ("上级单位", "上级", "隶属", "parent"),
    "order": ("排序", "序号", "order"),
}
PERSON_COLUMNS = {
    "name": ("姓名", "name"),
    "unit": ("单位", "所在单位", "工作单位", "unit"),
    "phone": ("电话", "手机", "联系电话", "telephone", "phone"),
    "email": ("邮箱", "电子邮箱", "e-mail", "email"),
    "post": ("岗位", "职务", "post"),
    "rank": ("AB岗", "A/B岗", "岗别", "rank"),
}
KINDS = {
    **{kind: kind for kind in UnitKind.values},
    "县": "county",
    "县级": "county",
    "部门": "bureau",
    "局": "bureau",
    "乡": "town",
    "镇": "town",
    "乡镇": "town",
    "街道": "street",
    "村": "village",
    "社区": "village",
    "村社区": "village",
    "单位": "institution",
    "平台": "institution",
    "事业单位": "institution",
}
RANKS = {
    "A": Holding.Rank.A,
    "A岗": Holding.Rank.A,
    "B": Holding.Rank.B,
    "B岗": Holding.Rank.B,
    "代理": Holding.Rank.STAND_IN,
    "顶岗": Holding.Rank.STAND_IN,
}
HEADER_WITHIN = 8


@dataclass(frozen=True)
class BadPeopleCell:
    """A cell that cannot be taken; the words of the slug stand in the catalogue of messages."""

    sheet: str
    cell: str
    slug: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetRow:
    """A row by the keys of its columns."""

    sheet: str
    number: int
    """Counted from 0."""
    places: Mapping[str, int]
    """Index of the column by key."""
    cells: Mapping[str, str]

    def bad(self, key: str, slug: str, **values: Any) -> BadPeopleCell:
        """A fault of one cell of this row."""
        return BadPeopleCell(self.sheet, address(self.number, self.places.get(key, 0)), slug, values)


@dataclass(frozen=True)
class PeopleSheets:
    """What a file holds."""

    units: tuple[SheetRow, ...] = ()
    persons: tuple[SheetRow, ...] = ()


def read_people(sheets: Sequence[Sheet]) -> PeopleSheets:
    """Rows of units and of persons: a sheet with a column of names of persons holds persons."""
    units: list[SheetRow] = []
    persons: list[SheetRow] = []
    for sheet in sheets:
        as_persons = _rows(sheet, PERSON_COLUMNS)
        as_units = _rows(sheet, UNIT_COLUMNS)
        has_persons = bool(as_persons) and "name" in as_persons[0].places and "unit" in as_persons[0].places
        if has_persons:
            persons += as_persons
        elif as_units and "name" in as_units[0].places:
            units += as_units
    return PeopleSheets(tuple(units), tuple(persons))


def _rows(sheet: Sheet, columns: Mapping[str, Sequence[str]]) -> list[SheetRow]:
    names = {name.casefold(): key for key, words in columns.items() for name in words}
    best, places = -1, dict[str, int]()
    for number, row in enumerate(sheet.rows[:HEADER_WITHIN]):
        found: dict[str, int] = {}
        for index, cell in enumerate(row):
            key = names.get(str(cell).strip().casefold())
            if key is not None:
                found.setdefault(key, index)
        if len(found) > len(places):
            best, places = number, found
    return list(_body(sheet, best, places)) if places else []


def _body(sheet: Sheet, header: int, places: Mapping[str, int]) -> Iterator[SheetRow]:
    for number, row in enumerate(sheet.rows[header + 1 :], header + 1):
        cells = {key: _text(row[index]) if index < len(row) else "" for key, index in places.items()}
        if any(cells.values()):
            yield SheetRow(sheet.name, number, places, cells)


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())
