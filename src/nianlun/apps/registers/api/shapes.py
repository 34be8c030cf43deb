"""Shapes of answers and requests; their descriptions stand in OpenAPI."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Generic, TypeVar

from ninja import Field, Schema

Item = TypeVar("Item")

VALUES = (
    "By field key, in stored form: numbers and money of the base unit as decimal strings, days as 2023-10-20."
)
EXPECTED = "Number of the version you saw; a newer one is answered with 409. Leave it out to write over."


class RegisterPage(Schema, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    total: int = Field(description="Number of items on all pages.")
    page: int
    per_page: int


class RegisterUnit(Schema):
    """A unit."""

    id: int
    name: str


class RegisterShort(Schema):
    """A register in the list."""

    key: str
    label: str
    label_en: str
    pack: str = Field(description="Key of the pack that defines it; `office`: built in the browser.")
    secrecy: str
    source: str
    version: int | None = Field(description="Number of the definition in force.")
    entries: int = Field(description="Living entries you may see.")
    may_keep: bool


class RegisterFull(RegisterShort):
    """A register with its definition."""

    definition: dict[str, Any] = Field(description="As a pack file holds it, without fields hidden from you.")
    value_schema: dict[str, Any] = Field(description="JSON Schema of the values of an entry.")


class EntryRow(Schema):
    """An entry in a table."""

    id: int
    code: str
    version: int = Field(description="Number of the version; send it as `expected_version`.")
    unit: RegisterUnit
    stage: str | None
    classes: list[str]
    state: str = Field(description="`draft` or `final`.")
    is_living: bool
    is_correction: bool
    recorded_at: datetime
    updated_at: datetime
    values: dict[str, Any] = Field(description=VALUES)
    hidden: list[str] = Field(description="Keys of fields of this entry that you may not see.")


class EntryTable(RegisterPage[EntryRow]):
    """A page of a register."""

    sums: dict[str, str | None] = Field(description="Sums of the fields asked for, over all pages.")
    groups: list[dict[str, Any]] = Field(description="`value`, `count`, `sums` for each group.")


class VersionShape(Schema):
    """A version without its values."""

    version: int
    state: str
    is_living: bool
    act: str
    reason: str
    corrects: int | None
    recorded_at: datetime
    recorded_by: str
    digest: str
    previous_digest: str


class FieldChangeShape(Schema):
    """A field that says something else."""

    field: str
    before: Any = None
    after: Any = None


class VersionWithChanges(VersionShape):
    """A version and what changed in it."""

    changes: list[FieldChangeShape]
    stage: list[str | None] | None
    unit: list[int] | None


class AttachmentShape(Schema):
    """A file of an entry."""

    id: int
    name: str
    sha256: str
    size_bytes: int
    media_type: str
    attached_at: datetime
    attached_by: str


class CommentShape(Schema):
    """A remark."""

    id: int
    words: str
    written_at: datetime
    written_by: str


class EntryFull(VersionShape):
    """An entry with all that belongs to it."""

    id: int
    register_key: str
    code: str
    unit: RegisterUnit
    stage: str | None
    classes: list[str]
    values: dict[str, Any] = Field(description=VALUES)
    hidden: list[str]
    is_newest: bool
    definition: int
    moves: list[str] = Field(description="Stages you may move it to.")
    merged_into: str | None
    attachments: list[AttachmentShape]
    comments: list[CommentShape]


class NewEntry(Schema):
    """An entry to be made."""

    unit: int = Field(description="Number of the unit that keeps it.")
    values: dict[str, Any] = Field(description=VALUES)
    stage: str = ""
    classes: list[str] = []
    final: bool = Field(default=False, description="Whether it is submitted at once.")


class EntryChange(Schema):
    """Readings to be changed; null takes one away."""

    values: dict[str, Any] = Field(default_factory=dict, description=VALUES)
    classes: list[str] | None = None
    reason: str = ""
    expected_version: int | None = Field(default=None, description=EXPECTED)


class EntryCorrection(Schema):
    """What was wrong, and what is right."""

    values: dict[str, Any] = Field(default_factory=dict, description=VALUES)
    stage: str | None = None
    reason: str
    corrects: int | None = Field(
        default=None, description="Number of the first wrong version; none: the newest."
    )
    expected_version: int | None = Field(default=None, description=EXPECTED)


class EntryMove(Schema):
    """A step to another stage."""

    to: str
    values: dict[str, Any] = Field(default_factory=dict, description=VALUES)
    reason: str = ""
    expected_version: int | None = Field(default=None, description=EXPECTED)


class EntryHandOver(Schema):
    """The unit that keeps it from now on."""

    unit: int
    reason: str
    expected_version: int | None = Field(default=None, description=EXPECTED)


class EntryReason(Schema):
    """Why."""

    reason: str
    expected_version: int | None = Field(default=None, description=EXPECTED)


class EntryUndo(EntryReason):
    """Which version it says again."""

    to: int


class EntryExpected(Schema):
    """What was seen."""

    expected_version: int | None = Field(default=None, description=EXPECTED)


class EntryMerge(Schema):
    """The entry that goes into this one."""

    merge: int = Field(description="Number of the entry that no longer counts.")
    reason: str
    values: dict[str, Any] = Field(
        default_factory=dict, description="Readings this entry takes over, as typed."
    )


class CommentWords(Schema):
    """What is said."""

    words: str


class DifferenceShape(Schema):
    """An entry that stands otherwise at the second instant."""

    entry: int
    code: str
    kind: str = Field(description="`added`, `dropped` or `changed`.")
    corrected: bool
    changes: list[FieldChangeShape]
    stage: list[str | None] | None


class DifferencePage(Schema):
    """The difference between two instants."""

    since: datetime
    until: datetime
    counts: dict[str, int]
    corrected: int
    items: list[DifferenceShape]
    page: int
    pages: int


class DayRoot(Schema):
    """The digest of a day."""

    register_key: str
    day: date
    versions: int
    root: str
