"""Every fixture of `faults/`: files with mistakes, and the problems a load must name, with file, line, key path."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nianlun.define.load import load
from nianlun.define.messages import MESSAGES, tell
from nianlun.define.words import Language

FIXTURES = sorted((Path(__file__).parent / "faults").glob("*.txt"))


def parts_of(path: Path) -> tuple[dict[str, str], list[str]]:
    """Files of a fixture and the problems it expects."""
    pieces = re.split(r"^=== (\S+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    expected = found.pop("problems").splitlines()
    return found, [line for line in expected if line]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_problem_is_named_with_its_place(path: Path) -> None:
    files, expected = parts_of(path)

    found = [f"{each.place} {each.path} {each.slug}" for each in load(files).problems]

    assert found == expected


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_problem_has_words_in_both_languages(path: Path) -> None:
    files, _ = parts_of(path)

    for problem in load(files).problems:
        assert problem.slug in MESSAGES
        for language in Language:
            assert tell(problem, language).startswith(str(problem.place))
