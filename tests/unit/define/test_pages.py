"""Schemas for editors and reference pages agree with the packs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import jsonschema
import pytest

from nianlun.define.describe import expressions_page, indicators_page, register_page
from nianlun.define.describe_words import cycle_words
from nianlun.define.load import load, shipped_folder, texts_of
from nianlun.define.messages import tell
from nianlun.define.model import Cycle, Every, FieldDef
from nianlun.define.nodes import to_plain
from nianlun.define.schema import file_schema, words_under
from nianlun.define.words import Language
from nianlun.define.yaml_reading import read_yaml
from tests.packs import demo_catalog

TEXTS = texts_of(shipped_folder())
VALIDATOR = jsonschema.Draft202012Validator(file_schema())
CATALOG = demo_catalog()
SECRET = """
pack: {key: things, label: 物品, version: 1}
registers:
- key: things
  id: 1
  label: 物品
  title: name
  fields:
  - {id: 1, key: name, label: 名称, kind: text}
  - {id: 2, key: price, label: 底价, kind: integer, secrecy: confidential}
"""


def as_json(thing: Any) -> Any:
    """What an editor sees of YAML values."""
    if isinstance(thing, dict):
        return {key: as_json(value) for key, value in thing.items()}
    if isinstance(thing, list):
        return [as_json(each) for each in thing]
    if isinstance(thing, Decimal):
        return float(thing)
    return thing.isoformat() if isinstance(thing, date) else thing


@pytest.mark.parametrize("file", TEXTS)
def test_shipped_packs_fit_the_schema(file: str) -> None:
    node, _ = read_yaml(file, TEXTS[file])
    assert node is not None

    assert [error.message for error in VALIDATOR.iter_errors(as_json(to_plain(node)))] == []


@pytest.mark.parametrize(
    "fault",
    [
        {"registers": [{"key": "a", "id": 1, "label": "甲", "title": "b", "fields": [], "lable": "乙"}]},
        {
            "registers": [
                {
                    "key": "a",
                    "id": 1,
                    "label": "甲",
                    "title": "b",
                    "fields": [{"id": 1, "key": "b", "label": "乙", "kind": "txt"}],
                }
            ]
        },
        {
            "registers": [
                {
                    "key": "a",
                    "id": 1,
                    "label": "甲",
                    "title": "b",
                    "fields": [{"id": 1, "key": "b", "label": "乙", "kind": "date", "unit": "亩"}],
                }
            ]
        },
        {"register": []},
        {"indicators": [{"key": "a", "label": "甲", "kind": "counts", "measure": "个"}]},
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(fault: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(fault)


def test_every_field_of_a_definition_is_described() -> None:
    jsonschema.Draft202012Validator.check_schema(file_schema())
    assert words_under(FieldDef)["unique"] == "Whether no two living entries may have the same value."
    for name, schema in file_schema()["$defs"].items():
        for key, part in schema.get("properties", {}).items():
            assert part["description"], f"{name}.{key}"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("key", CATALOG.registers)
def test_a_reference_page_names_every_field_and_stage(key: str, language: Language) -> None:
    register = CATALOG.registers[key]

    page = register_page(register, language)

    for part in (*register.fields, *register.classes, *register.stages):
        assert f"`{part.key}`" in page
    widths = {line.count("|") - 2 * line.count("\\|") for line in page.splitlines() if line.startswith("|")}
    assert widths <= {4, 5}


@pytest.mark.parametrize("language", Language)
def test_the_pages_of_indicators_and_functions_name_all(language: Language) -> None:
    page = indicators_page(CATALOG, language)

    assert all(f"`{key}`" in page for key in CATALOG.indicators)
    assert "`days_between`" in expressions_page(language)


@pytest.mark.parametrize(
    ("cycle", "chinese", "english"),
    [
        (Cycle(every=Every.MONTH, by=25), "每月25日前", "every month by day 25"),
        (Cycle(every=Every.WEEK, by=5), "每周周五前", "every week by Friday"),
        (Cycle(every=Every.QUARTER), "每季度", "every quarter"),
        (Cycle(every=Every.MONTH, by=5, after=True), "每月次月5日前", "every month by day 5 after it"),
        (Cycle(every=Every.MONTH, by=3, workdays=True), "每月第3个工作日前", "every month by working day 3"),
        (Cycle(every=Every.YEAR, by=20), "每年第20天前", "every year by day 20"),
    ],
)
def test_a_cycle_in_words(cycle: Cycle, chinese: str, english: str) -> None:
    assert (cycle_words(cycle, Language.CHINESE), cycle_words(cycle, Language.ENGLISH)) == (chinese, english)


@pytest.mark.parametrize(
    ("language", "register_words", "field_words"),
    [
        (Language.CHINESE, "- 密级：内部", "密级：保密"),
        (Language.ENGLISH, "- Secrecy: internal", "Secrecy: confidential"),
    ],
)
def test_page_tells_secrecy_in_words(language: Language, register_words: str, field_words: str) -> None:
    register = load({"things.yaml": SECRET}).or_raise().registers["things"]

    page = register_page(register, language)

    assert register_words in page
    assert field_words in page


def test_fault_tells_secrecy_in_words() -> None:
    open_field = SECRET.replace("confidential", "public")

    (problem,) = load({"things.yaml": open_field}).problems

    assert "（公开）" in tell(problem)
