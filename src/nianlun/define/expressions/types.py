"""Types of values in expressions, and what a field's kind tells about its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias


class Type(StrEnum):
    """What an expression gives."""

    NUMBER = "number"
    MONEY = "money"
    """A number of the base unit, 元 or a foreign one; compares only with money and nought."""
    RATIO = "ratio"
    """A number of which 1 is the whole; compares with numbers."""
    TEXT = "text"
    DATE = "date"
    PERIOD = "period"
    """Compares with the codes of periods: `2023`, `2023-Q1`."""
    TRUTH = "truth"
    CHOICE = "choice"
    CHOICES = "choices"
    UNIT = "unit"
    PERSON = "person"
    ENTRY = "entry"
    OTHER = "other"
    """Files and places: only whether they are there can be asked."""


NUMERIC = frozenset({Type.NUMBER, Type.MONEY, Type.RATIO})
"""Types one can reckon with."""

Term: TypeAlias = Decimal | str | bool | date | int | frozenset[str] | None
"""A value while an expression is reckoned; None is a missing reading and stays missing."""


@dataclass(frozen=True)
class Shape:
    """The type of a value, and what more is known of it before there is one."""

    type: Type
    """What it is."""
    choices: tuple[str, ...] = ()
    """Keys it may have, for choices."""
    measure: str = ""
    """The base unit, for money and numbers with a unit."""
