"""Carries one entry from a version of its register to another: a pure function of its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nianlun.define.errors import BadValueError
from nianlun.define.kinds import KINDS
from nianlun.define.kinds.base import NO_CONTEXT, ReadContext
from nianlun.define.kinds.choices_of import ChoiceOptions
from nianlun.define.kinds.lookup import NOBODY, Lookup
from nianlun.define.model import FieldDef, Register
from nianlun.define.words import Language


@dataclass(frozen=True)
class EntryState:
    """What a version of an entry says."""

    values: Mapping[str, Any] = field(default_factory=dict)
    """Stored values by field key."""
    stage: str | None = None
    """Key of its stage."""
    classes: tuple[str, ...] = ()
    """Keys of its lists."""


@dataclass(frozen=True)
class Migrated:
    """What came of it."""

    state: EntryState
    """The entry in the new version."""
    lost: Mapping[str, Any] = field(default_factory=dict)
    """Values that fit nowhere any more, by their old keys; the old version of the entry keeps them."""


def migrate(state: EntryState, old: Register, new: Register, lookup: Lookup = NOBODY) -> Migrated:
    """Carry an entry over: renamed keys follow, removed fields are lost, other kinds are read anew.

    A stage or list that is gone without a successor leaves the entry without it.
    """
    values: dict[str, Any] = {}
    lost: dict[str, Any] = {}
    for key, value in state.values.items():
        was = old.field_by_key.get(key)
        now = new.field_by_id.get(was.id) if was else None
        if was is None or now is None:
            lost[key] = value
            continue
        carried = _carry(value, was, now, lookup)
        if carried is None and value is not None:
            lost[key] = value
        else:
            values[now.key] = carried
            if isinstance(value, list) and isinstance(carried, list) and len(carried) < len(value):
                lost[key] = value
    return Migrated(
        EntryState(values, _stage(state.stage, old, new), _classes(state.classes, old, new)), lost
    )


def _carry(value: Any, was: FieldDef, now: FieldDef, lookup: Lookup) -> Any:
    if value is None or (was.kind == now.kind and was.options == now.options):
        return value
    if isinstance(was.options, ChoiceOptions) and isinstance(now.options, ChoiceOptions):
        return _choices(value, was, now)
    if was.kind == now.kind:
        return _accepted(value, now)
    if now.kind == "computed":
        return None
    words = KINDS[was.kind].show(value, was.options, Language.CHINESE, lookup)
    try:
        return KINDS[now.kind].read(
            words, now.options, ReadContext(lookup) if lookup is not NOBODY else NO_CONTEXT
        )
    except BadValueError:
        return None


def _accepted(value: Any, now: FieldDef) -> Any:
    """The value where it still fits; a value that has become too long or too large is kept as it stands."""
    try:
        return KINDS[now.kind].accept(value, now.options)
    except BadValueError:
        return value


def _choices(value: Any, was: FieldDef, now: FieldDef) -> Any:
    if not isinstance(was.options, ChoiceOptions) or not isinstance(now.options, ChoiceOptions):
        return None
    ids = {each.key: each.id for each in was.options.choices}
    keys = {each.id: each.key for each in now.options.choices}
    chosen = value if isinstance(value, list) else [value]
    carried = [keys[ids[key]] for key in chosen if ids.get(key) in keys]
    if now.kind == "choices":
        ordered = [key for key in now.options.keys if key in carried]
        return ordered or None
    return carried[0] if len(carried) == 1 else None


def _stage(stage: str | None, old: Register, new: Register) -> str | None:
    was = old.stage_by_key.get(stage) if stage else None
    if was is None:
        return stage if stage in new.stage_by_key else None
    now = next((each.key for each in new.stages if each.id == was.id), None)
    grave = next((each for each in new.removed_stages if each.id == was.id), None)
    return now or (grave.becomes or None if grave else None)


def _classes(classes: tuple[str, ...], old: Register, new: Register) -> tuple[str, ...]:
    keys = {each.id: each.key for each in new.classes}
    found = [keys.get(old.class_by_key[key].id) for key in classes if key in old.class_by_key]
    return tuple(key for key in found if key)
