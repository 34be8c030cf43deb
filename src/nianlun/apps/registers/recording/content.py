"""What a version says of an entry, apart from who said it when and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from nianlun.apps.registers.models import State, Version
from nianlun.define.kinds.choices_of import ChoiceOptions
from nianlun.define.model import FieldDef
from nianlun.define.model import Register as Definition


@dataclass(frozen=True, kw_only=True)
class Content:
    """Where an entry stands and what is known of it."""

    unit: int
    """Number of the unit that keeps it."""
    stage: int | None = None
    """Lasting number of the stage."""
    classes: tuple[int, ...] = ()
    """Lasting numbers of its lists, in ascending order."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """Readings by the lasting number of the field, as text; what is missing is not there."""
    state: str = State.DRAFT.value
    is_living: bool = True

    def with_values(self, changes: Mapping[str, Any]) -> Content:
        """The same with some readings changed; None takes a reading away."""
        values = {**self.values, **changes}
        return replace(self, values={key: value for key, value in values.items() if value is not None})


def content_of(version: Version) -> Content:
    """What a version says."""
    return Content(
        unit=version.unit_id,
        stage=version.stage,
        classes=tuple(version.classes),
        values=version.values,
        state=version.state,
        is_living=version.is_living,
    )


def reading(content: Content, each: FieldDef) -> Any:
    """What stands in a field; None where it is missing."""
    return content.values.get(str(each.id))


def values_by_key(definition: Definition, values: Mapping[str, Any]) -> dict[str, Any]:
    """Readings by the key of the field; what the definition does not know is left out."""
    return {each.key: values[str(each.id)] for each in definition.fields if str(each.id) in values}


def values_by_id(definition: Definition, values: Mapping[str, Any]) -> dict[str, Any]:
    """The other way round."""
    fields = definition.field_by_key
    return {str(fields[key].id): value for key, value in values.items() if key in fields}


def stage_key(definition: Definition, number: int | None) -> str | None:
    """Key of a stage; None where the definition does not know it."""
    return next((each.key for each in definition.stages if each.id == number), None)


def class_keys(definition: Definition, numbers: tuple[int, ...]) -> frozenset[str]:
    """Keys of lists."""
    return frozenset(each.key for each in definition.classes if each.id in numbers)


def translated(values: Mapping[str, Any], old: Definition, new: Definition) -> dict[str, Any]:
    """Values written by one definition as another speaks of them: choices by the keys they have there.

    A field that has become another kind keeps its value only where the kinds store alike.
    """
    if old is new:
        return dict(values)
    found: dict[str, Any] = {}
    for key, value in values.items():
        before, after = old.field_by_id.get(int(key)), new.field_by_id.get(int(key))
        if before is None or after is None or before.options == after.options:
            found[key] = value
        elif isinstance(before.options, ChoiceOptions) and isinstance(after.options, ChoiceOptions):
            found[key] = _rechosen(value, before.options, after.options)
        else:
            found[key] = value
    return found


def _rechosen(value: Any, before: ChoiceOptions, after: ChoiceOptions) -> Any:
    numbers = {each.key: each.id for each in before.choices}
    keys = {each.id: each.key for each in after.choices}
    if isinstance(value, list):
        return [keys.get(numbers.get(each, 0), each) for each in value]
    return keys.get(numbers.get(value, 0), value)
