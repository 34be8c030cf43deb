"""The digest of a version: a change of any part of it, or of the one before, gives another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from nianlun.apps.registers.models import Version
from nianlun.apps.registers.models.encoding import canonical

DIGESTED = (
    "register_id",
    "entry_id",
    "number",
    "definition_id",
    "unit_id",
    "stage",
    "classes",
    "values",
    "state",
    "is_living",
    "act",
    "reason",
    "detail",
    "corrects_id",
    "batch_id",
    "recorded_at",
    "recorded_by_id",
    "previous_digest",
)
"""Columns that are digested, in this order."""


def digest_of(values: Sequence[Any], definition_digest: str) -> str:
    """Digest of the digested columns and of the definition they are to be read by."""
    written = [
        each.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(each, datetime) else each
        for each in values
    ]
    return sha256(canonical([*written, definition_digest]).encode()).hexdigest()


def digest_of_version(version: Version, definition_digest: str) -> str:
    """Digest of a version."""
    return digest_of([getattr(version, name) for name in DIGESTED], definition_digest)
