"""Passages of a report: from the tight texts of the engine to places in the exact texts, and to JSON and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nianlun.text.model import Mapped
from nianlun.text.similarity.originality import Passage

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class KeptPassage:
    """A passage with its places in the exact characters of both texts."""

    document: int
    """Number of the document of the library."""
    title: str
    """As it was called on the day."""
    same: int
    """Characters that stand in both, white space not counted."""
    likeness: float
    """Share of the longer side that does; 1 for word for word."""
    runs: tuple[tuple[int, int, int, int], ...]
    """Start and end of each common run, in the text and in the document."""
    also: tuple[int, ...] = ()
    """Other documents that hold it."""

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return self.runs[0][0], self.runs[-1][1]

    @property
    def other_span(self) -> Span:
        """Where it stands in the document."""
        return self.runs[0][2], self.runs[-1][3]

    @property
    def is_exact(self) -> bool:
        """Whether it stands there word for word."""
        return len(self.runs) == 1


def placed(passage: Passage, text: Mapped, other: Mapped, title: str) -> KeptPassage:
    """The passage at its exact characters; both texts tight."""
    return KeptPassage(
        document=passage.text,
        title=title,
        same=passage.copied.same,
        likeness=round(passage.copied.likeness, 4),
        runs=tuple(
            (
                *text.span(run.start, run.start + run.length),
                *other.span(run.other_start, run.other_start + run.length),
            )
            for run in passage.copied.runs
        ),
        also=passage.also,
    )


def as_plain(passage: KeptPassage) -> dict[str, Any]:
    """As it is kept."""
    return {
        "document": passage.document,
        "title": passage.title,
        "same": passage.same,
        "likeness": passage.likeness,
        "runs": [list(run) for run in passage.runs],
        "also": list(passage.also),
    }


def from_plain(plain: Mapping[str, Any]) -> KeptPassage:
    """As it was kept."""
    return KeptPassage(
        document=plain["document"],
        title=plain["title"],
        same=plain["same"],
        likeness=plain["likeness"],
        runs=tuple((run[0], run[1], run[2], run[3]) for run in plain["runs"]),
        also=tuple(plain["also"]),
    )
