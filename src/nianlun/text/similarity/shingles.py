"""A text as the set of its runs of five characters, hashed; how much of one set lies in another."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Shingles: TypeAlias = npt.NDArray[np.uint64]
"""Hashes of the shingles of a text, sorted, each once."""

WIDTH = 5
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(31)


def shingles(text: str) -> Shingles:
    """The shingles of `text` without white space; a text shorter than one shingle is its own."""
    hashes = hashed(text)
    hashes.sort()
    if len(hashes) < 2:
        return hashes
    return hashes[np.concatenate(([True], hashes[1:] != hashes[:-1]))]


def hashed(text: str) -> Shingles:
    """Hash of every shingle in the order of the text; the same on every machine."""
    signs = np.frombuffer("".join(text.split()).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(
        np.uint64
    )
    if len(signs) == 0:
        return signs
    width = min(WIDTH, len(signs))
    count = len(signs) - width + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(width):
        mixed *= _FACTOR
        mixed += signs[offset : offset + count]
    mixed ^= mixed >> _SHIFT
    mixed *= _MIX
    mixed ^= mixed >> _SHIFT
    return mixed


def shared(one: Shingles, other: Shingles) -> int:
    """How many shingles stand in both."""
    if len(one) > len(other):
        one, other = other, one
    if not len(one):
        return 0
    places = np.searchsorted(other, one)
    places[places == len(other)] = 0
    return int(np.count_nonzero(other[places] == one))


def containment(one: Shingles, other: Shingles) -> tuple[float, float]:
    """Share of the shingles of `one` found in `other`, and of `other` in `one`, each 0 to 1."""
    common = shared(one, other)
    return common / len(one) if len(one) else 0.0, common / len(other) if len(other) else 0.0
