"""A report as it is kept: blocks of words with chips, and what they become on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from nianlun.compose.report.chips import CHIP, ids_in, runs_of
from nianlun.compose.report.facts import Fact
from nianlun.compose.tree import Block, Heading, Paragraph, Picture, Table, Title

_DIGITS = "零一二三四五六七八九十"
Draw = Callable[[str], bytes]
"""A chart's specification as a PNG."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A block of a draft."""

    kind: str
    """`heading`, `paragraph`, `item`, `table`, `chart`."""
    section: str = ""
    """Key of the section it belongs to."""
    level: int = 1
    """Of a heading."""
    text: str = ""
    """Words with chips; the caption of a table or chart."""
    head: tuple[str, ...] = ()
    """Of a table."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Cells of a table, words with chips."""
    chart: str = ""
    """Vega-Lite specification."""
    shows: tuple[str, ...] = field(default=())
    """Facts a chart draws."""
    places: tuple[str, ...] = ()
    """What each of them is drawn at: a unit, a month."""

    @property
    def is_words(self) -> bool:
        """Whether a person may edit it."""
        return self.kind in ("heading", "paragraph", "item")


def plain_pieces(pieces: Iterable[Piece]) -> list[dict[str, Any]]:
    """As the database keeps them."""
    return [{key: value for key, value in asdict(each).items() if value} for each in pieces]


def read_pieces(plain: Iterable[Mapping[str, Any]]) -> tuple[Piece, ...]:
    """The other way round."""
    return tuple(_piece(each) for each in plain)


def _piece(plain: Mapping[str, Any]) -> Piece:
    lists = {key: tuple(plain[key]) for key in ("head", "shows", "places") if key in plain}
    rows = tuple(tuple(row) for row in plain.get("rows", ()))
    return Piece(**{**plain, **lists, "rows": rows})


def facts_printed(pieces: Iterable[Piece]) -> list[str]:
    """Facts of all pieces in the order of the paper, each once."""
    found: dict[str, None] = {}
    for each in pieces:
        cells = (cell for row in each.rows for cell in row)
        for text in (each.text, *cells):
            found |= dict.fromkeys(ids_in(text))
        found |= dict.fromkeys(each.shows)
    return list(found)


def blocks_of(
    title: str, lines: Sequence[str], pieces: Iterable[Piece], facts: Mapping[str, Fact], draw: Draw
) -> tuple[Block, ...]:
    """The blocks of the paper: title, lines beneath it, numbered headings, words, tables, pictures."""
    found: list[Block] = [Title((title,))]
    found += [Paragraph(runs_of(line, {}), "centre") for line in lines]
    count = Numbers()
    for each in pieces:
        found.append(_block(each, facts, draw, count))
    return tuple(found)


class Numbers:
    """Counts the headings of each level and writes their numbers."""

    def __init__(self) -> None:
        self._at = [0, 0, 0, 0]

    def next(self, level: int) -> str:
        """The number of the next heading of a level."""
        level = min(max(level, 1), 4)
        self._at[level - 1] += 1
        self._at[level:] = [0] * (4 - level)
        number = self._at[level - 1]
        return (f"{chinese(number)}、", f"（{chinese(number)}）", f"{number}.", f"（{number}）")[level - 1]


def chinese(number: int) -> str:
    """A number below one hundred in Chinese."""
    tens, ones = divmod(number, 10)
    lead = (_DIGITS[tens] if tens > 1 else "") + "十" if tens else ""
    return lead + (_DIGITS[ones] if ones or not tens else "")


def _block(piece: Piece, facts: Mapping[str, Fact], draw: Draw, count: Numbers) -> Block:
    match piece.kind:
        case "heading":
            words = "".join(run.text for run in runs_of(piece.text, facts))
            return Heading(piece.level, count.next(piece.level) + words)
        case "table":
            return _table(piece, facts)
        case "chart":
            return Picture(png=draw(piece.chart), caption=piece.text, words=drawn_words(piece, facts))
        case _:
            return Paragraph(runs_of(piece.text, facts))


def drawn_words(piece: Piece, facts: Mapping[str, Fact]) -> str:
    """What a chart draws, for those who do not see it."""
    pairs = zip(piece.places, piece.shows, strict=False)
    return f"{piece.text}：" + "，".join(f"{place}{facts[name].display}" for place, name in pairs)


def _table(piece: Piece, facts: Mapping[str, Fact]) -> Table:
    rows, marks = [], []
    for row in piece.rows:
        rows.append(tuple("".join(run.text for run in runs_of(cell, facts)) for cell in row))
        marks.append(tuple(_only(cell) for cell in row))
    return Table(piece.head, tuple(rows), piece.text, tuple(marks))


def _only(cell: str) -> str:
    match = CHIP.fullmatch(cell)
    return "" if match is None or match[1].startswith("=") else match[1]


def words_of(pieces: Iterable[Piece]) -> Iterator[tuple[int, Piece]]:
    """The pieces a person may edit, with their places."""
    for place, each in enumerate(pieces):
        if each.is_words:
            yield place, each
