"""Pieces that hold the same words: found among many, linked, and compared character by character.

For the pieces of one file `link_similar` does it all. A library stores `signature`, `band_keys` and `anchors`
of each text, looks up which texts share keys, and asks `compare` about those.
"""

from __future__ import annotations

from nianlun.text.similarity.candidates import candidate_pairs
from nianlun.text.similarity.differences import Comparison, compare, differences, flipped, is_leak
from nianlun.text.similarity.linking import is_similar, link_similar
from nianlun.text.similarity.passages import Likeness, clauses, most_alike, shared_passages
from nianlun.text.similarity.shingles import containment, shingles
from nianlun.text.similarity.signatures import anchors, band_keys, resemblance, signature, signatures

__all__ = [
    "Comparison",
    "Likeness",
    "anchors",
    "band_keys",
    "candidate_pairs",
    "clauses",
    "compare",
    "containment",
    "differences",
    "flipped",
    "is_leak",
    "is_similar",
    "link_similar",
    "most_alike",
    "resemblance",
    "shared_passages",
    "shingles",
    "signature",
    "signatures",
]
