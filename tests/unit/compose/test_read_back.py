"""What is written can be read back: the reader finds in the Word file what it found in the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianlun.compose.as_docx import as_docx
from nianlun.compose.as_text import as_text
from nianlun.compose.from_text import Part, Place, compilation, from_part
from nianlun.text.model import Reading
from nianlun.text.readers import extract
from nianlun.text.reading import read
from tests.need import material

SAMPLES = sorted((Path(__file__).parents[2] / "spec" / "reading" / "dev").glob("*.txt"))


def parts_of(reading: Reading) -> list[Part]:
    text = reading.source.text
    return [
        Part(
            piece.title,
            text[piece.start : piece.end],
            tuple(
                Place(heading.level, heading.start - piece.start, heading.end - piece.start)
                for heading in piece.outline
            ),
            tuple(
                (residue.start - piece.start, residue.end - piece.start)
                for residue in reading.residue
                if piece.start <= residue.start < piece.end
            ),
        )
        for piece in reading.pieces
    ]


def bare(text: str) -> str:
    return "".join(text.split())


def kept(part: Part) -> str:
    signs = list(part.text)
    for start, end in part.gaps:
        signs[start:end] = [""] * (end - start)
    return bare("".join(signs))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_word_file_reads_as_its_text(path: Path) -> None:
    reading = read(extract(path.name, path.read_bytes()))
    for part in parts_of(reading):
        again = read(extract("again.docx", as_docx(from_part(part))))

        assert bare(again.source.text) in {kept(part), bare(part.title) + kept(part)}
        assert len(again.pieces) == 1


@pytest.mark.skipif(material() is None, reason="no ../shared/material")
def test_real_pieces_read_back_with_every_character_and_heading() -> None:
    folder = material()
    assert folder is not None
    path = folder / "summaries-2023.txt"
    reading = read(extract(path.name, path.read_bytes()))
    for part, piece in zip(parts_of(reading), reading.pieces, strict=True):
        for name, content in (("a.docx", as_docx(from_part(part))), ("a.txt", as_text(from_part(part)))):
            again = read(extract(name, content))

            assert bare(again.source.text) == kept(part)
            assert [(h.level, h.marker, h.text) for h in again.pieces[0].outline] == [
                (h.level, h.marker, h.text) for h in piece.outline
            ]
            assert len(again.pieces[0].figures) == len(piece.figures)


@pytest.mark.skipif(material() is None, reason="no ../shared/material")
def test_compilation_is_split_into_its_pieces_again() -> None:
    folder = material()
    assert folder is not None
    path = folder / "summaries-2023.txt"
    reading = read(extract(path.name, path.read_bytes()))
    tree = compilation("2023年度工作总结汇编", parts_of(reading), cover=("10份文稿",))

    again = read(extract("a.docx", as_docx(tree)))

    assert [piece.title for piece in again.pieces] == [piece.title for piece in reading.pieces]
