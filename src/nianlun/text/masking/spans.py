"""What is masked in a text, and with what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["identity", "bank_card", "mobile", "landline", "email", "plate", "address", "person"]
"""Kinds of personal data, in the order in which they claim characters."""

KINDS: tuple[Kind, ...] = (
    "identity", "bank_card", "mobile", "landline", "email", "plate", "address", "person",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Masked:
    """A stretch of the original text and what stands in its place."""

    kind: Kind
    start: int
    end: int
    text: str
    mask: str


@dataclass(frozen=True, slots=True)
class Readable:
    """A stretch that may still tell who is meant; for a person to look at."""

    kind: Kind
    start: int
    end: int
    text: str
    reason: str
    """Slug: `checksum`, `length`, `name`."""
