"""The whole chain of reading, visible as one list: from the source text to what is found in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from operator import attrgetter

from nianlun.text.commitments import find_commitments
from nianlun.text.figures import find_figures
from nianlun.text.metadata import find_meta
from nianlun.text.model import Commitment, Extracted, Figure, Piece, Reading
from nianlun.text.normalise import normalise
from nianlun.text.outline import find_outline
from nianlun.text.sections import find_sections
from nianlun.text.similarity import link_similar
from nianlun.text.splitting import split

STEPS: tuple[tuple[str, Callable[[Piece], Piece]], ...] = (
    ("meta", lambda piece: replace(piece, meta=find_meta(piece.body.text, piece.title))),
    ("outline", lambda piece: replace(piece, outline=find_outline(piece.body.text, piece.title))),
    (
        "sections",
        lambda piece: replace(piece, sections=find_sections(piece.body.text, piece.outline, piece.meta)),
    ),
    (
        "figures",
        lambda piece: replace(
            piece, figures=find_figures(piece.body.text, piece.outline, piece.sections, piece.meta)
        ),
    ),
    (
        "commitments",
        lambda piece: replace(
            piece,
            commitments=find_commitments(
                piece.body.text, piece.outline, piece.sections, piece.figures, piece.meta
            ),
        ),
    ),
)
"""What is found in each piece, in this order; each step works on offsets in the piece's body."""

_REST_OF_FIGURE = attrgetter(*(each.name for each in fields(Figure)[3:]))
_REST_OF_COMMITMENT = attrgetter(*(each.name for each in fields(Commitment)[3:]))
"""All but text, start and end; `replace` would take four times as long for each of thousands of figures."""


def read(source: Extracted) -> Reading:
    """Find the pieces of a source text and all that stands in them; offsets count in `source.text`."""
    text = normalise(source.text)
    pieces, residue = split(text)
    read_pieces = [read_piece(piece, source.text) for piece in pieces]
    printed = tuple(replace(left, text=source.text[left.start : left.end]) for left in residue)
    return Reading(source, link_similar(read_pieces, source.text), printed)


def read_piece(piece: Piece, source: str) -> Piece:
    """Find all that stands in one piece of a source text."""
    for _name, step in STEPS:
        piece = step(piece)
    return _at_source(piece, source)


def _at_source(piece: Piece, source: str) -> Piece:
    """The piece with every finding at its place in the source; figures and commitments as printed there."""
    span = piece.body.span
    headings, sections, figures, commitments = [], [], [], []
    for heading in piece.outline:
        start, end = span(heading.start, heading.end)
        headings.append(replace(heading, start=start, end=end))
    for section in piece.sections:
        start, end = span(section.start, section.end)
        sections.append(replace(section, start=start, end=end))
    for figure in piece.figures:
        start, end = span(figure.start, figure.end)
        figures.append(Figure(source[start:end], start, end, *_REST_OF_FIGURE(figure)))
    for commitment in piece.commitments:
        start, end = span(commitment.start, commitment.end)
        commitments.append(Commitment(source[start:end], start, end, *_REST_OF_COMMITMENT(commitment)))
    return replace(
        piece,
        outline=tuple(headings),
        sections=tuple(sections),
        figures=tuple(figures),
        commitments=tuple(commitments),
    )
