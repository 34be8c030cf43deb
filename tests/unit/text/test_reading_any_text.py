"""The whole chain bears whatever text it is given, and what it finds stands where it says."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from zlib import crc32

import pytest

from nianlun.text.model import Extracted, Reading
from nianlun.text.reading import read
from tests.labels import READING
from tests.mutations import mutations
from tests.need import material

OWN = [*sorted((READING / "dev").glob("*.txt"))]
PER_TEXT = 12


def check(source: str) -> Reading:
    """Read a text and hold every finding against the source."""
    reading = read(Extracted(source, "txt", "utf-8"))
    for piece in reading.pieces:
        assert 0 <= piece.start <= piece.end <= len(source)
        for found in (*piece.figures, *piece.commitments):
            assert piece.start <= found.start < found.end <= piece.end
            assert source[found.start : found.end] == found.text
        for place in (*piece.outline, *piece.sections):
            assert piece.start <= place.start <= place.end <= piece.end
    for left in reading.residue:
        assert source[left.start : left.end] == left.text
    return reading


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_spoilt_document_is_read(path: Path) -> None:
    for spoilt in mutations(path.read_text(encoding="utf-8"), crc32(path.name.encode()), PER_TEXT):
        check(spoilt)


@pytest.mark.parametrize(
    "text", ["", "\n", "\ufeff", "。", "一、", "1.1", "第一章", "　\r\n\t", "##paidbegin##", "\ud800"]
)
def test_next_to_nothing_is_read(text: str) -> None:
    check(text)


def test_same_text_is_read_the_same_way() -> None:
    text = OWN[0].read_text(encoding="utf-8")

    assert check(text) == check(text)


def test_spoilt_material_is_read() -> None:
    folder = material()
    if folder is None:
        pytest.skip("no material")
    with (folder / "dev" / "national-reports-1954-2011.jsonl").open(encoding="utf-8") as lines:
        texts = [str(json.loads(line)["text"])[:6000] for line in lines][::5]
    with lzma.open(folder / "dev" / "laws.jsonl.xz", "rt", encoding="utf-8") as lines:
        texts += [str(json.loads(line)["text"])[:6000] for line, _ in zip(lines, range(20), strict=False)]
    for seed, text in enumerate(texts):
        check(text)
        for spoilt in mutations(text, seed, 2):
            check(spoilt)
