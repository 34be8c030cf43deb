"""Loading: extending packs, choosing packs, notation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianlun import define
from nianlun.define.check import RULES
from nianlun.define.errors import PacksError
from nianlun.define.load import load, load_shipped, only, shipped_folder, texts_of
from nianlun.define.messages import MESSAGES

BASE = """
pack: {key: base, label: 底包, version: 1}
registers:
- key: things
  id: 1
  label: 物品
  title: name
  fields:
  - {id: 1, key: name, label: 名称, kind: text, required: true}
  - {id: 2, key: fax, label: 传真, kind: text}
  - {id: 3, key: level, label: 等级, kind: choice, choices: [{id: 1, key: high, label: 高}]}
  stages:
  - {id: 1, key: open, label: 开, moves_to: [shut]}
  - {id: 2, key: shut, label: 关, terminal: true}
"""
COUNTY = """
pack: {key: county, label: 县包, version: 1, extends: [base]}
changes:
- register: things
  label: 县里的物品
  hide: [fax]
  add:
    fields:
    - {id: 1001, key: village, label: 村, kind: text}
    stages:
    - {id: 1001, key: lost, label: 丢失, terminal: true}
  alter:
    fields:
    - {key: name, label: 品名, max_length: 20}
    - {key: level, more_choices: [{id: 1001, key: top, label: 特}]}
    stages:
    - {key: open, moves_to: [shut, {to: lost, reason: true}]}
"""


def test_a_county_builds_on_a_pack_without_copying_it() -> None:
    register = load({"base.yaml": BASE, "county.yaml": COUNTY}).or_raise().registers["things"]

    fields = register.field_by_key
    assert (register.label, fields["name"].label, fields["name"].required) == ("县里的物品", "品名", True)
    assert fields["name"].options.max_length == 20  # type: ignore[attr-defined]
    assert fields["level"].options.keys == ("high", "top")  # type: ignore[attr-defined]
    assert (fields["fax"].hidden, fields["village"].id) == (True, 1001)
    assert [(move.to, move.reason) for move in register.stage_by_key["open"].moves_to] == [
        ("shut", False),
        ("lost", True),
    ]


def test_two_packs_may_say_the_same() -> None:
    other = COUNTY.replace("key: county", "key: other").split("  hide")[0]

    assert load({"base.yaml": BASE, "county.yaml": COUNTY, "other.yaml": other}).problems == ()


def test_the_place_of_a_merged_part_is_where_it_was_written() -> None:
    loaded = load({"base.yaml": BASE, "county.yaml": COUNTY.replace("max_length: 20", "max_length: 0")})

    assert [str(each) for each in loaded.problems] == [
        "county.yaml:14 registers[things].fields[name].max_length: define.kind.small"
    ]


def test_only_the_packs_asked_for_and_those_below_them_are_taken() -> None:
    texts = {
        "base.yaml": BASE,
        "county.yaml": COUNTY,
        "third/pack.yaml": "pack: {key: third, label: 三, version: 1}",
    }

    assert set(only(texts, "county")) == {"base.yaml", "county.yaml"}
    assert set(only(texts, "third")) == {"third/pack.yaml"}


def test_faulty_packs_are_refused_with_all_their_problems() -> None:
    with pytest.raises(PacksError) as caught:
        load({"base.yaml": BASE.replace("text", "txt").replace("title: name", "title: nam")}).or_raise()

    assert len(caught.value.problems) == 3


def test_packs_are_found_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "pack.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "base" / "notes.txt").write_text("no pack", encoding="utf-8")

    assert set(load(texts_of(tmp_path)).or_raise().registers) == {"things"}
    assert (shipped_folder() / "investment" / "pack.yaml").is_file()


@given(st.text(max_size=200) | st.text("[]{}:,-&*!|>#\n \t'\"ab", max_size=60))
def test_no_text_breaks_the_loader(text: str) -> None:
    for problem in load({"x.yaml": text}).problems:
        assert problem.slug in MESSAGES
        assert problem.place.file == "x.yaml"


@given(st.data())
def test_no_damaged_pack_breaks_the_loader(data: st.DataObject) -> None:
    """Any line taken out or doubled gives a catalogue or problems, never a crash."""
    lines = (BASE + "\n").splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    damaged = (
        lines[:number]
        + data.draw(st.sampled_from([[], [lines[number]] * 2, [lines[number].upper()]]))
        + lines[number + 1 :]
    )

    for problem in load({"x.yaml": "\n".join(damaged)}).problems:
        assert problem.slug in MESSAGES


def test_every_slug_in_the_code_has_words() -> None:
    folder = Path(next(iter(define.__path__)))
    sources = [
        path.read_text(encoding="utf-8") for path in folder.rglob("*.py") if path.parent.name != "messages"
    ]
    slugs = {
        slug for source in sources for slug in re.findall(r'"((?:define|value)\.[a-z_]+\.[a-z_]+)"', source)
    }

    assert len(slugs) > 100
    assert slugs <= MESSAGES.keys()


def test_every_rule_of_the_folder_is_in_the_list() -> None:
    folder = Path(next(iter(define.__path__))) / "check"
    besides = {"__init__", "paths", "worded"}
    """`worded` is told how figures are found and is run by the loader."""

    assert {name for name, _ in RULES} == {path.stem for path in folder.glob("*.py")} - besides


def test_the_shipped_packs_have_labels_in_both_languages() -> None:
    for register in load_shipped().registers.values():
        for part in (
            "fields",
            "groups",
            "classes",
            "stages",
            "milestones",
            "views",
            "floors",
            "duties",
            "rules",
        ):
            for each in getattr(register, part):
                assert each.label_en, f"{register.key}.{part}.{each.key}"
