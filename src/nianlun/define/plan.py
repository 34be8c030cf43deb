"""The difference between two versions of a register: by lasting numbers, so that renames are renames."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from nianlun.define.catalog import Catalog
from nianlun.define.export import plain
from nianlun.define.kinds.choices_of import ChoiceOptions
from nianlun.define.model import ClassDef, FieldDef, Register, Stage


@dataclass(frozen=True)
class Touch:
    """Which entries a change touches, so that somebody who has the entries can count them."""

    register: str
    """Key of the register as it was."""
    field: str = ""
    """Entries that have a value in this field, as it was called."""
    choice: str = ""
    """Of these, those that have chosen this."""
    stage: str = ""
    """Entries that stand in this stage."""
    class_: str = ""
    """Entries that stand in this list."""


@dataclass(frozen=True)
class Change:
    """One difference."""

    action: str
    """`added`, `removed`, `vanished`, `renamed`, `altered`, `narrowed`, `kind_changed`, `moves_changed`."""
    path: str
    """Path of what changed, as it is called now, or was called when it is gone."""
    old: Any = None
    """As it was, plain."""
    new: Any = None
    """As it is, plain."""
    destructive: bool = False
    """Whether values that are stored can be lost or stop fitting."""
    touch: Touch | None = None
    """Which entries it touches; None where it touches none."""
    count: int = 0
    """How many they are."""


@dataclass(frozen=True)
class Plan:
    """All differences between two catalogues."""

    changes: tuple[Change, ...] = field(default=())
    """In the order of the definitions."""

    @property
    def destructive(self) -> bool:
        """Whether it may be carried out only when told so."""
        return any(change.destructive for change in self.changes)

    @property
    def unclear(self) -> tuple[Change, ...]:
        """Things gone without a tombstone: a slip as likely as a wish, so the plan cannot be carried out."""
        return tuple(change for change in self.changes if change.action == "vanished")


Count = Callable[[Touch], int]


def nobody(touch: Touch) -> int:
    """Counts no entries: for definitions nobody uses yet."""
    del touch
    return 0


def plan_catalogs(old: Catalog, new: Catalog, count: Count = nobody) -> Plan:
    """What changes when one catalogue takes the place of another; registers are known by pack and number."""
    changes: list[Change] = []
    before = _by_identity(old)
    after = _by_identity(new)
    for identity, register in after.items():
        if identity in before:
            changes += compare_registers(before[identity], register)
        else:
            changes.append(Change("added", f"registers[{register.key}]", new=register.label))
    for identity, register in before.items():
        if identity not in after:
            touch = Touch(register.key)
            changes.append(Change("removed", f"registers[{register.key}]", register.label, None, True, touch))
    return Plan(tuple(_counted(change, count) for change in changes))


def plan_registers(old: Register, new: Register, count: Count = nobody) -> Plan:
    """What changes when one version of a register takes the place of another."""
    return Plan(tuple(_counted(change, count) for change in compare_registers(old, new)))


def _by_identity(catalog: Catalog) -> Mapping[tuple[str, int], Register]:
    return {(each.pack.key, register.id): register for each in catalog.packs for register in each.registers}


def _counted(change: Change, count: Count) -> Change:
    return change if change.touch is None else dataclasses.replace(change, count=count(change.touch))


def compare_registers(old: Register, new: Register) -> Iterator[Change]:
    """All differences of two versions of a register."""
    path = f"registers[{new.key}]"
    if old.key != new.key:
        yield Change("renamed", path, old.key, new.key)
    yield from _attributes(old, new, path, skip=frozenset({"key", "fields", "stages", "classes"}))
    yield from _fields(old, new, path)
    yield from _stages(old, new, path)
    yield from _classes(old, new, path)


Numbered = TypeVar("Numbered", FieldDef, Stage, ClassDef)


def _paired(
    old: Iterable[Numbered], new: Iterable[Numbered]
) -> tuple[list[tuple[Numbered, Numbered]], list[Numbered], list[Numbered]]:
    before = {each.id: each for each in old}
    after = {each.id: each for each in new}
    both = [(before[number], each) for number, each in after.items() if number in before]
    added = [each for number, each in after.items() if number not in before]
    gone = [each for number, each in before.items() if number not in after]
    return both, added, gone


def _fields(old: Register, new: Register, path: str) -> Iterator[Change]:
    both, added, gone = _paired(old.fields, new.fields)
    buried = {each.id for each in new.removed_fields}
    for each in added:
        yield Change("added", f"{path}.fields[{each.key}]", new=each.label)
    for each in gone:
        action = "removed" if each.id in buried else "vanished"
        touch = Touch(old.key, field=each.key)
        yield Change(action, f"{path}.fields[{each.key}]", each.label, None, True, touch)
    for was, now in both:
        yield from _field(was, now, old.key, f"{path}.fields[{now.key}]")


def _field(was: FieldDef, now: FieldDef, register: str, path: str) -> Iterator[Change]:
    touch = Touch(register, field=was.key)
    if was.key != now.key:
        yield Change("renamed", path, was.key, now.key, touch=touch)
    if was.kind != now.kind:
        yield Change("kind_changed", f"{path}.kind", was.kind, now.kind, True, touch)
    elif was.options != now.options:
        if isinstance(was.options, ChoiceOptions) and isinstance(now.options, ChoiceOptions):
            yield from _choices(was.options, now.options, touch, path)
        else:
            for change in _attributes(was.options, now.options, path):
                yield dataclasses.replace(change, action="altered", touch=touch)
    yield from _attributes(was, now, path, skip=frozenset({"key", "kind", "options"}))


def _choices(was: ChoiceOptions, now: ChoiceOptions, touch: Touch, path: str) -> Iterator[Change]:
    before = {each.id: each for each in was.choices}
    after = {each.id: each for each in now.choices}
    for number, choice in after.items():
        here = f"{path}.choices[{choice.key}]"
        if number not in before:
            yield Change("added", here, new=choice.label)
            continue
        old = before[number]
        if old.key != choice.key:
            yield Change(
                "renamed", here, old.key, choice.key, touch=dataclasses.replace(touch, choice=old.key)
            )
        yield from _attributes(old, choice, here, skip=frozenset({"key"}))
    for number, choice in before.items():
        if number not in after:
            used = dataclasses.replace(touch, choice=choice.key)
            yield Change("narrowed", f"{path}.choices[{choice.key}]", choice.label, None, True, used)


def _stages(old: Register, new: Register, path: str) -> Iterator[Change]:
    both, added, gone = _paired(old.stages, new.stages)
    buried = {each.id: each for each in new.removed_stages}
    for each in added:
        yield Change("added", f"{path}.stages[{each.key}]", new=each.label)
    for each in gone:
        here, touch = f"{path}.stages[{each.key}]", Touch(old.key, stage=each.key)
        grave = buried.get(each.id)
        becomes = grave.becomes if grave else ""
        action = "removed" if grave else "vanished"
        yield Change(action, here, each.label, becomes or None, destructive=not becomes, touch=touch)
    for was, now in both:
        here = f"{path}.stages[{now.key}]"
        if was.key != now.key:
            yield Change("renamed", here, was.key, now.key, touch=Touch(old.key, stage=was.key))
        if plain(was.moves_to) != plain(now.moves_to):
            yield Change("moves_changed", f"{here}.moves_to", plain(was.moves_to), plain(now.moves_to))
        yield from _attributes(was, now, here, skip=frozenset({"key", "moves_to"}))


def _classes(old: Register, new: Register, path: str) -> Iterator[Change]:
    both, added, gone = _paired(old.classes, new.classes)
    for each in added:
        yield Change("added", f"{path}.classes[{each.key}]", new=each.label)
    for each in gone:
        touch = Touch(old.key, class_=each.key)
        yield Change("removed", f"{path}.classes[{each.key}]", each.label, None, True, touch)
    for was, now in both:
        here = f"{path}.classes[{now.key}]"
        if was.key != now.key:
            yield Change("renamed", here, was.key, now.key, touch=Touch(old.key, class_=was.key))
        yield from _attributes(was, now, here, skip=frozenset({"key"}))


def _attributes(was: Any, now: Any, path: str, skip: frozenset[str] = frozenset()) -> Iterator[Change]:
    for each in dataclasses.fields(was):
        old, new = getattr(was, each.name), getattr(now, each.name)
        if each.name not in skip and old != new:
            yield Change("altered", f"{path}.{each.name}", plain(old), plain(new))
