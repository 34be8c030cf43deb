"""The outline of small documents, as the YAML files beside this one state it.

`named`: the first line is the title. Outline: depth, level, marker, text, and the fault where there is one.
"""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from nianlun.text.outline import find_outline

HERE = Path(__file__).parent
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['title']}")
    for path in sorted(HERE.glob("*.yaml"))
    for case in YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_outline_case(case):
    document = case["document"]
    title = document.split("\n", 1)[0] if case.get("named") else ""

    found = find_outline(document, title)

    assert [
        [
            heading.depth,
            heading.level,
            heading.marker,
            heading.text,
            *([heading.fault] if heading.fault else []),
        ]
        for heading in found
    ] == case["outline"]
    for heading in found:
        assert document[heading.start :].startswith(heading.marker)
        assert document[: heading.end].replace("\n", "").endswith(heading.text)
