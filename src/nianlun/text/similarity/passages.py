"""What short texts have in common, passage by passage: a question, and the cases that were like it.

Near-duplicates share runs of characters; two accounts of one matter share only its words. Passages that few of the
texts hold tell most, so nothing needs a list of words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import log

LEAST = 2
"""Characters of the shortest passage that says something."""
LEAST_LATIN = 4
"""The same for letters and digits."""
LOOKED_AT = 60
"""Texts that are compared passage by passage; those with the most telling pairs of characters."""
TOLD = 6
"""Most passages named as the reason."""
LEAST_SCORE = 3.0
LEAST_SHARE = 0.25
"""A text that says less than this part of what the best one says is left out."""
_BREAK = re.compile(r"[\W_]+")
_LATIN = re.compile(r"[a-z0-9]+")
_EDGES = "的了和与及或在是对把被向从为以于就都也其该此本各请将由吗呢"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a text has in common with the one asked about."""

    score: float
    """Length of the passages, each weighed by how few texts hold its rarest characters."""
    passages: tuple[str, ...]
    """What both say, the most telling first."""


def clauses(text: str) -> list[str]:
    """The text in one case, cut at every mark and blank."""
    return [each for each in _BREAK.split(text.casefold()) if each]


def shared_passages(asked: str, other: str) -> tuple[str, ...]:
    """The longest strings of `asked` that stand in `other` too, in the order of `asked`, each once."""
    body = "\n".join(clauses(other))
    found = dict.fromkeys(part for clause in clauses(asked) for part in _longest(clause, body))
    return tuple(part for part in found if not any(part != more and part in more for more in found))


def most_alike(asked: str, others: Mapping[int, str], *, most: int) -> list[tuple[int, Likeness]]:
    """The texts that have most in common with `asked`, the best first; by the keys of `others`."""
    bodies = {key: "\n".join(clauses(text)) for key, text in others.items()}
    rarity = {part: _rarity(part, bodies.values()) for part in _pairs(asked)}
    rough = {key: sum(rarity[part] for part in rarity if part in body) for key, body in bodies.items()}
    best = sorted((key for key in rough if rough[key]), key=lambda key: (-rough[key], key))[:LOOKED_AT]
    found = [(key, _likeness(shared_passages(asked, others[key]), rarity)) for key in best]
    least = max((each.score for _, each in found), default=0.0) * LEAST_SHARE
    found = [(key, each) for key, each in found if each.score >= max(LEAST_SCORE, least)]
    return sorted(found, key=lambda each: (-each[1].score, each[0]))[:most]


def _longest(clause: str, body: str) -> list[str]:
    found, reached = [], 0
    for start in range(len(clause) - LEAST + 1):
        end = max(reached, start + LEAST - 1)
        while end < len(clause) and clause[start : end + 1] in body:
            end += 1
        if end > reached and end - start >= LEAST and clause[start:end] in body:
            reached = end
            part = clause[start:end].strip(_EDGES)
            if len(part) >= (LEAST_LATIN if _LATIN.fullmatch(part) else LEAST):
                found.append(part)
    return found


def _pairs(text: str) -> set[str]:
    return {pair for clause in clauses(text) for pair in _pairs_of(clause)}


def _pairs_of(clause: str) -> list[str]:
    return [clause[at : at + LEAST] for at in range(len(clause) - LEAST + 1)]


def _rarity(pair: str, bodies: Collection[str]) -> float:
    """The fewer texts hold two characters side by side, the more they tell."""
    holding = sum(pair in body for body in bodies)
    return log((len(bodies) + 1) / holding) if holding else 0.0


def _likeness(parts: tuple[str, ...], rarity: Mapping[str, float]) -> Likeness:
    """A passage tells as much as its rarest pair, for each of its pairs."""
    weights = {part: (len(part) - 1) * max(rarity[pair] for pair in _pairs_of(part)) for part in parts}
    told = sorted(parts, key=lambda part: -weights[part])
    return Likeness(sum(weights.values()), tuple(told[:TOLD]))
