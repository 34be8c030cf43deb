"""A file read into plain rows, ready to be stored; knows no Django, so that it can run in other processes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from nianlun.apps.library.texts import body_of
from nianlun.text.model import Commitment, Extracted, Figure, Meta, Piece, Residue
from nianlun.text.readers import extract
from nianlun.text.reading import read, read_piece
from nianlun.text.similarity import anchors, band_keys, signature

READER_VERSION = "1"
"""Grows with every change of the reader that finds other things; documents of another version are reread."""

Row = dict[str, Any]
"""Field names and values of a row to be stored."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""Characters no database keeps; replaced one for one, so that offsets hold."""
_DATED = re.compile(r"[0-9０-９〇○一二三四五六七八九]{2,4}\s*年度?|\s|[0-9０-９]+")
_ANCHORS_KEPT = 4
"""One anchor in so many is stored; enough to meet again, and a quarter of the rows."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One piece, with all that was found in it; offsets count in its text."""

    row: Row
    figures: list[Row]
    commitments: list[Row]
    keys: list[int]
    similar: list[Row]
    """Near-duplicates in the same file: `position`, `similarity`, `containment`, `leaks`."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """By what a text finds those that are like it."""

    digest: str
    """The same for the same text."""
    signature: bytes | None
    keys: list[int]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file, and the documents in it."""

    row: Row
    documents: list[ReadDocument] = field(default_factory=list)


def read_file(name: str, content: bytes) -> ReadFile:
    """Read the bytes of a file.

    Raises:
        UnreadableError: the file is broken, empty, encrypted, of no known kind.
    """
    source = storable(extract(name, content))
    reading = read(source)
    row = {
        "format": source.format,
        "encoding": source.encoding,
        "size_bytes": len(content),
        "characters": len(source.text),
        "notes": list(source.notes),
        "residue": [[each.kind, each.start, each.end, each.text] for each in reading.residue],
    }
    documents = [
        _document(piece, source.text[piece.start : piece.end], _gaps(piece, reading.residue))
        for piece in reading.pieces
    ]
    return ReadFile(row, documents)


def reread_text(title: str, text: str, gaps: list[list[int]]) -> ReadDocument:
    """Read the text of one document again; it stays one document, whatever the reader would split today."""
    piece = read_piece(Piece(1, title, 0, len(text), body_of(text, gaps)), text)
    return _document(piece, text, gaps)


def storable(source: Extracted) -> Extracted:
    """The text without characters a database refuses."""
    return replace(source, text=_UNSTORABLE.sub("\ufffd", source.text))


def _gaps(piece: Piece, residue: tuple[Residue, ...]) -> list[list[int]]:
    start, end = piece.start, piece.end
    return [
        [max(each.start, start) - start, min(each.end, end) - start]
        for each in residue
        if each.start < end and each.end > start
    ]


def _document(piece: Piece, text: str, gaps: list[list[int]]) -> ReadDocument:
    start = piece.start
    likeness = likeness_of(body_of(text, gaps).text)
    row: Row = {
        "position": piece.index,
        "start": start,
        "title": clipped(piece.title, 500),
        "series": series_of(piece.title),
        "text": text,
        "gaps": gaps,
        "characters": len(text),
        "digest": likeness.digest,
        "signature": likeness.signature,
        **meta_row(piece.meta),
        "outline": [
            [each.level, each.depth, each.marker, each.text, each.start - start, each.end - start, each.fault]
            for each in piece.outline
        ],
        "sections": [[each.kind, each.start - start, each.end - start] for each in piece.sections],
    }
    return ReadDocument(
        row,
        [figure_row(each, piece, start) for each in piece.figures],
        [commitment_row(each, piece.meta, start) for each in piece.commitments],
        likeness.keys,
        [
            {
                "position": each.piece,
                "similarity": each.similarity,
                "containment": each.containment,
                "leaks": sum(difference.leak for difference in each.differences),
            }
            for each in piece.similar
        ],
    )


def likeness_of(body: str) -> Likeness:
    """What a normalised text is found by when others are like it."""
    sign = signature(body)
    keys = {*band_keys(sign), *(key for key in anchors(body) if key % _ANCHORS_KEPT == 0)}
    return Likeness(digest_of(body), sign or None, sorted(keys))


def series_of(title: str) -> str:
    """The title without years, numbers of halves and quarters, and spaces: the same every year."""
    return _DATED.sub("", title)[:500]


def digest_of(body: str) -> str:
    """SHA-256 of a normalised text without white space."""
    return hashlib.sha256("".join(body.split()).encode("utf-8", "replace")).hexdigest()


def meta_row(meta: Meta) -> Row:
    """What the document says of itself."""
    return {
        "kind": meta.kind,
        "issuer": clipped(meta.issuer, 200),
        "year": meta.year,
        "plan_year": meta.plan_year,
        "dated": meta.dated,
        "level": meta.level,
        "field": meta.field,
    }


def figure_row(figure: Figure, piece: Piece, offset: int) -> Row:
    """A figure, its place counted in the document, with its section and its year."""
    row = asdict(figure)
    row["start"], row["end"] = figure.start - offset, figure.end - offset
    section = next((each.kind for each in piece.sections if each.start <= figure.start < each.end), "other")
    own = piece.meta.plan_year if figure.role == "target" else piece.meta.year
    row |= {"section": section, "year": year_in(figure.period) or own}
    for name, most in (("text", 100), ("value", 40), ("upper", 40), ("unit", 40), ("base_unit", 40)):
        row[name] = clipped(row[name], most)
    for name, most in (
        ("indicator", 100),
        ("period", 21),
        ("as_of", 10),
        ("setter", 10),
        ("qualifier", 20),
        ("basis", 20),
    ):
        row[name] = clipped(row[name], most)
    for name in ("base_value", "base_upper"):
        if row[name] is not None and abs(row[name]) >= 10**29:
            row[name] = None
    return row


def commitment_row(commitment: Commitment, meta: Meta, offset: int) -> Row:
    """A commitment, its place counted in the document, with the year it is due in."""
    row = asdict(commitment)
    row["start"], row["end"] = commitment.start - offset, commitment.end - offset
    row["year"] = year_in(commitment.due) or meta.plan_year
    for name, most in (("text", 1000), ("indicator", 100), ("value", 40), ("upper", 40), ("unit", 40)):
        row[name] = clipped(row[name], most)
    for name, most in (("due", 21), ("section", 200), ("unit_named", 200)):
        row[name] = clipped(row[name], most)
    return row


def year_in(period: str | None) -> int | None:
    """The year a period, or the end of a range, falls in."""
    found = re.match(r"\d{4}", period.rsplit("/", 1)[-1]) if period else None
    return int(found[0]) if found else None


def clipped(text: str | None, most: int) -> str | None:
    """The first characters of a text, as many as its column holds."""
    return text if text is None or len(text) <= most else text[: most - 1] + "…"
