"""Short stand-ins for long texts, made to be stored: MinHash signatures, their bands, and anchors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from nianlun.text.similarity.shingles import Shingles, shingles

PERMUTATIONS = 128
BANDS = 32
"""Of four rows each: texts that share half of their shingles meet with 87 %, four fifths certainly."""
ANCHOR_RATE = 32
"""One shingle in so many is an anchor, chosen by its hash: the same in every text."""
_SEED = 20231
_BYTES = PERMUTATIONS * 4


def signature(text: str) -> bytes:
    """MinHash signature of a text, 512 bytes; empty for a text without characters."""
    return signatures_of([shingles(text)])[0]


def signatures(texts: Iterable[str]) -> list[bytes]:
    """Signatures of many texts, faster than one by one."""
    return signatures_of([shingles(text) for text in texts])


def signatures_of(sets: Sequence[Shingles]) -> list[bytes]:
    """Signatures of texts whose shingles are known."""
    if not sets:
        return []
    flat = np.ascontiguousarray(np.concatenate([*sets, np.empty(0, dtype=np.uint64)]))
    offsets = np.concatenate(([0], np.cumsum([len(one) for one in sets]))).astype(np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets, PERMUTATIONS, _SEED)
    rows = np.array(matrix.to_rows(), dtype="<u4").reshape(len(sets), PERMUTATIONS)
    return [row.tobytes() if len(one) else b"" for row, one in zip(rows, sets, strict=True)]


def resemblance(one: bytes, other: bytes) -> float:
    """Share of shingles two texts have in common, of all they have, reckoned from their signatures."""
    if not one or not other:
        return 0.0
    return float(np.mean(_values(one) == _values(other)))


def band_keys(one: bytes) -> tuple[int, ...]:
    """Keys to store and look up: texts with a key in common are worth comparing. Signed 64-bit numbers."""
    if not one:
        return ()
    return tuple(int(key) for key in band_matrix([one])[0].view(np.int64))


def band_matrix(many: Sequence[bytes]) -> npt.NDArray[np.uint64]:
    """Keys of the bands of many signatures, one row for each."""
    rows = np.frombuffer(b"".join(many), dtype="<u4").reshape(len(many), BANDS, -1).astype(np.uint64)
    keys = np.broadcast_to(np.arange(1, BANDS + 1, dtype=np.uint64), rows.shape[:2]).copy()
    for place in range(rows.shape[2]):
        keys *= np.uint64(0x9E3779B97F4A7C15)
        keys ^= rows[:, :, place]
        keys ^= keys >> np.uint64(29)
    return keys


def anchors(text: str) -> tuple[int, ...]:
    """Shingles that stand for a text where only a part of it was copied. Signed 64-bit numbers."""
    return tuple(int(key) for key in anchors_of(shingles(text)).view(np.int64))


def anchors_of(one: Shingles) -> Shingles:
    """The anchors among the shingles of a text."""
    chosen: Shingles = one[(one >> np.uint64(17)) % np.uint64(ANCHOR_RATE) == 0]
    return chosen


def _values(one: bytes) -> npt.NDArray[np.uint32]:
    if len(one) != _BYTES:
        message = f"a signature has {_BYTES} bytes, not {len(one)}"
        raise ValueError(message)
    return np.frombuffer(one, dtype="<u4")
