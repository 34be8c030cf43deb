"""How every act on an entry ends: the new version checked, written, and the event recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nianlun.apps.audit.actions import record
from nianlun.apps.people.models import Unit
from nianlun.apps.registers.actions.office import Work
from nianlun.apps.registers.actions.values import (
    gives_unique,
    hold_unique,
    key_value_of,
    refuse_incomplete,
    refuse_taken_key,
)
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Act, RegisterVersion, Version
from nianlun.apps.registers.recording.content import Content
from nianlun.apps.registers.recording.writing import Step, write


def next_step(
    work: Work,
    content: Content,
    act: Act,
    *,
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
    corrects: Version | None = None,
    definition: RegisterVersion | None = None,
    check: bool = True,
) -> Step:
    """The version that an act makes of an entry, checked.

    Raises:
        RefusedValuesError, RefusedError: `registers.entry.key_taken`.
    """
    pinned = definition or work.head.definition
    asked = definition_of(pinned)
    key = key_value_of(asked, content)
    if content.is_living and gives_unique(asked, work.content, content):
        hold_unique(work.office)
    if check and content.is_living:
        refuse_incomplete(work.office, asked, content, work.entry)
    if content.is_living and (key != work.entry.key_value or not work.entry.is_living):
        refuse_taken_key(work.office, key, work.entry, asked)
    return Step(
        entry=work.entry,
        content=content,
        act=act,
        definition=pinned,
        previous=work.head,
        reason=reason,
        detail=detail or {},
        corrects=corrects,
        key_value=key,
    )


def finish(work: Work, step: Step, **detail: Any) -> Version:
    """Write the version of one entry, and the event."""
    office = work.office
    version = write(office.register, [step], by=office.by, at=office.at)[0]
    record(
        f"entry.{step.act.value}",
        work.entry,
        by=office.by,
        at=office.at,
        unit=Unit(pk=step.content.unit),
        register=office.register.key,
        version=version.number,
        digest=version.digest,
        **detail,
    )
    return version
