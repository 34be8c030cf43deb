"""Splitting a compilation into its pieces; a single document stays one piece.

The table of contents says best where documents begin; else titles that are counted; else titles that
look like titles, stand like titles and begin their numbering anew. What belongs to no document is kept
as residue, and taken out of the bodies it stands in.
"""

from __future__ import annotations

from nianlun.text.model import Mapped, Piece, Residue
from nianlun.text.splitting.adverts import find_adverts
from nianlun.text.splitting.boundaries import Flow, Head, find_heads
from nianlun.text.splitting.contents import Contents, find_contents, titles_named
from nianlun.text.splitting.forms import SEPARATOR
from nianlun.text.splitting.furniture import MARK, find_furniture
from nianlun.text.splitting.lines import Line, lines_of
from nianlun.text.splitting.ordinals import find_counted
from nianlun.text.splitting.pieces import Plan, build


def split(text: Mapped) -> tuple[list[Piece], tuple[Residue, ...]]:
    """Pieces of a text, and what belongs to none of them; both at their place in the source.

    Pieces, residue, white space and dropped characters together cover the source.
    """
    marks = [found.span() for found in MARK.finditer(text.text)]
    lines = lines_of(_blanked(text.text, marks))
    furniture = find_furniture(lines)
    adverts = find_adverts(lines) - furniture
    tables = find_contents(lines, furniture | adverts)
    listed = {index for table in tables for index in range(table.first, table.last)} - furniture
    skipped = furniture | adverts | listed
    heads, groups = _heads(lines, tables, skipped, furniture)
    plan = Plan(
        text=text,
        lines=lines,
        heads=heads,
        groups=groups,
        kinds={
            **dict.fromkeys(furniture, "furniture"),
            **dict.fromkeys(adverts, "advert"),
            **dict.fromkeys(listed, "toc"),
        },
        marks=marks,
    )
    return build(plan)


def _blanked(text: str, marks: list[tuple[int, int]]) -> str:
    """The text with its platform marks turned to spaces, so that lines read without them."""
    parts: list[str] = []
    place = 0
    for start, end in marks:
        parts += text[place:start], " " * (end - start)
        place = end
    return "".join([*parts, text[place:]]) if parts else text


def _heads(
    lines: list[Line], tables: list[Contents], skipped: set[int], furniture: set[int]
) -> tuple[list[Head], set[int]]:
    """Title lines of the documents, and lines that head groups of documents."""
    if tables:
        named, groups = titles_named(lines, tables[0], skipped)
        if named:
            return named, groups
    flow, places = _flow(lines, skipped, furniture)
    found = find_counted(flow) or find_heads(flow)
    return [Head(places[head.first], places[head.last - 1] + 1) for head in found], set()


def _flow(lines: list[Line], skipped: set[int], furniture: set[int]) -> tuple[Flow, list[int]]:
    """The lines that may be of documents, separators among them, and where they stand among all."""
    kept: list[Line] = []
    places: list[int] = []
    white = 0
    for index, line in enumerate(lines):
        if index in skipped and not (index in furniture and SEPARATOR.match(line.text)):
            white = 0 if index in furniture else white + 1
            continue
        kept.append(line._replace(blanks=line.blanks + white) if white else line)
        places.append(index)
        white = 0
    return Flow.of(kept), places
