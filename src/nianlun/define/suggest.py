"""What somebody perhaps meant: the nearest of the names that would have done."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

SHOWN = 8
"""How many names are listed when none comes near."""


def nearest(word: str, names: Iterable[str]) -> str:
    """The name that comes nearest; empty where none is near."""
    known = [name for name in names if name]
    folded = {name.casefold(): name for name in known}
    if word.casefold() in folded:
        return folded[word.casefold()]
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    if close:
        return folded[close[0]]
    holding = [name for name in known if word and (word in name or name in word)]
    return holding[0] if len(holding) == 1 else ""


def listed(names: Iterable[str]) -> str:
    """The names that would do, a few of them."""
    every = sorted({name for name in names if name})
    shown = "、".join(every[:SHOWN])
    return f"{shown} …" if len(every) > SHOWN else shown
