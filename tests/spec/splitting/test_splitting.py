"""Each fixture beside this file is a compilation with its pieces and residue marked.

`⟦piece TITLE⟧ ... ⟦/⟧` and `⟦toc⟧ ... ⟦/⟧`, `⟦advert⟧`, `⟦furniture⟧`, `⟦heading⟧`, `⟦mark⟧` stand around what
the splitter must find, to the character. They may be nested; they are not part of the text.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nianlun.text.normalise import normalise
from nianlun.text.splitting import split

FIXTURES = sorted(Path(__file__).parent.glob("*.txt"))
_TAG = re.compile(r"⟦(piece|toc|advert|furniture|heading|mark|/) ?([^⟧]*)⟧")

type_of_marked = tuple[str, str, int, int]


def unmark(marked: str) -> tuple[str, list[type_of_marked]]:
    """The text of a fixture and what is marked in it: kind, title, start, end."""
    parts: list[str] = []
    found: list[type_of_marked] = []
    opened: list[tuple[str, str, int]] = []
    place = length = 0
    for tag in _TAG.finditer(marked):
        parts.append(marked[place : tag.start()])
        length += tag.start() - place
        place = tag.end()
        if tag[1] == "/":
            kind, title, start = opened.pop()
            found.append((kind, title, start, length))
        else:
            opened.append((tag[1], tag[2], length))
    assert not opened, "a mark of the fixture is not closed"
    return "".join([*parts, marked[place:]]), sorted(found, key=lambda item: item[2])


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_splitting_of_fixture(path: Path) -> None:
    text, marked = unmark(path.read_text(encoding="utf-8"))

    pieces, residue = split(normalise(text))

    found = [("piece", piece.title, piece.start, piece.end) for piece in pieces]
    assert found == [item for item in marked if item[0] == "piece"]
    kept = [(item.kind, item.text) for item in residue]
    assert kept == [(kind, text[start:end]) for kind, _title, start, end in marked if kind != "piece"]


def test_fixtures_exist() -> None:
    assert len(FIXTURES) > 15
