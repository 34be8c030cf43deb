"""What became of an entry: every version, with what changed in it, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nianlun.apps.people.models import User
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Entry, Version
from nianlun.apps.registers.queries.entries import entry_numbered, hidden_keys, ledger_of
from nianlun.apps.registers.queries.naming import Names, entries_named
from nianlun.apps.registers.queries.rows import Ledger
from nianlun.apps.registers.recording.content import class_keys, content_of, translated
from nianlun.define.kinds import KINDS
from nianlun.define.model import FieldDef, Stage
from nianlun.define.model import Register as Definition
from nianlun.define.words import Language, label_of
from nianlun.reckon.printing import NOTHING


@dataclass(frozen=True)
class FieldChange:
    """A reading that is another than before."""

    field: FieldDef
    before: Any
    after: Any

    def show(self, value: Any, language: Language, names: Names) -> str:
        """One of the two in words."""
        return KINDS[self.field.kind].show(value, self.field.options, language, names)


@dataclass(frozen=True)
class Difference:
    """What one version says otherwise than another."""

    fields: tuple[FieldChange, ...] = ()
    stage: tuple[Stage | None, Stage | None] | None = None
    unit: tuple[int, int] | None = None
    """Numbers of the units."""
    classes: tuple[frozenset[str], frozenset[str]] | None = None
    state: tuple[str, str] | None = None
    is_living: tuple[bool, bool] | None = None

    def __bool__(self) -> bool:
        return bool(self.fields) or any(
            each is not None for each in (self.stage, self.unit, self.classes, self.state, self.is_living)
        )


def told_fields(ledger: Ledger, difference: Difference, language: Language) -> Iterator[tuple[str, str, str]]:
    """What changed, in words: the name of each field, of the stage and of the unit, before and after."""
    for each in difference.fields:
        was, now = (
            each.show(value, language, ledger.names) if value is not None else ""
            for value in (each.before, each.after)
        )
        yield label_of(each.field, language), was or NOTHING, now or NOTHING
    if difference.stage is not None:
        old, new = (label_of(one, language) if one else NOTHING for one in difference.stage)
        yield _("Stage"), old, new
    if difference.unit is not None:
        names = [ledger.names.name("unit", one) or NOTHING for one in difference.unit]
        yield _("Unit"), names[0], names[1]


@dataclass(frozen=True)
class TimelineItem:
    """A version and how it differs from the one before."""

    version: Version
    difference: Difference


@dataclass(frozen=True)
class Timeline:
    """All versions of an entry, the newest first."""

    ledger: Ledger
    items: tuple[TimelineItem, ...]


def timeline(user: User, entry_id: int) -> Timeline:
    """The whole past of an entry.

    Raises:
        RefusedError: `registers.entry.missing`.
    """
    entry = entry_numbered(entry_id)
    return timeline_of(ledger_of(user, entry), entry)


def timeline_of(ledger: Ledger, entry: Entry) -> Timeline:
    """The same of an entry that is at hand, for a person who may see it."""
    versions = list(
        Version.objects.filter(entry=entry)
        .select_related("definition", "recorded_by", "unit", "corrects", "batch")
        .defer("definition__definition")
        .order_by("number")
    )
    ledger.names.prime_entries(
        {
            number
            for version in versions
            for number in entries_named(definition_of(version.definition).fields, version.values)
        }
    )
    items = [
        TimelineItem(version, difference_between(ledger, before, version))
        for before, version in zip([None, *versions], versions, strict=False)
    ]
    return Timeline(ledger, tuple(reversed(items)))


def difference_between(ledger: Ledger, before: Version | None, after: Version) -> Difference:
    """What `after` says otherwise, in the words of its own definition, without what is hidden from the person."""
    definition = definition_of(after.definition)
    hidden = hidden_keys(ledger, definition, after.unit_id)
    old = {} if before is None else _readings(ledger, before, definition)
    changes = tuple(
        FieldChange(each, old.get(str(each.id)), after.values.get(str(each.id)))
        for each in definition.fields
        if each.key not in hidden and old.get(str(each.id)) != after.values.get(str(each.id))
    )
    if before is None:
        return Difference(fields=changes)
    then, now = content_of(before), content_of(after)
    was = definition_of(before.definition)
    changes += _left_behind(ledger, before, was, definition)
    lists = class_keys(was, then.classes), class_keys(definition, now.classes)
    return Difference(
        fields=changes,
        stage=(_stage(was, then.stage), _stage(definition, now.stage)) if then.stage != now.stage else None,
        unit=(then.unit, now.unit) if then.unit != now.unit else None,
        classes=lists if then.classes != now.classes else None,
        state=(then.state, now.state) if then.state != now.state else None,
        is_living=(then.is_living, now.is_living) if then.is_living != now.is_living else None,
    )


def _left_behind(
    ledger: Ledger, before: Version, was: Definition, now: Definition
) -> tuple[FieldChange, ...]:
    """Readings for which a newer definition has no field, in the words of the older one."""
    if was is now:
        return ()
    hidden = hidden_keys(ledger, was, before.unit_id)
    return tuple(
        FieldChange(each, before.values[str(each.id)], None)
        for each in was.fields
        if each.id not in now.field_by_id and each.key not in hidden and str(each.id) in before.values
    )


def _readings(ledger: Ledger, version: Version, definition: Definition) -> Mapping[str, Any]:
    """Readings of a version in the words of another definition; what was hidden then stays hidden."""
    was = definition_of(version.definition)
    hidden = hidden_keys(ledger, was, version.unit_id)
    closed = {str(each.id) for each in was.fields if each.key in hidden}
    found = translated(version.values, was, definition)
    return {key: value for key, value in found.items() if key not in closed}


def _stage(definition: Definition, number: int | None) -> Stage | None:
    return next((each for each in definition.stages if each.id == number), None)
