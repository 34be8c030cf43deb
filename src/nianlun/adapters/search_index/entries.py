"""What the index knows of a document, and the fields it keeps it in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import tantivy

from nianlun.adapters.search_index.characters import spaced, spaced_list, squeezed

SCHEMA_VERSION = 2
"""Grows with every change of fields or of `characters`; an index of another version is rebuilt."""

CHARACTER_FIELDS = (
    "text", "title", "heading", "indicator", "commitment", "achievement", "problem", "plan",
    "office", "kind_name", "level_name", "field_name", "tag_name",
)  # fmt: skip
WORD_FIELDS = ("level", "field", "kind", "issuer", "tag", "access")
NUMBER_FIELDS = ("year", "plan_year", "unit")
ORDER_FIELDS = {"year": "by_year", "added": "by_added", "length": "by_length"}
ID_BITS = 32
RECENCY_FROM = 1949
RECENCY_SPAN_YEARS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document as it is indexed; one with closed parts has an entry for each kind of reader, of the same `id`."""

    id: int
    body: str
    """Normalised text without residue."""
    title: str
    headings: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()
    """Pairs of section kind and normalised text."""
    year: int | None = None
    plan_year: int | None = None
    level: str | None = None
    field: str | None = None
    kind: str | None = None
    issuer: str | None = None
    unit: int = 0
    unit_name: str = ""
    tags: tuple[str, ...] = ()
    access: str = ""
    rights: tuple[str, ...] = ()
    """Tokens of those who may read it: `public`, `unit:5`, `user:3`; `unit:5+user:3` for who must be both."""
    barred: tuple[str, ...] = ()
    """Tokens of those who are answered from another entry of the same document, which holds more."""
    added_at: datetime
    characters: int
    names: tuple[tuple[str, str], ...] = ()
    """Pairs of a field among kind, level, field and the name people call its value by."""


def build_schema() -> tantivy.Schema:
    """The fields of the index."""
    schema = tantivy.SchemaBuilder()
    schema.add_unsigned_field("id", indexed=True, fast=True)
    for name in CHARACTER_FIELDS:
        schema.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in WORD_FIELDS:
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    schema.add_text_field("rights", tokenizer_name="raw", index_option="basic")
    schema.add_text_field("barred", tokenizer_name="raw", index_option="basic")
    for name in NUMBER_FIELDS:
        schema.add_unsigned_field(name, indexed=True, fast=True)
    for name in ORDER_FIELDS.values():
        schema.add_unsigned_field(name, fast=True)
    schema.add_float_field("weight", fast=True)
    return schema.build()


SCHEMA = build_schema()


def to_document(entry: Entry) -> tantivy.Document:
    """The entry as the index takes it."""
    document = tantivy.Document()
    document.add_unsigned("id", entry.id)
    for name, text in _character_fields(entry):
        if text:
            document.add_text(name, text)
    for name, value in (
        ("level", entry.level), ("field", entry.field), ("kind", entry.kind),
        ("issuer", entry.issuer), ("access", entry.access),
    ):  # fmt: skip
        if value:
            document.add_text(name, value)
    for tag in entry.tags:
        document.add_text("tag", tag)
    for right in entry.rights:
        document.add_text("rights", right)
    for bar in entry.barred:
        document.add_text("barred", bar)
    for name, number in (("year", entry.year), ("plan_year", entry.plan_year), ("unit", entry.unit)):
        if number is not None:
            document.add_unsigned(name, number)
    # the primary key in the lower bits makes every order total, so that pages never overlap
    document.add_unsigned("by_year", (entry.year or 0) << ID_BITS | entry.id)
    document.add_unsigned("by_added", int(entry.added_at.timestamp()) << ID_BITS | entry.id)
    document.add_unsigned("by_length", entry.characters << ID_BITS | entry.id)
    document.add_float("weight", _recency(entry.year))
    return document


def _character_fields(entry: Entry) -> list[tuple[str, str]]:
    fields = [
        ("text", spaced(squeezed(entry.body))),
        ("title", spaced_list([entry.title])),
        ("heading", spaced_list(entry.headings)),
        ("indicator", spaced_list(entry.indicators)),
        ("commitment", spaced_list(entry.commitments)),
        ("office", spaced_list([entry.unit_name, *([entry.issuer] if entry.issuer else [])])),
        ("tag_name", spaced_list(entry.tags)),
    ]
    fields += [(f"{name}_name", spaced_list([label])) for name, label in entry.names]
    for kind in ("achievement", "problem", "plan"):
        texts = [text for section, text in entry.sections if section == kind]
        fields.append((kind, spaced_list(texts)))
    return fields


def _recency(year: int | None) -> float:
    """A later year weighs up to twice as much as an early one."""
    return 1.0 if year is None else 1.0 + min(1.0, max(0, year - RECENCY_FROM) / RECENCY_SPAN_YEARS)
