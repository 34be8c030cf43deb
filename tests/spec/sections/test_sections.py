"""What the stretches of small documents speak of, as the YAML files beside this one state it."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from nianlun.text.metadata import find_meta
from nianlun.text.model import Meta
from nianlun.text.normalise import normalise
from nianlun.text.outline import find_outline
from nianlun.text.sections import find_sections
from nianlun.text.splitting import split

HERE = Path(__file__).parent
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['title']}")
    for path in sorted(HERE.glob("*.yaml"))
    for case in YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_sections_case(case):
    (piece,), _residue = split(normalise(case["document"]))
    document = piece.body.text
    meta = Meta(**case["meta"]) if "meta" in case else find_meta(document, piece.title)

    sections = find_sections(document, find_outline(document, piece.title), meta)

    found = [[section.kind, document[section.start : section.end]] for section in sections]
    assert [kind for kind, _ in found] == [kind for kind, _ in case["sections"]]
    for (_, words), (_, begins) in zip(found, case["sections"], strict=True):
        assert words.startswith(begins)
    assert "".join(words for _, words in found) == document
