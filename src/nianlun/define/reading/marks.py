"""Marks that stand for nothing, and full-width marks that stand for half-width ones."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Any

BLANKS = frozenset({"", "-", "--", "—", "——", "/", "\\", "…"})
"""What clerks leave in a cell that has no value."""


DIGITS = 18
"""Digits before the point beyond which no number of an office goes."""


def is_empty(raw: Any) -> bool:
    """Whether a raw value is no value at all, for every kind."""
    return raw is None or (isinstance(raw, str) and not raw.strip()) or (isinstance(raw, list) and not raw)


def is_blank(raw: Any) -> bool:
    """Whether a raw value stands for none, for kinds in which a dash cannot be a value."""
    return is_empty(raw) or (isinstance(raw, str) and raw.strip() in BLANKS)


def whole(raw: float | Decimal) -> int | None:
    """The whole part of a number of a sheet; None where it is endless, or longer than any number or date."""
    if isinstance(raw, Decimal):
        return int(raw) if raw.is_finite() and raw.adjusted() < DIGITS else None
    return int(raw) if abs(raw) < 10**DIGITS else None


def plain(text: str) -> str:
    """The text with full-width digits, letters and marks made half-width, without blanks around it."""
    return unicodedata.normalize("NFKC", text).strip()
