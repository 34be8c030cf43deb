"""What all factories share."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

NOW = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
PASSWORD = "nianlun-tests-1"


def digest(words: str) -> str:
    """SHA-256 of the words, in hexadecimal."""
    return sha256(words.encode()).hexdigest()
