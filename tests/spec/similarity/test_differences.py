"""Differences of short texts, as the YAML file beside this one states them."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from nianlun.text.normalise import normalise
from nianlun.text.similarity import differences

CASES = YAML(typ="safe", pure=True).load(
    (Path(__file__).parent / "differences.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_differences_case(case):
    one, other = case["one"], case["other"]

    found = differences(normalise(one), normalise(other), one, other)

    assert [[a.text, a.other_text, *(["leak"] if a.leak else [])] for a in found] == case["differences"]
