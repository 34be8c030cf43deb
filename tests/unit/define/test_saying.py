"""Conditions and formulas in words."""

from __future__ import annotations

import pytest

from nianlun.define.expressions.parser import parse
from nianlun.define.load import load, shipped_folder, texts_of
from nianlun.define.saying import Saying
from nianlun.define.words import Language, label_of


@pytest.fixture(scope="module")
def catalog():
    return load(texts_of(shipped_folder())).or_raise()


@pytest.mark.parametrize(
    ("written", "chinese", "english"),
    [
        (
            "invest_total >= 1亿元",
            "计划总投资不低于1亿元",
            "Planned investment is at least 1亿元",
        ),
        (
            'kind in ("single_plant", "chain")',
            "项目类型为“单体制造业”或“全产业链”",
            "Kind is “Single plant” or “Whole chain”",
        ),
        (
            'in_class("push") and (has(land_on) or has(statistics_on))',
            "在“重点攻坚项目清单”中，且（取得土地日期已填，或入统日期已填）",
            "in the list “Hard push” and (Land acquired on is filled in or Entered statistics on is filled in)",
        ),
        ("not has(started_on)", "开工日期未填", "Started on is empty"),
        ('not (stage == "dropped")', "不满足（当前阶段为“终止”）", "not (stage is “Dropped”)"),
        ("high_quality == true", "“500强等高质量项目”为是", "“High-quality project” is yes"),
        (
            "days_between(signed_on, today) > 90",
            "签约日期到当日的天数高于90",
            "days from Signed on to today is above 90",
        ),
        ('reached("signed")', "已到过“签约”阶段", "has reached the stage “Signed”"),
        ("(invest_total - 1) / 2", "（计划总投资－1）÷2", "(Planned investment − 1) ÷ 2"),
        ("signed_on >= 2023-10-20", "签约日期不早于2023-10-20", "Signed on is not before 2023-10-20"),
    ],
)
def test_condition_is_said_with_labels(catalog, written, chinese, english):
    tree, register = parse(written).tree, catalog.registers["projects"]

    said = [Saying(language, register).say(tree) for language in Language]

    assert said == [chinese, english]


def test_formula_names_its_indicators(catalog):
    names = {key: label_of(each, Language.CHINESE) for key, each in catalog.indicators.items()}

    said = Saying(Language.CHINESE, names=names).say(parse("2 * signed_all - projects_new").tree)

    assert said == "2×“签约项目数”－“新招引亿元以上产业项目数”"


def test_no_key_of_a_shipped_condition_is_left_in_its_words(catalog):
    """A clerk reads labels, not the keys of the pack."""
    left = []
    for each in catalog.indicators.values():
        register = catalog.registers.get(each.register)
        if each.where is not None and register is not None:
            said = Saying(Language.CHINESE, register).say(each.where.tree)
            left += [word for word in said.replace("（", " ").split() if "_" in word]

    assert left == []
