"""The page of rights, from the matrix that the tests compare with the running site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

SOURCE = Path(__file__).parent / "rights.yaml"
PEOPLE = {
    "unsigned": "not signed in",
    "nobody": "account without unit",
    "stranger": "another unit",
    "reader": "the same unit, no right given",
    "keeper": "keeps (same unit)",
    "reviewer": "reviews (same unit)",
    "supervisor": "supervises (same unit)",
    "county": "administers (unit above)",
}
"""Columns of the matrix, and who stands for them."""
MARKS = {"yes": "✓", "no": "✗ 403", "not there": "– 404", "sign in": "→"}


def rights_page() -> str:
    """Every page and every call, and how it answers whom."""
    written: dict[str, dict[str, str]] = YAML(typ="safe").load(SOURCE.read_text(encoding="utf-8"))
    introduction = (
        "# Rights\n\n"
        "Who gets what from every page and every API call, for one document and one entry of a bureau, kept as "
        "*internal*.\n"
        "The test suite asks all of them as everybody and compares the answers with this page "
        "(`tests/integration/test_rights_matrix.py`).\n\n"
        "✓ is let in (what he then may change is told at the form); ✗ 403 is told that he may not; – 404 is not told "
        "that it exists; → is sent to the sign-in page, or asked for a token.\n"
        "Pages that only take forms are asked with one that says a reason and little else.\n"
    )
    return "\n".join(
        [introduction, "## Pages\n", _table(written["pages"]), "## API\n", _table(written["calls"])]
    )


def _table(rows: dict[str, Any]) -> str:
    head = "| what | " + " | ".join(PEOPLE.values()) + " |\n|---|" + "---|" * len(PEOPLE)
    lines = [
        f"| `{name}` | " + " | ".join(MARKS[word] for word in answers.split(" | ")) + " |"
        for name, answers in rows.items()
    ]
    return "\n".join([head, *lines]) + "\n"
