"""A file of an entry, for a person who may see the entry and the field."""

from __future__ import annotations

from dataclasses import dataclass

from nianlun.apps.people.models import User
from nianlun.apps.registers.definitions.text import definition_of
from nianlun.apps.registers.models import Attachment, Version
from nianlun.apps.registers.queries.entries import entry_numbered, hidden_keys, ledger_of
from nianlun.kernel.errors import RefusedError


@dataclass(frozen=True)
class EntryFile:
    """What is needed to hand a file out."""

    name: str
    sha256: str
    size_bytes: int
    media_type: str


def file_of(user: User, entry_id: int, sha256: str) -> EntryFile:
    """An attachment of an entry, or a file of one of its fields in any version.

    Raises:
        RefusedError: `registers.entry.missing`, `registers.file.missing`.
    """
    entry = entry_numbered(entry_id)
    ledger = ledger_of(user, entry)
    attached = Attachment.objects.filter(entry=entry, sha256=sha256).order_by("-attached_at").first()
    if attached is not None:
        return EntryFile(attached.name, sha256, attached.size_bytes, attached.media_type)
    for version in (
        Version.objects.filter(entry=entry)
        .select_related("definition")
        .defer("definition__definition")
        .order_by("-number")
    ):
        definition = definition_of(version.definition)
        hidden = hidden_keys(ledger, definition, version.unit_id)
        for each in definition.fields:
            if each.kind == "file" and each.key not in hidden:
                for file in version.values.get(str(each.id)) or ():
                    if file["digest"] == sha256:
                        return EntryFile(file["name"], sha256, file["size"], file["type"])
    raise RefusedError("registers.file.missing", id=sha256[:8])
