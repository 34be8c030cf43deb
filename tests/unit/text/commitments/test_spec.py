"""The spec files under tests/spec/commitments: passages of plans, and what they promise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from nianlun.text.commitments import find_commitments
from nianlun.text.figures import find_figures
from nianlun.text.model import Meta, Section

SPEC = Path(__file__).resolve().parents[3] / "spec" / "commitments"
META = Meta(kind="summary", year=2023, plan_year=2024)


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=case["text"][:24])
        for path in sorted(SPEC.glob("*.yaml"))
        for case in YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("case", _cases())
def test_commitments_of_a_passage_are_as_the_spec_says(case: dict[str, Any]) -> None:
    title = f"{case['title']}\n" if "title" in case else ""
    text = title + case["text"]
    sections = (Section("plan", len(title), len(text)),)
    meta = Meta(**case["meta"]) if "meta" in case else META

    found = find_commitments(text, (), sections, find_figures(text, (), sections, meta), meta)

    assert [commitment.text for commitment in found] == [wanted["text"] for wanted in case["commitments"]]
    shown = [
        {key: getattr(commitment, key) for key in wanted}
        for commitment, wanted in zip(found, case["commitments"], strict=True)
    ]
    assert shown == case["commitments"]
