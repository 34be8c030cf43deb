"""The form of an entry: one box for each field its definition asks for, drawn by the widget of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from nianlun.apps.people.models import Unit
from nianlun.apps.people.queries import units_in_order
from nianlun.apps.registers.queries.naming import Names
from nianlun.apps.registers.recording.faults import ValueFault
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.choices_of import ChoiceOptions
from nianlun.define.kinds.link import LinkOptions
from nianlun.define.kinds.numeric import NumericKind
from nianlun.define.model import FieldDef, Group
from nianlun.define.model import Register as Definition
from nianlun.define.words import Language, label_of

PREFIX = "value-"
"""Begins the names of the boxes, so that no field takes the name of another part of a form."""
NOT_TYPED = frozenset({"computed", "file"})
"""Kinds whose values do not come out of a box."""
AS_STORED = frozenset({"date", "period", "choice", "choices"})
"""Kinds whose box holds the stored value itself; the others hold what people write."""
YES, NO = "是", "否"


@dataclass(frozen=True, kw_only=True)
class Box:
    """A field on a form."""

    field: FieldDef
    raw: Any = ""
    """What stands in the box: text, or keys of choices."""
    needed: bool = False
    lists: str = ""
    """Keys of the lists that ask for it, with blanks between; empty where all entries have it."""
    faults: tuple[ValueFault, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    """Value and words of what can be chosen."""
    names: tuple[str, ...] = ()
    """Names that can be typed."""
    measure: str = ""
    """Unit of measure behind the box."""
    register: str = ""
    """Register whose entries can be linked to."""
    value: Any = None
    """The stored value, for what is shown and not typed."""

    @property
    def name(self) -> str:
        """Name in the form."""
        return f"{PREFIX}{self.field.key}"

    @property
    def id(self) -> str:
        """Of the element."""
        return f"box-{self.field.key}"

    @property
    def widget(self) -> str:
        """Template that draws it."""
        return f"registers/widgets/{KINDS[self.field.kind].widget}.html"

    @property
    def accepted(self) -> str:
        """Endings of files that are taken, as a browser wants them."""
        return ",".join(f".{each}" for each in getattr(self.field.options, "types", ()))

    @property
    def is_wide(self) -> bool:
        """Whether it takes the whole line."""
        return self.field.kind in ("long_text", "choices", "file", "place")


def raw_of(field: FieldDef, value: Any, names: Names) -> Any:
    """What the box of a field holds for a stored value; reading it again gives the same value."""
    if field.kind == "choices":
        return list(value or ())
    if value is None:
        return ""
    if field.kind in AS_STORED:
        return str(value)
    if field.kind == "person":
        return person_name(names, value)
    words = KINDS[field.kind].show(value, field.options, Language.CHINESE, names)
    return words.removesuffix(measure_behind(field)) if measure_behind(field) else words


def measure_behind(field: FieldDef) -> str:
    """The unit of measure that stands behind the box and not in it."""
    return str(getattr(field.options, "unit", "")) if isinstance(KINDS[field.kind], NumericKind) else ""


def person_name(names: Names, number: int) -> str:
    """A person's name, with the unit where others have the same."""
    person = names.persons.get(number)
    if person is None:
        return ""
    same = sum(1 for each in names.persons.values() if each.name == person.name)
    return person.name if same == 1 else f"{person.name}（{person.unit.name}）"


def raw_from_post(post: QueryDict, fields: Iterable[FieldDef]) -> dict[str, Any]:
    """What came back, by field key; only of the boxes that were on the form."""
    found: dict[str, Any] = {}
    for each in fields:
        name = f"{PREFIX}{each.key}"
        if each.kind in NOT_TYPED:
            continue
        if each.kind == "choices":
            if name in post or f"{name}-asked" in post:
                found[each.key] = [key for key in post.getlist(name) if key]
        elif name in post:
            found[each.key] = post[name].strip()
    return found


def changed(
    fields: Iterable[FieldDef], came: Mapping[str, Any], before: Mapping[str, Any], names: Names
) -> dict[str, Any]:
    """What somebody has changed: boxes that hold something other than what they were given."""
    return {
        each.key: came[each.key]
        for each in fields
        if each.key in came and came[each.key] != raw_of(each, before.get(each.key), names)
    }


def boxes(
    definition: Definition,
    fields: Sequence[FieldDef],
    raw: Mapping[str, Any],
    names: Names,
    language: Language,
    *,
    faults: Sequence[ValueFault] = (),
    needed: Callable[[FieldDef], bool] = lambda field: field.required,
    values: Mapping[str, Any] | None = None,
) -> list[Box]:
    """The boxes of fields, filled."""
    units = units_in_order() if any(each.kind == "unit" for each in fields) else []
    return [
        Box(
            field=each,
            raw=raw.get(each.key, [] if each.kind == "choices" else ""),
            needed=needed(each),
            lists=" ".join(one.key for one in definition.classes if each.key in one.fields),
            faults=tuple(fault for fault in faults if fault.field == each.key),
            choices=choices_of(each, raw.get(each.key), language),
            names=names_for(each, names, units),
            measure=measure_behind(each),
            register=each.options.register if isinstance(each.options, LinkOptions) else "",
            value=(values or {}).get(each.key),
        )
        for each in fields
    ]


def choices_of(field: FieldDef, raw: Any, language: Language) -> tuple[tuple[str, str], ...]:
    """What can be chosen; what is retired only where it is chosen already."""
    if field.kind == "yes_no":
        return (
            (YES, KINDS["yes_no"].show(True, field.options, language)),
            (NO, KINDS["yes_no"].show(False, field.options, language)),
        )
    if not isinstance(field.options, ChoiceOptions):
        return ()
    chosen = raw if isinstance(raw, list) else [raw]
    return tuple(
        (each.key, label_of(each, language))
        for each in field.options.choices
        if not each.retired or each.key in chosen
    )


def names_for(field: FieldDef, names: Names, units: Sequence[Unit]) -> tuple[str, ...]:
    """Names that can be typed in a box for a unit or a person."""
    if field.kind == "unit":
        kinds = getattr(field.options, "units", ())
        return tuple(
            each.name for each in units if each.closed_on is None and (not kinds or each.kind in kinds)
        )
    if field.kind == "person":
        return tuple(person_name(names, number) for number in names.persons)
    return ()


def grouped(definition: Definition, found: Iterable[Box]) -> list[tuple[Group | None, list[Box]]]:
    """The boxes under the headings of the definition, those without one first."""
    by_group: dict[str, list[Box]] = {}
    for each in found:
        by_group.setdefault(each.field.group, []).append(each)
    groups: list[tuple[Group | None, list[Box]]] = [(None, by_group.pop("", []))]
    groups += [(group, by_group.get(group.key, [])) for group in definition.groups]
    return [(group, inside) for group, inside in groups if inside]
