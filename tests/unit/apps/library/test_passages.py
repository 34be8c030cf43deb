"""Passages of a document found, in pieces for the page."""

from __future__ import annotations

import pytest

from nianlun.apps.library.models import Document
from nianlun.apps.library.queries.hits import AROUND, _passages

LONG = "长" * (AROUND + 5)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("第一段\n有农业。\n第三段", "有农业。"),
        (f"题\n{LONG}农业。", "…" + "长" * AROUND + "农业。"),
        (f"题\n　　农业{LONG}\n", "　　农业" + "长" * AROUND + "…"),
    ],
)
def test_passage_says_where_it_is_cut(text, shown):
    at = text.index("农业")

    (passage,) = _passages(Document(text=text, outline=[]), [(at, at + 2)])

    assert "".join(piece for piece, _found in passage.parts()) == shown
    assert passage.text == text[passage.start : passage.end]
