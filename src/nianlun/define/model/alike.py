"""What is like an entry: the cases that were decided when the same was asked before."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Alike:
    """By which texts alike things are found, and where they are looked for."""

    by: tuple[str, ...] = ()
    """Keys of the text fields that are compared; none means those of `similar_by`, else the title."""
    registers: tuple[str, ...] = ()
    """Keys of the ledgers in which alike entries are looked for; the ledger itself may be among them."""
    documents: bool = False
    """Whether alike documents of the library are looked for."""
    show: tuple[str, ...] = ()
    """Keys of the fields told of an entry of this ledger where it is found to be like another: the advice given."""
