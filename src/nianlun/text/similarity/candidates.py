"""Which of many texts are worth comparing with each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from nianlun.text.similarity.shingles import Shingles
from nianlun.text.similarity.signatures import anchors_of, band_matrix, signatures_of

_COMMON = 40
"""A key in more texts than this is boilerplate and leads nowhere."""
_CROWD = 40
"""Of a key in more texts than this each is paired with its next neighbours alone: in a file of a thousand
filled-in forms everything is like everything, and half a million pairs tell nobody anything."""
_NEIGHBOURS = 8
_MIN_SHARED = 2
_MIN_SHARE = 0.4


def candidate_pairs(sets: Sequence[Shingles]) -> list[tuple[int, int]]:
    """Pairs of texts (places in `sets`, smaller first) that may be near-duplicates or partial copies."""
    filled = [place for place, one in enumerate(sets) if len(one)]
    if len(filled) < 2:
        return []
    pairs = _by_bands(sets, filled) | _by_anchors(sets, filled)
    return sorted(pairs)


def _by_bands(sets: Sequence[Shingles], filled: list[int]) -> set[tuple[int, int]]:
    keys = band_matrix(signatures_of([sets[place] for place in filled]))
    owners = np.repeat(np.array(filled), keys.shape[1])
    return set(_meetings(keys.ravel(), owners, most=0))


def _by_anchors(sets: Sequence[Shingles], filled: list[int]) -> set[tuple[int, int]]:
    chosen = [anchors_of(sets[place]) for place in filled]
    owners = np.repeat(np.array(filled), [len(one) for one in chosen])
    count = {place: len(one) for place, one in zip(filled, chosen, strict=True)}
    met = _meetings(np.concatenate(chosen), owners, most=_COMMON)
    return {
        pair
        for pair, times in met.items()
        if times >= max(_MIN_SHARED, _MIN_SHARE * min(count[pair[0]], count[pair[1]]))
    }


def _meetings(
    keys: npt.NDArray[np.uint64], owners: npt.NDArray[np.int64], *, most: int
) -> dict[tuple[int, int], int]:
    """How often two owners have a key in common; keys with more than `most` owners are left out (0: none)."""
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    bounds = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1], [True])))
    sizes = np.diff(bounds)
    met: dict[tuple[int, int], int] = {}
    for start, size in zip(bounds[:-1][sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        if most and size > most:
            continue
        group = owners[start : start + size].tolist()
        ahead = size if size <= _CROWD else _NEIGHBOURS
        for place, one in enumerate(group):
            for other in group[place + 1 : place + 1 + ahead]:
                if one != other:
                    met[one, other] = met.get((one, other), 0) + 1
    return met
