"""The typed index made anew from the versions; it holds nothing that they do not say."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from nianlun.apps.registers.definitions.slots import slots_of
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import IndexRow, Register, Version
from nianlun.apps.registers.recording.indexing import Carried, insert_rows, row_of, stood_from

CHUNK = 2_000


@transaction.atomic
def reindex(register: Register) -> int:
    """Make the rows of a register anew; gives their number. Others wait until it is done."""
    Register.objects.select_for_update().get(pk=register.pk)
    IndexRow.objects.filter(register=register).delete()
    slots = slots_of(register)
    versions = Version.objects.filter(register=register).select_related("entry", "definition")
    waiting: list[dict[str, Any]] = []
    last: dict[str, Any] | None = None
    number = 0
    for version in (
        versions.defer("definition__definition").order_by("entry_id", "number").iterator(chunk_size=CHUNK)
    ):
        if last is not None and last["entry_id"] != version.entry_id:
            last = None
        row = row_of(version, version.entry.code, definition_of(version.definition), slots, _carried(last))
        if last is not None:
            last["superseded_at"] = version.recorded_at
        if len(waiting) >= CHUNK:
            insert_rows(waiting, slots)
            waiting = []
        waiting.append(row)
        last = row
        number += 1
    insert_rows(waiting, slots)
    return number


def _carried(row: dict[str, Any] | None) -> Carried:
    return Carried() if row is None else Carried(row["updated_at"], stood_from(row["stood"]), row["stage"])
