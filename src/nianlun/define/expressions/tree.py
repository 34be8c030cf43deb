"""The syntax tree of an expression: small, frozen, easily turned into SQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

Constant: TypeAlias = Decimal | str | bool | date
"""What can be written down in an expression; money is in yuan, a percentage is a ratio."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, text, date or truth written down: `1亿元`, `66.7%`, `"signed"`, `2023-10-20`, `true`."""

    value: Constant
    """Money literals are in the base unit, percentages are ratios."""
    unit: str = ""
    """The unit written after the number, empty for a bare one."""
    at: int = field(default=0, compare=False)
    """Where it begins in the source, counted from 0."""


@dataclass(frozen=True, slots=True)
class Name:
    """A field, or one of the words that always stand for something: `today`, `as_of`, `stage`, `unit`."""

    key: str
    """Key of the field, or the word."""
    at: int = field(default=0, compare=False)
    """Where it begins in the source."""


@dataclass(frozen=True, slots=True)
class Unary:
    """`not x` or `-x`."""

    sign: str
    """`not` or `-`."""
    operand: Tree
    """What it applies to."""
    at: int = field(default=0, compare=False)
    """Where it begins in the source."""


@dataclass(frozen=True, slots=True)
class Binary:
    """Arithmetic, comparison, `and`, `or`."""

    sign: str
    """One of `+ - * / == != < <= > >= and or`."""
    left: Tree
    """The left side."""
    right: Tree
    """The right side."""
    at: int = field(default=0, compare=False)
    """Where the sign stands in the source."""


@dataclass(frozen=True, slots=True)
class Among:
    """`x in (a, b, c)`."""

    operand: Tree
    """What is looked for."""
    choices: tuple[Literal, ...]
    """The written-down values it may be."""
    at: int = field(default=0, compare=False)
    """Where `in` stands in the source."""


@dataclass(frozen=True, slots=True)
class Call:
    """`days_between(a, b)`; in report templates also `indicator.completion("县定")`."""

    name: str
    """Key of the function."""
    arguments: tuple[Tree, ...]
    """What it is given."""
    target: Tree | None = None
    """What stands before the dot, if there is one."""
    at: int = field(default=0, compare=False)
    """Where the name begins in the source."""


Tree: TypeAlias = Literal | Name | Unary | Binary | Among | Call
"""Any node."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition or formula as it was written, and its tree; equal when the trees are."""

    source: str = field(compare=False)
    """The text, as written."""
    tree: Tree
    """What it says."""

    def __str__(self) -> str:
        return self.source


def parts_of(tree: Tree) -> Iterator[Tree]:
    """The node itself and every node beneath it, in reading order."""
    yield tree
    match tree:
        case Unary(operand=operand):
            yield from parts_of(operand)
        case Binary(left=left, right=right):
            yield from parts_of(left)
            yield from parts_of(right)
        case Among(operand=operand, choices=choices):
            yield from parts_of(operand)
            yield from choices
        case Call(arguments=arguments, target=target):
            if target is not None:
                yield from parts_of(target)
            for argument in arguments:
                yield from parts_of(argument)
        case _:
            return


def names_in(tree: Tree) -> frozenset[str]:
    """Keys of every field and word the expression mentions."""
    return frozenset(part.key for part in parts_of(tree) if isinstance(part, Name))
