"""A text held against the documents a person may read: the index is asked first, few documents are read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, Max, Q, Sum

from nianlun.apps.library.queries.documents import readable
from nianlun.apps.library.queries.phrases import documents_as_read, documents_holding
from nianlun.apps.library.texts import body_of
from nianlun.apps.originality.passages import KeptPassage, placed
from nianlun.apps.people.models import User
from nianlun.kernel.errors import RefusedError
from nianlun.text.model import Mapped
from nianlun.text.similarity.copying import SHORTEST, Copied, copied, tight
from nianlun.text.similarity.originality import (
    Heard,
    Originality,
    common_from,
    probes,
    settle,
    worth_reading,
)

MOST_CHARACTERS = 30_000
"""Longest text checked at once: a few seconds of work in a library of ten thousand documents."""
AT_ONCE = 50
"""Documents held in memory together."""


@dataclass(frozen=True, kw_only=True)
class LibraryState:
    """The library as the person could read it."""

    documents: int
    characters: int
    newest: str
    """Instant at which the newest document came in, ISO 8601; empty for an empty library."""
    waiting: int
    """Documents the index did not know yet: they were not looked at."""
    common_from: int
    """Number of documents from which on words are stock phrases."""

    def as_plain(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came of a check."""

    found: Originality
    passages: tuple[KeptPassage, ...]
    library: LibraryState


def check(user: User, text: str, *, left_out: Collection[int] = ()) -> Answer:
    """How much of a text stands in the library, and where; documents `left_out` are not looked at.

    Raises:
        RefusedError: `originality.text.short`, `originality.text.long`, `library.index.rebuilding`.
    """
    body = tight(body_of(text))
    if len(body.text) < SHORTEST:
        raise RefusedError("originality.text.short", least=SHORTEST)
    if len(body.text) > MOST_CHARACTERS:
        raise RefusedError("originality.text.long", most=MOST_CHARACTERS, number=len(body.text))
    state = library_state(user)
    heard = _heard(user, body.text, state.common_from, frozenset(left_out))
    bodies, found, titles = _compared(user, body.text, worth_reading(heard, state.common_from))
    answer = settle(len(body.text), heard, found, common=state.common_from)
    passages = tuple(placed(each, body, bodies[each.text], titles[each.text]) for each in answer.passages)
    return Answer(found=answer, passages=passages, library=state)


def library_state(user: User) -> LibraryState:
    """What the person may read at this moment."""
    numbers = readable(user).aggregate(
        documents=Count("pk"),
        characters=Sum("characters"),
        newest=Max("added_at"),
        waiting=Count("pk", filter=Q(index_due=True)),
    )
    return LibraryState(
        documents=numbers["documents"],
        characters=numbers["characters"] or 0,
        newest=numbers["newest"].isoformat() if numbers["newest"] else "",
        waiting=numbers["waiting"],
        common_from=common_from(numbers["documents"]),
    )


def _heard(user: User, text: str, common: int, left_out: frozenset[int]) -> list[Heard]:
    """What the index says of each probe, the documents left out taken away."""
    asked = probes(text)
    answers = documents_holding(user, [each.words for each in asked], most=common + len(left_out))
    heard = []
    for each in asked:
        answer = answers[each.words]
        kept = tuple(number for number in answer.ids if number not in left_out)
        heard.append(Heard(each, kept, answer.total - (len(answer.ids) - len(kept))))
    return heard


def _compared(
    user: User, text: str, numbers: Sequence[int]
) -> tuple[Mapping[int, Mapped], Mapping[int, list[Copied]], Mapping[int, str]]:
    """The documents that share a passage with the text: tight, with the passages, with their titles."""
    bodies: dict[int, Mapped] = {}
    found: dict[int, list[Copied]] = {}
    titles: dict[int, str] = {}
    for start in range(0, len(numbers), AT_ONCE):
        for number, row in documents_as_read(user, numbers[start : start + AT_ONCE]).items():
            body = tight(body_of(row.text, row.gaps))
            if passages := copied(text, body.text):
                bodies[number], found[number], titles[number] = body, passages, row.title
    return bodies, found, titles
