"""A table request out of an address, and back into one; conditions as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nianlun.apps.people.queries import units_in_order
from nianlun.apps.registers.models import State
from nianlun.apps.registers.queries.ledger import Ledger
from nianlun.apps.registers.queries.table_request import (
    SPECIAL,
    FilterBy,
    TableRequest,
    request_from,
)
from nianlun.apps.registers.views.common import language
from nianlun.define.errors import BadValueError
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.choices_of import ChoiceOptions, show_choice
from nianlun.define.model import FieldDef
from nianlun.define.model.views import ViewKind
from nianlun.define.words import either, label_of

BETWEEN = "\x1f"
"""Stands between the parts of a condition in an address where an operand itself has a colon."""
MISSING = pgettext_lazy("reading", "Missing")
SEVERAL = ("filter", "sort", "columns", "sums")
ONE = ("search", "group", "as_of", "view", "drafts", "dropped")
PER_PAGE = (50, 100, 200)

SPECIAL_LABELS: dict[str, str | Promise] = {
    "code": _("Number"),
    "stage": _("Stage"),
    "class": _("List"),
    "unit": _("Kept by"),
    "state": _("State"),
    "updated": _("Brought up to date"),
    "recorded": _("Recorded"),
}
WAYS: dict[str, tuple[tuple[str, str | Promise, int], ...]] = {
    "code": (("contains", _("contains"), 1), ("any_of", _("is one of"), -1)),
    "stage": (
        ("any_of", _("is one of"), -1),
        ("none_of", _("is none of"), -1),
        ("reached", _("has reached"), -1),
    ),
    "class": (("any_of", _("is one of"), -1), ("none_of", _("is none of"), -1)),
    "unit": (
        ("under", _("is, or is below,"), -1),
        ("any_of", _("is one of"), -1),
        ("none_of", _("is none of"), -1),
    ),
    "state": (("any_of", _("is one of"), -1),),
    "updated": (("since", _("on or after"), 1), ("before", _("before"), 1)),
    "recorded": (("since", _("on or after"), 1), ("before", _("before"), 1)),
}
"""Ways to filter by what every entry has: key, words, number of operands (-1: any)."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition that holds, with the address without it."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be asked about one field: the ways, and the values to choose from where they are listed."""

    key: str
    label: str
    ways: tuple[tuple[str, str, int], ...]
    choices: tuple[tuple[str, str], ...]
    input: str
    """Type of the box for an operand: `text`, `date`, `number`."""


def request_of_address(query: QueryDict, ledger: Ledger | None = None) -> TableRequest:
    """The request an address asks for; without anything said, the first view of the definition.

    Raises:
        RefusedError: `registers.table.as_of_unreadable`.
    """
    asked: dict[str, Any] = {name: query.getlist(name) for name in SEVERAL}
    asked |= {name: query.get(name, "") for name in ONE}
    if ledger is not None and "view" not in query and not asked["columns"]:
        asked["view"] = first_view(ledger)
    return request_from(
        asked, page=number_in(query, "page", 1), per_page=number_in(query, "per_page", PER_PAGE[0])
    )


def first_view(ledger: Ledger) -> str:
    """The view a register opens with: its first table of all entries."""
    for each in ledger.definition.views:
        if each.kind is ViewKind.TABLE and each.where is None:
            return each.key
    return ""


def number_in(query: QueryDict, name: str, default: int) -> int:
    """A whole number of an address."""
    words = query.get(name, "")
    return int(words) if words.isdecimal() and len(words) < 10 else default


def address_of(request: TableRequest, **more: str) -> str:
    """The query string of a request."""
    asked = request.as_query()
    asked["filter"] = [filter_text(each) for each in request.filters]
    if request.as_of:
        asked["as_of"] = as_of_text(request)
    asked.setdefault("view", "")
    return urlencode(
        {name: value for name, value in {**asked, **more}.items() if value or name == "view"}, doseq=True
    )


def as_of_text(request: TableRequest) -> str:
    """The day of the request where it is the end of a day, else the instant."""
    at = request.as_of
    if at is None:
        return ""
    return f"{at:%Y-%m-%d}" if (at.hour, at.minute, at.second) == (23, 59, 59) else at.isoformat()


def filter_text(asked: FilterBy) -> str:
    """A condition as an address has it."""
    parts = (asked.field, asked.way, *asked.operands)
    return (BETWEEN if any(":" in part for part in parts) else ":").join(parts)


def chips_of(ledger: Ledger, request: TableRequest) -> list[Chip]:
    """The conditions of a request, each with the address without it."""
    found = []
    for place, each in enumerate(request.filters):
        rest = replace(request, filters=request.filters[:place] + request.filters[place + 1 :], page=1)
        found.append(Chip(condition_words(ledger, each), address_of(rest)))
    if request.search:
        found.append(Chip(f"“{request.search}”", address_of(replace(request, search="", page=1))))
    return found


def condition_words(ledger: Ledger, asked: FilterBy) -> str:
    """A condition in words: 投资额 不小于 5亿元."""
    field = ledger.definition.field_by_key.get(asked.field)
    if field is None:
        label = str(SPECIAL_LABELS.get(asked.field, asked.field))
        way = next(
            (str(words) for key, words, _n in WAYS.get(asked.field, ()) if key == asked.way), asked.way
        )
        shown = dict(special_choices(ledger, asked.field))
        operands = [shown.get(each, each) for each in asked.operands]
    else:
        label = label_of(field, language())
        ways = KINDS[field.kind].filters(field.options)
        way = next(
            (either(language(), each.label, each.label_en) for each in ways if each.key == asked.way),
            asked.way,
        )
        operands = [operand_words(field, each) for each in asked.operands]
    return " ".join(part for part in (label, way, either(language(), "、", ", ").join(operands)) if part)


def operand_words(field: FieldDef, operand: str) -> str:
    """An operand as people read it."""
    if isinstance(field.options, ChoiceOptions):
        return show_choice(operand, field.options, language())
    if field.kind == "yes_no":
        try:
            return KINDS["yes_no"].show(
                KINDS["yes_no"].read(operand, field.options), field.options, language()
            )
        except BadValueError:
            return operand
    return operand


def offered_fields(ledger: Ledger) -> list[tuple[str, str]]:
    """Everything one can filter by: key and label."""
    special = [
        (key, str(SPECIAL_LABELS[key]))
        for key in SPECIAL
        if (key != "stage" or ledger.definition.stages) and (key != "class" or ledger.definition.classes)
    ]
    return [
        (each.key, label_of(each, language()))
        for each in ledger.definition.fields
        if ledger.reach(each) and not each.hidden and KINDS[each.kind].filters(each.options)
    ] + special


def offered(ledger: Ledger, key: str) -> Offered:
    """What can be asked about a field or a special name.

    Raises:
        RefusedError: `registers.table.field_unknown`.
    """
    if key in SPECIAL and key not in ledger.definition.field_by_key:
        kind = "date" if key in ("updated", "recorded") else "text"
        ways = tuple((way, str(words), number) for way, words, number in WAYS[key])
        return Offered(key, str(SPECIAL_LABELS[key]), ways, special_choices(ledger, key), kind)
    field = ledger.field(key)
    ways = tuple(
        (each.key, either(language(), each.label, each.label_en), each.operands)
        for each in KINDS[field.kind].filters(field.options)
    )
    return Offered(key, label_of(field, language()), ways, choices_of(field), box_of(field))


def box_of(field: FieldDef) -> str:
    """The type of the box for an operand."""
    return "date" if field.kind == "date" else "text"


def choices_of(field: FieldDef) -> tuple[tuple[str, str], ...]:
    """The values of a field that are listed."""
    if isinstance(field.options, ChoiceOptions):
        return tuple((each.key, label_of(each, language())) for each in field.options.choices)
    if field.kind == "yes_no":
        return (("是", str(_("Yes"))), ("否", str(_("No"))))
    if field.kind == "unit":
        return tuple((unit.name, unit.name) for unit in units_in_order() if unit.closed_on is None)
    return ()


def special_choices(ledger: Ledger, key: str) -> tuple[tuple[str, str], ...]:
    """The values of a special name."""
    match key:
        case "stage":
            return tuple((each.key, label_of(each, language())) for each in ledger.definition.stages)
        case "class":
            return tuple((each.key, label_of(each, language())) for each in ledger.definition.classes)
        case "unit":
            rows = ledger.standing.rows
            return tuple((str(unit.pk), unit.name) for unit in units_in_order() if unit.pk in rows)
        case "state":
            return tuple((value, str(words)) for value, words in State.choices)
        case _:
            return ()


def group_offers(ledger: Ledger) -> list[tuple[str, str]]:
    """What one can group by: what has few values."""
    found = [
        (each.key, label_of(each, language()))
        for each in ledger.definition.fields
        if each.kind in ("choice", "yes_no", "unit", "person", "period", "link")
        and ledger.columns(each)
        and ledger.reach(each)
        and not each.hidden
    ]
    special = [("unit", str(SPECIAL_LABELS["unit"])), ("state", str(SPECIAL_LABELS["state"]))]
    if ledger.definition.stages:
        special.insert(0, ("stage", str(SPECIAL_LABELS["stage"])))
    if ledger.definition.classes:
        special.insert(1, ("class", str(SPECIAL_LABELS["class"])))
    return found + special


def group_words(ledger: Ledger, key: str, value: Any) -> str:
    """What the rows of a group have in common, of what every entry has."""
    if value in (None, ""):
        return str(MISSING)
    match key:
        case "stage":
            return label_among(ledger.definition.stages, {value})
        case "unit":
            return ledger.names.name("unit", value) or str(value)
        case "class":
            return label_among(ledger.definition.classes, {int(part) for part in value.split("|") if part})
        case "state":
            return str(State.FINAL.label if value else State.DRAFT.label)
        case _:
            return str(value)


def label_among(things: Iterable[Any], numbers: set[int]) -> str:
    """Labels of stages or lists, by their lasting numbers."""
    return "、".join(label_of(each, language()) for each in things if each.id in numbers)
