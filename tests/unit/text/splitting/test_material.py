"""The splitter on real material: one compilation, and thousands of single documents."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from nianlun.text.normalise import normalise
from nianlun.text.splitting import split
from tests.need import material

SPANS = [
    (359, 5402), (5406, 8764), (8768, 11384), (11388, 13991), (13995, 18989), (18993, 22598), (22602, 26358),
    (26362, 28112), (28116, 29770), (29772, 31258),
]  # fmt: skip


@pytest.fixture(scope="module")
def folder() -> Path:
    found = material()
    if found is None:
        pytest.skip("shared material is absent")
    return found


def test_compilation_has_ten_pieces(folder: Path) -> None:
    source = (folder / "summaries-2023.txt").read_text(encoding="utf-8")

    pieces, residue = split(normalise(source))

    assert [(piece.start, piece.end) for piece in pieces] == SPANS
    assert pieces[0].title == "2023年工作总结和2024年工作思路"
    assert [item.kind for item in residue] == ["heading", "toc", "mark", "advert", "mark"]
    assert "出台力度更大" in pieces[2].body.text


def test_compilation_without_contents_has_the_same_pieces(folder: Path) -> None:
    source = (folder / "summaries-2023.txt").read_text(encoding="utf-8")[359:]

    pieces, _residue = split(normalise(source))

    assert [(piece.start + 359, piece.end + 359) for piece in pieces] == SPANS


def test_national_reports_stay_whole(folder: Path) -> None:
    lines = (folder / "dev" / "national-reports-1954-2011.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]

    assert [len(split(normalise(text))[0]) for text in texts] == [1] * len(texts)


def test_laws_stay_whole(folder: Path) -> None:
    """Nearly all: a few files hold a law and the decisions that changed it."""
    with lzma.open(folder / "dev" / "laws.jsonl.xz", "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for number, line in enumerate(file) if number % 4 == 0]

    whole = sum(len(split(normalise(text))[0]) == 1 for text in texts)
    adverts = sum(item.kind == "advert" for text in texts for item in split(normalise(text))[1])

    assert whole >= 0.995 * len(texts)
    assert adverts == 0
