"""Whatever a register names in itself is there, and is of the right kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nianlun.define.catalog import Catalog
from nianlun.define.check.paths import each_of, registers_of
from nianlun.define.kinds.computed import ComputedOptions
from nianlun.define.kinds.unit import UNIT_KINDS
from nianlun.define.model import Register
from nianlun.define.problems import Fault, fault
from nianlun.define.suggest import listed, nearest

DATES = ("date",)
WHENS = ("date", "period")
TEXTS = ("text", "long_text")
NUMBERS = ("integer", "decimal", "money", "ratio", "computed")
PSEUDO = ("stage", "class", "unit", "code", "updated")
"""Columns every register has besides its fields."""


@dataclass(frozen=True)
class _Names:
    """The names of one register."""

    register: Register

    def field(
        self, key: str, path: str, kinds: tuple[str, ...] = (), also: tuple[str, ...] = ()
    ) -> Iterator[Fault]:
        if not key or key in also:
            return
        fields = self.register.field_by_key
        if key not in fields:
            near = nearest(key, fields)
            yield fault("define.reference.field", path, key=key, suggestion=near, known=listed(fields))
        elif kinds and fields[key].kind not in kinds:
            yield fault("define.reference.kind", path, key=key, kind=fields[key].kind, wanted=listed(kinds))

    def when(self, key: str, path: str) -> Iterator[Fault]:
        """A date or a period, or what is reckoned to one: the day in force after an extension."""
        known = self.register.field_by_key.get(key)
        options = known.options if known is not None else None
        if not (isinstance(options, ComputedOptions) and options.result in WHENS):
            yield from self.field(key, path, WHENS)

    def fields(self, keys: Iterable[str], path: str, kinds: tuple[str, ...] = ()) -> Iterator[Fault]:
        for key in keys:
            yield from self.field(key, path, kinds)

    def classes(self, keys: Iterable[str], path: str) -> Iterator[Fault]:
        known = self.register.class_by_key
        for key in keys:
            if key not in known:
                near = nearest(key, known)
                yield fault("define.reference.class", path, key=key, suggestion=near, known=listed(known))

    def stages(self, keys: Iterable[str], path: str) -> Iterator[Fault]:
        known = self.register.stage_by_key
        for key in keys:
            if key not in known:
                near = nearest(key, known)
                yield fault("define.reference.stage", path, key=key, suggestion=near, known=listed(known))


def check_references(catalog: Catalog) -> Iterator[Fault]:
    """Of every register."""
    for path, register in registers_of(catalog):
        names = _Names(register)
        yield from names.field(
            register.title, f"{path}.title", ("text", "choice", "unit", "person", "period", "link")
        )
        yield from names.fields(register.import_key, f"{path}.import_key")
        yield from names.fields(register.similar_by, f"{path}.similar_by", TEXTS)
        yield from _alike(names, path, catalog)
        yield from _fields(names, path)
        yield from _classes(names, path)
        yield from _stages(names, path)
        yield from _milestones(names, path)
        yield from _duties(names, path)
        yield from _views(names, path)


def _alike(names: _Names, path: str, catalog: Catalog) -> Iterator[Fault]:
    alike, known = names.register.alike, catalog.registers
    if alike is None:
        return
    yield from names.fields(alike.by, f"{path}.alike.by", TEXTS)
    yield from names.fields(alike.show, f"{path}.alike.show")
    for key in alike.registers:
        if key not in known:
            near = nearest(key, known)
            yield fault(
                "define.reference.register",
                f"{path}.alike.registers",
                key=key,
                suggestion=near,
                known=listed(known),
            )


def _fields(names: _Names, path: str) -> Iterator[Fault]:
    groups = [each.key for each in names.register.groups]
    for here, field in each_of(names.register.fields, f"{path}.fields"):
        yield from names.stages(field.required_in, f"{here}.required_in")
        if field.group and field.group not in groups:
            near = nearest(field.group, groups)
            yield fault(
                "define.reference.group",
                f"{here}.group",
                key=field.group,
                suggestion=near,
                known=listed(groups),
            )


def _classes(names: _Names, path: str) -> Iterator[Fault]:
    for here, each in each_of(names.register.classes, f"{path}.classes"):
        yield from names.fields(each.fields, f"{here}.fields")
        yield from names.fields(each.required, f"{here}.required")


def _stages(names: _Names, path: str) -> Iterator[Fault]:
    for here, stage in each_of(names.register.stages, f"{path}.stages"):
        yield from names.field(stage.date, f"{here}.date", DATES)
        yield from names.fields(stage.required, f"{here}.required")
    for here, grave in each_of(names.register.removed_stages, f"{path}.removed_stages"):
        if grave.becomes:
            yield from names.stages((grave.becomes,), f"{here}.becomes")


def _milestones(names: _Names, path: str) -> Iterator[Fault]:
    for here, each in each_of(names.register.milestones, f"{path}.milestones"):
        yield from names.when(each.before, f"{here}.before")
        yield from names.when(each.after, f"{here}.after")
        yield from names.field(each.done, f"{here}.done", DATES)
        yield from names.classes(each.classes, f"{here}.classes")


def _duties(names: _Names, path: str) -> Iterator[Fault]:
    for here, duty in each_of(names.register.duties, f"{path}.duties"):
        yield from names.field(duty.date, f"{here}.date", WHENS)
        yield from names.field(duty.unit, f"{here}.unit", ("unit",), also=("unit",))
        for kind in duty.units:
            if kind not in UNIT_KINDS:
                near = nearest(kind, UNIT_KINDS)
                known = listed(UNIT_KINDS)
                yield fault(
                    "define.reference.unit_kind", f"{here}.units", key=kind, suggestion=near, known=known
                )


def _views(names: _Names, path: str) -> Iterator[Fault]:
    for here, view in each_of(names.register.views, f"{path}.views"):
        for column in view.columns:
            yield from names.field(column, f"{here}.columns", also=PSEUDO)
        for by in view.sort:
            yield from names.field(by.field, f"{here}.sort[{by.field}]", also=PSEUDO)
        yield from names.field(view.group_by, f"{here}.group_by", also=PSEUDO)
        yield from names.fields(view.sums, f"{here}.sums", NUMBERS)
        if view.kind == "board" and not names.register.stages:
            yield fault("define.view.no_stages", here)
        if view.kind == "map" and not any(each.kind == "place" for each in names.register.fields):
            yield fault("define.view.no_place", here)
