"""What a failure says, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Message:
    """What is wrong, where, and what to do; `{name}` stands for a value of the error."""

    english: str
    chinese: str
