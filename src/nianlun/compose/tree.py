"""The tree of a document to be written, before it is known in which format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["body", "flush", "centre", "right"]
UNDATED = "2000-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph in one face."""

    text: str
    level: int | None = None
    """Outline level where the run is a heading inside its paragraph (一是…), else None."""
    fact: str = ""
    """Name of the fact it prints, where it is a number of a report."""
    is_typed: bool = False
    """Whether it is a figure that somebody typed into a report, with no fact behind it."""


@dataclass(frozen=True, slots=True)
class Title:
    """Title of a document, or of one piece of a compilation; each entry is a line."""

    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The title on one line."""
        return "".join(self.lines)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with a paragraph of its own."""

    level: int
    """1 for 一、, 2 for （一）, 3 for 1., 4 for （1） and 一是, 0 for an unnumbered title."""
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    runs: tuple[Run, ...]
    align: Align = "body"
    """`body` is indented by two characters; `flush` begins at the margin."""
    right: float = 2.0
    """Characters left free at the right of what is set `right`."""
    is_apart: bool = False
    """Whether a blank line stands before it."""
    keeps: bool = False
    """Whether what follows stays on its page."""

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; every cell is text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    facts: tuple[tuple[str, ...], ...] = ()
    """Beside each cell the name of the fact it prints; empty where no cell prints one."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing across the page."""

    png: bytes
    caption: str = ""
    words: str = ""
    """What it draws, for those who do not see it."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Title page of a compilation."""

    title: str
    lines: tuple[str, ...] = ()
    """Who compiled it and when, one line each."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Table of the titles that follow, with their pages where the format has pages."""

    label: str = "目录"


Block = Title | Heading | Paragraph | Table | Picture | PageBreak | Cover | Contents


@dataclass(frozen=True, slots=True)
class Tree:
    """A document to be written."""

    title: str
    blocks: tuple[Block, ...]
    author: str = ""
    written_at: str = UNDATED
    """Instant for the properties of the file, ISO 8601 in UTC; given, so that bytes repeat."""
    keywords: tuple[str, ...] = ()
    carried: str = ""
    """XML that travels inside a Word file: the facts of a report."""
