"""What small documents say of themselves, as the YAML file beside this one states it."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from nianlun.text.metadata import find_meta
from nianlun.text.normalise import normalise
from nianlun.text.splitting import split

CASES = YAML(typ="safe", pure=True).load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_meta_case(case):
    named = case.get("named", True)
    (piece,), _residue = split(normalise(case["document"]))
    title = piece.title if named else ""

    found = find_meta(piece.body.text, title)

    assert {key: getattr(found, key) for key in case["meta"]} == case["meta"]
    if named:
        assert title == case.get("piece_title", case["document"].split("\n", 1)[0])
