"""A number with its unit as found in the text, before anything is known about its surroundings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Candidate:
    """Span, value and unit of what may be a figure."""

    start: int
    end: int
    value: str | None
    upper: str | None
    unit: str | None
    kind: str | None
    """Kind where the form decides it (rank, fraction, rate); None where the unit does."""
    embedded: str | None
    """余, 多 or 几 between number and unit."""
    chinese: bool
    """Written in Chinese numerals."""
