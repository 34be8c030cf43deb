"""Compilations are split into their pieces, exactly."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from nianlun.text.model import Extracted
from nianlun.text.reading import read

LABELS = sorted((Path(__file__).parent / "held" / "compilations").glob("*.yaml"))


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_compilation_is_split_exactly(path: Path) -> None:
    labels = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")

    pieces = read(Extracted(text, "txt", "utf-8")).pieces

    lines = [[line.strip() for line in text[piece.start : piece.end].split("\n")] for piece in pieces]
    assert [piece.title for piece in pieces] == [label["title"] for label in labels["pieces"]]
    for found, label in zip(lines, labels["pieces"], strict=True):
        assert label["first_line"].endswith(found[0])  # the mark that counts a piece is residue
        assert label["last_line"].strip() == found[-1]
