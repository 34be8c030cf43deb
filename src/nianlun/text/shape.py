"""The published shape of a reading, as `nianlun read FILE --format json` prints it.

`reading.schema.json` beside this file describes it; offsets are code points of the source text, end
exclusive. A key that is not known is null, never left out.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from nianlun.text.model import Figure, Piece, Reading, Similar

SHAPE_VERSION = "1.0"
"""Grows in its second part with every key that is added, in its first with every one that changes."""

Shape = dict[str, Any]


def to_shape(reading: Reading, path: str, sha256: str) -> Shape:
    """A reading as plain values for JSON; `sha256` is that of the file's bytes."""
    source = reading.source
    return {
        "version": SHAPE_VERSION,
        "source": {
            "path": path,
            "sha256": sha256,
            "format": source.format,
            "encoding": source.encoding,
            "characters": len(source.text),
            "notes": list(source.notes),
        },
        "pieces": [_piece(piece) for piece in reading.pieces],
        "residue": [asdict(residue) for residue in reading.residue],
    }


@cache
def schema() -> Shape:
    """The JSON Schema of the shape."""
    text = files("nianlun.text").joinpath("reading.schema.json").read_text(encoding="utf-8")
    loaded: Shape = json.loads(text)
    return loaded


def plain(number: Decimal | None) -> str | None:
    """A decimal as people write it: no exponent, no trailing zeros behind the point."""
    if number is None:
        return None
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _piece(piece: Piece) -> Shape:
    return {
        "index": piece.index,
        "title": piece.title,
        "start": piece.start,
        "end": piece.end,
        "meta": asdict(piece.meta),
        "outline": [asdict(heading) for heading in piece.outline],
        "sections": [asdict(section) for section in piece.sections],
        "figures": [_figure(figure) for figure in piece.figures],
        "commitments": [asdict(commitment) for commitment in piece.commitments],
        "similar": [_similar(similar) for similar in piece.similar],
    }


def _figure(figure: Figure) -> Shape:
    return asdict(figure) | {"base_value": plain(figure.base_value), "base_upper": plain(figure.base_upper)}


def _similar(similar: Similar) -> Shape:
    return asdict(similar) | {
        "similarity": round(similar.similarity, 4),
        "containment": round(similar.containment, 4),
    }
