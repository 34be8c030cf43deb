"""Entries that are likely one and the same thing, by the likeness of the texts the definition names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz, process

from nianlun.apps.people.models import User
from nianlun.apps.registers.models import Entry, IndexRow, NotDuplicate, Register
from nianlun.apps.registers.queries.rows import Ledger, ledger_for
from nianlun.apps.registers.recording.indexing import fold
from nianlun.define.kinds import KINDS
from nianlun.define.words import Language

ALIKE = 86
"""Likeness in percent from which two are shown."""
MOST = 200
MOST_IN_BUCKET = 40
"""A piece of text that more entries share says nothing."""
RAREST = 4
PIECE = 2


@dataclass(frozen=True)
class LikelyPair:
    """Two entries that look like one."""

    first: int
    second: int
    first_code: str
    second_code: str
    first_words: str
    second_words: str
    likeness: float
    """0 to 1."""


def likely_duplicates(user: User, register: Register, *, most: int = MOST) -> list[LikelyPair]:
    """Pairs of living entries the person sees, the most alike first; two queries.

    Raises:
        RefusedError: `registers.register.missing`.
    """
    ledger = ledger_for(user, register)
    texts = _texts(ledger)
    told = set(NotDuplicate.objects.filter(first__register=register).values_list("first", "second"))
    found = []
    for first, second in _candidates(texts):
        if (min(first, second), max(first, second)) in told:
            continue
        likeness = fuzz.ratio(texts[first][1], texts[second][1], score_cutoff=ALIKE)
        if likeness:
            found.append((likeness, min(first, second), max(first, second)))
    found.sort(key=lambda each: (-each[0], each[1], each[2]))
    return [_pair(texts, first, second, likeness) for likeness, first, second in found[:most]]


Texts = Mapping[int, tuple[str, str]]


def _columns(ledger: Ledger) -> list[str]:
    keys = dict.fromkeys((*ledger.definition.similar_by, ledger.definition.title))
    if ledger.definition.similar_by:
        keys = dict.fromkeys(ledger.definition.similar_by)
    fields = [ledger.definition.field_by_key[key] for key in keys if key in ledger.definition.field_by_key]
    found = [
        ledger.columns(each)[0] for each in fields if ledger.columns(each) and not ledger.is_secret(each)
    ]
    return [column for column in found if column.startswith("t")]


def _texts(ledger: Ledger) -> Texts:
    """Number and compared text of every living entry the person sees."""
    columns = _columns(ledger)
    rows = IndexRow.objects.filter(
        ledger.standing.rows.condition(), register=ledger.register, superseded_at__isnull=True, is_living=True
    )
    found = {}
    for entry, code, *parts in rows.values_list("entry", "code", *columns):
        words = " ".join(part for part in parts if part)
        if words:
            found[entry] = (code, words)
    return found


def _pieces(words: str) -> set[str]:
    plain = words.replace(" ", "")
    return {plain[at : at + PIECE] for at in range(len(plain) - PIECE + 1)} or {plain}


def _candidates(texts: Texts) -> Iterator[tuple[int, int]]:
    """Pairs that share one of the rarest pieces of both: far fewer than all pairs."""
    pieces = {entry: _pieces(words) for entry, (_, words) in texts.items()}
    often = Counter(piece for found in pieces.values() for piece in found)
    buckets: dict[str, list[int]] = defaultdict(list)
    for entry, found in pieces.items():
        shared = sorted((often[piece], piece) for piece in found if often[piece] > 1)
        for _, piece in shared[:RAREST]:
            buckets[piece].append(entry)
    seen: set[tuple[int, int]] = set()
    for entries in buckets.values():
        if len(entries) <= MOST_IN_BUCKET:
            for pair in combinations(sorted(entries), 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _pair(texts: Texts, first: int, second: int, likeness: float) -> LikelyPair:
    return LikelyPair(
        first, second, texts[first][0], texts[second][0], texts[first][1], texts[second][1], likeness / 100
    )


def similar_to(
    user: User, register: Register, values: Mapping[str, Any], *, most: int = 5, besides: int | None = None
) -> list[tuple[Entry, float]]:
    """Living entries like one that is being written, `values` by field key in stored form; three queries.

    Raises:
        RefusedError: `registers.register.missing`.
    """
    ledger = ledger_for(user, register)
    asked = _asked(ledger, values)
    if not asked:
        return []
    texts = _texts(ledger)
    choices = {entry: words for entry, (_, words) in texts.items() if entry != besides}
    best: Sequence[tuple[str, float, int]] = process.extract(
        asked, choices, scorer=fuzz.ratio, score_cutoff=ALIKE - 10, limit=most
    )
    entries = Entry.objects.select_related("unit").in_bulk([entry for _, _, entry in best])
    return [(entries[entry], likeness / 100) for _, likeness, entry in best]


def _asked(ledger: Ledger, values: Mapping[str, Any]) -> str:
    columns = set(_columns(ledger))
    words = []
    for each in ledger.definition.fields:
        mine = ledger.columns(each)
        if mine and mine[0] in columns and values.get(each.key) is not None:
            words.append(fold(KINDS[each.kind].show(values[each.key], each.options, Language.CHINESE)))
    return " ".join(words)
