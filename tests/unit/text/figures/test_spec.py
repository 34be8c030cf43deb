"""The spec files under tests/spec/figures: sentences, and the figures to be found in them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from nianlun.text.figures import find_figures
from nianlun.text.model import Figure, Meta, Section

SPEC = Path(__file__).resolve().parents[3] / "spec" / "figures"
META = Meta(kind="summary", year=2023, plan_year=2024)


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=case["text"][:24])
        for path in sorted(SPEC.glob("*.yaml"))
        for case in YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    ]


def _shown(figure: Figure, keys: list[str]) -> dict[str, Any]:
    shown = {key: getattr(figure, key) for key in keys}
    return {key: str(value) if isinstance(value, Decimal) else value for key, value in shown.items()}


@pytest.mark.parametrize("case", _cases())
def test_figures_of_a_sentence_are_as_the_spec_says(case: dict[str, Any]) -> None:
    text = case["text"]
    sections = (Section(case.get("in", "achievement"), 0, len(text)),)

    found = find_figures(text, (), sections, META)

    assert [figure.text for figure in found] == [wanted["text"] for wanted in case["figures"]]
    assert [
        _shown(figure, list(wanted)) for figure, wanted in zip(found, case["figures"], strict=True)
    ] == case["figures"]
