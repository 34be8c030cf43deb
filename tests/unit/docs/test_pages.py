"""What the pages say is so: their packs load, what the page of coverage names is there."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from docs.generate.coverage import State, coverage_faults, faults_of, known, rows
from docs.generate.expressions import CALLS, MEANINGS, OPERATORS
from docs.generate.field_kinds import EXAMPLES
from docs.generate.pack_keys import TOP
from nianlun.define.expressions.evaluate import _COMPARE
from nianlun.define.expressions.functions import FUNCTIONS
from nianlun.define.expressions.lexer import WORDS
from nianlun.define.expressions.scope import WORDS as NAMES
from nianlun.define.kinds import KINDS
from nianlun.define.load import load, only, shipped_folder, texts_of
from nianlun.define.messages import tell
from nianlun.define.sections import CHANGES, PACK, SECTIONS

ROOT = Path(__file__).parent.parent.parent.parent
FENCED = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BOLD = re.compile(r"\*\*([^*]+)\*\*")
COMMAND = re.compile(r"`nianlun ([a-z]+(?: (?:[a-z]+-)*[a-z]+)?)(?=[` ])")


def pack_on(page: str) -> str:
    """The pack printed on a page."""
    (found,) = FENCED.findall((ROOT / "docs" / "how-to" / page).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(
    ("page", "pack", "register", "field"),
    [
        ("write-a-pack.md", "waterlogging", "wet_spots", "days"),
        ("extend-a-pack.md", "our_investment", "projects", "zone"),
    ],
)
def test_pack_on_a_page_loads(page: str, pack: str, register: str, field: str) -> None:
    texts = {**texts_of(shipped_folder()), f"{pack}.yaml": pack_on(page)}

    loaded = load(only(texts, pack))

    assert [tell(each) for each in loaded.problems] == []
    assert field in loaded.catalog.registers[register].field_by_key


def test_extension_on_the_page_changes_what_it_says() -> None:
    texts = {**texts_of(shipped_folder()), "our_investment.yaml": pack_on("extend-a-pack.md")}

    projects = load(only(texts, "our_investment")).catalog.registers["projects"]

    assert "tea" in projects.field_by_key["industry"].options.keys  # type: ignore[attr-defined]
    assert projects.field_by_key["chain_part"].hidden
    update = projects.class_by_key["push"].update
    assert update is not None
    assert (update.every, update.by) == ("week", 5)


@pytest.mark.parametrize("page", ["keep-a-register.md", "write-a-pack.md", "correct.md"])
def test_bold_words_of_a_how_to_stand_on_the_screen(page: str) -> None:
    strings = "\n".join(
        path.read_text(encoding="utf-8").lower()
        for ending in ("html", "py")
        for path in (ROOT / "src" / "nianlun").rglob(f"*.{ending}")
    )
    text = (ROOT / "docs" / "how-to" / page).read_text(encoding="utf-8")
    words = [each for each in BOLD.findall(text) if not each.endswith(".")]

    assert [each for each in words if f'"{each.lower()}"' not in strings] == []


def test_commands_the_pages_name_are_there() -> None:
    named = {
        " ".join(found.split())
        for path in (ROOT / "docs").rglob("*.md")
        if "reference" not in path.parts
        for found in COMMAND.findall(path.read_text(encoding="utf-8"))
    }

    assert {each for each in named if each not in known().commands} == set()
    assert "packs plan" in named


def test_coverage_names_only_what_is_there() -> None:
    assert coverage_faults() == []


def test_coverage_says_what_is_gone() -> None:
    row = next(each for each in rows() if each.state is State.COVERED)
    wrong = replace(
        row,
        configured=("registers[projects].stages[gone]",),
        pages=("registers:gone",),
        commands=("gone",),
        tests=("tests/unit/gone.py::test_gone",),
    )

    assert list(faults_of(wrong)) == [
        "no such pack key: registers[projects].stages[gone]",
        "no such page: registers:gone",
        "no such command: gone",
        "no such test: tests/unit/gone.py::test_gone",
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"tests": ()}, "covered, but without a test or with something lacking"),
        ({"lacks": "much"}, "covered, but without a test or with something lacking"),
        ({"state": State.NOT_YET}, "not covered, and nothing said to be lacking"),
        ({"state": State.CONFIGURED, "lacks": "x", "configured": (), "pages": ()}, "configured, but nowhere"),
    ],
)
def test_row_does_not_say_more_than_it_shows(change: dict[str, object], fault: str) -> None:
    row = next(each for each in rows() if each.state is State.COVERED)

    assert list(faults_of(replace(row, **change))) == [fault]  # type: ignore[arg-type]


def test_every_part_of_the_language_has_an_example() -> None:
    signs = {sign for sign, *_ in OPERATORS}

    assert signs == {*_COMPARE, *"+-*/", "not in", *WORDS - {"true", "false"}}
    assert set(CALLS) == set(FUNCTIONS)
    assert set(MEANINGS) == {*NAMES, "stage"}
    assert set(EXAMPLES) == set(KINDS)
    assert set(TOP) == {PACK, CHANGES, *SECTIONS}
